package org.mlopssdk.monitoring.profile;

import java.util.Arrays;

/**
 * K ascending values that cut the real line into 2K+1 cells, numbered from below: the gap below the first, the first itself,
 * the gap between it and the second, and so on. Cells with odd numbers are points, the others open gaps.
 *
 * <p>The {@link Grid} leads to a place just before the cell, a search of fixed length finishes exactly. No step of it branches on the value, since
 * which way it goes is a toss, and a processor that guesses wrong half the time takes several times as long: whether a point is smaller is
 * the sign bit of a difference. That is right for all finite doubles, since a difference of unequal doubles is never rounded to zero.
 */
final class BreakPoints extends Grid {
    private final double[] points;

    /** The points, and after them as many infinities as the longest search may look at, so that it needs no bounds. */
    private final double[] padded;

    /** Half the length of the first step of the search, a power of two; at most 1 where a slot has a single point at most. */
    private final int firstHalf;

    /** Shares the array, which nobody changes. */
    BreakPoints(double[] points) {
        super(Grid.of(points));
        this.points = points;
        this.firstHalf = Integer.highestOneBit(mostInOne());
        this.padded = Arrays.copyOf(points, points.length + 2 * firstHalf + 1);
        Arrays.fill(padded, points.length, padded.length, Double.POSITIVE_INFINITY);
    }

    int cells() {
        return 2 * points.length + 1;
    }

    /** The cell of any value but NaN; -0.0 is 0.0. */
    int cellOf(double value) {
        return Math.abs(value) <= Double.MAX_VALUE ? cellOfFinite(value) : cellOfInfinite(value);
    }

    /** The cell of any value but NaN and infinities. */
    int cellOfFinite(double value) {
        int below = firstNear(value);
        for (int half = firstHalf; half > 1; half >>>= 1) {
            below += half & ifBelow(padded[below + half - 1], value);
        }
        if (firstHalf > 1) {
            below -= ifBelow(padded[below], value);
        }
        // Where a single point was near and lies below, the next one is in another slot, and so above.
        return 2 * below + 1 - side(padded[below], value);
    }

    /** All bits set where a point lies below a value, none otherwise. */
    private static int ifBelow(double point, double value) {
        return (int) (Double.doubleToRawLongBits(point - value) >> 63);
    }

    /** -1 where a point lies below a value, 1 above, 0 at it; the difference of equal values is 0.0 and never -0.0, since no point is. */
    private static int side(double point, double value) {
        long bits = Double.doubleToRawLongBits(point - value);
        return (int) (bits >> 63 | -bits >>> 63);
    }

    private int cellOfInfinite(double value) {
        int at = value < 0 ? 0 : Math.max(0, points.length - 1);
        boolean isPoint = points.length > 0 && points[at] == value;
        return isPoint ? 2 * at + 1 : value < 0 ? 0 : 2 * points.length;
    }

    @Override
    public String toString() {
        return points.length + " break points, " + super.toString();
    }
}
