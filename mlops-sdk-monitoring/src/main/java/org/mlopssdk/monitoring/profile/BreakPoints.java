package org.mlopssdk.monitoring.profile;

/**
 * K ascending values that cut the real line into 2K+1 cells, numbered from below: the gap below the first, the first itself,
 * the gap between it and the second, and so on. Cells with odd numbers are points, the others open gaps.
 */
final class BreakPoints {
    private final double[] points;

    /** Shares the array, which nobody changes. */
    BreakPoints(double[] points) {
        this.points = points;
    }

    int cells() {
        return 2 * points.length + 1;
    }

    /**
     * The cell of any value but NaN; comparison takes -0.0 for 0.0. The binary search adds instead of branching: which way it goes is a toss, and
     * a processor that guesses wrong half the time takes twice as long.
     */
    int cellOf(double value) {
        int below = 0;
        int length = points.length;
        while (length > 0) {
            int half = (length + 1) >>> 1;
            below += points[below + half - 1] < value ? half : 0;
            length -= half;
        }
        return below < points.length && points[below] == value ? 2 * below + 1 : 2 * below;
    }
}
