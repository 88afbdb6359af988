package org.mlopssdk.monitoring.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Bars of one character each, for text: eight heights, a sign for nothing, which no blank at an edge gets lost as, and one for not known. */
enum Sparks {
    BLOCKS("·▁▂▃▄▅▆▇█"),
    ASCII("_.:-=+*#@");

    private final String heights;

    Sparks(String heights) {
        this.heights = heights;
    }

    /** The shares of one side; those of both sides have the same scale. */
    String of(List<Share> shares, ToDoubleFunction<Share> side) {
        double highest = shares.stream().mapToDouble(Share::larger).max().orElse(1);
        StringBuilder bars = new StringBuilder();
        shares.forEach(share -> bars.append(bar(side.applyAsDouble(share) / highest)));
        return bars.toString();
    }

    /** The effects of the last windows; half the height is the threshold, or less where one is more than twice as high. */
    String of(Trend trend) {
        double highest = trend.points().stream()
                .mapToDouble(point -> point.effect() == null ? 0 : point.effect())
                .max()
                .orElse(0);
        StringBuilder bars = new StringBuilder();
        for (Trend.Point point : trend.points()) {
            bars.append(point.effect() == null ? '?' : bar(point.effect() / Math.max(2, highest)));
        }
        return bars.toString();
    }

    private char bar(double part) {
        int highest = heights.length() - 1;
        return heights.charAt((int) Math.min(highest, Math.ceil(part * highest)));
    }
}
