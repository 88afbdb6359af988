package org.mlopssdk.monitoring.profile;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A bar for each hour of the week, by its share of the fullest; a dot where there is nothing. */
final class WeekChart {
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private WeekChart() {}

    /** Eight lines: the hours, and the days from Monday on. */
    static String of(long[] rows) {
        long most = Math.max(1, Arrays.stream(rows).max().orElse(0));
        return "       0     6     12    18"
                + IntStream.range(0, HoursOfWeek.COUNT / HoursOfWeek.PER_DAY)
                        .mapToObj(day -> System.lineSeparator() + "  " + HoursOfWeek.day(day) + "  "
                                + bars(rows, day * HoursOfWeek.PER_DAY, most))
                        .collect(Collectors.joining());
    }

    private static String bars(long[] rows, int from, long most) {
        return Arrays.stream(rows, from, from + HoursOfWeek.PER_DAY)
                .mapToObj(count -> count == 0 ? "·" : String.valueOf(BARS.charAt((int) (count * 7.0 / most))))
                .collect(Collectors.joining());
    }
}
