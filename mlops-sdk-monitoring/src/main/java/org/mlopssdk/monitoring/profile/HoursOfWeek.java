package org.mlopssdk.monitoring.profile;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Locale;

/** The hours of a week by their numbers, from 0, which is the first of Monday. */
final class HoursOfWeek {
    static final int PER_DAY = 24;
    static final int COUNT = 7 * PER_DAY;
    private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

    private HoursOfWeek() {}

    static int of(ZonedDateTime time) {
        return (time.getDayOfWeek().getValue() - 1) * PER_DAY + time.getHour();
    }

    static String day(int day) {
        return DAYS[day];
    }

    static String name(int hour) {
        return String.format(Locale.ROOT, "%s %02d:00", day(hour / PER_DAY), hour % PER_DAY);
    }

    /** Those that a span of time touches. */
    static BitSet touched(Instant from, Instant to, ZoneId zone) {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("A span of time ends after it began; got " + from + " to " + to + ".");
        }
        BitSet touched = new BitSet(COUNT);
        if (Duration.between(from, to).compareTo(Duration.ofDays(8)) >= 0) {
            touched.set(0, COUNT);
            return touched;
        }
        // Clocks are put forward and back by quarters of an hour, as a rule by four of them.
        ZonedDateTime quarter = from.atZone(zone).truncatedTo(ChronoUnit.HOURS);
        for (; quarter.toInstant().isBefore(to); quarter = quarter.plusMinutes(15)) {
            touched.set(of(quarter));
        }
        return touched;
    }
}
