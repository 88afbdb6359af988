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

    /** The cell of any value but NaN; comparison takes -0.0 for 0.0. */
    int cellOf(double value) {
        int low = 0;
        int high = points.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (points[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < points.length && points[low] == value ? 2 * low + 1 : 2 * low;
    }
}
