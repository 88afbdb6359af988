package org.mlopssdk.monitoring.profile;

import java.util.Arrays;

/**
 * K ascending values that cut the real line into 2K+1 cells, numbered from below: the gap below the first, the first itself,
 * the gap between it and the second, and so on. Cells with odd numbers are points, the others open gaps.
 *
 * <p>The {@link Grid} leads to a place just before the cell, a search of fixed length finishes exactly. No step of it branches on the value, since
 * which way it goes is a toss, and a processor that guesses wrong half the time takes several times as long: whether a point is smaller is
 * the sign bit of a difference. That is right for all finite doubles, since a difference of unequal doubles is never rounded to zero.
 *
 * <p>Where no slot has more than three points, which is the rule, the search is two steps at most: the quick way, which a loop over values can take
 * in as a whole.
 */
final class BreakPoints extends Grid {
    static final int NOT_QUICK = -1;
    private static final int QUICK = 3;

    private final double[] points;

    /** Whether the quick way has to search. */
    private final boolean crowded;

    /** Between these the quick way leads to the cell; where there is none, nothing is between them. */
    private final double quickFrom;

    private final double quickTo;

    /** Shares the array, which nobody changes. */
    BreakPoints(double[] points) {
        super(Grid.of(points));
        this.points = points;
        this.crowded = mostInOne() > 1;
        boolean quick = mostInOne() <= QUICK && points.length <= MOST_WITHOUT_BLOCKS;
        this.quickFrom = quick ? from() : Double.POSITIVE_INFINITY;
        this.quickTo = quick ? to() : Double.NEGATIVE_INFINITY;
    }

    double[] points() {
        return points;
    }

    int cells() {
        return 2 * points.length + 1;
    }

    boolean isCrowded() {
        return crowded;
    }

    double quickFrom() {
        return quickFrom;
    }

    double quickTo() {
        return quickTo;
    }

    /** The cell of any value but NaN; -0.0 is 0.0. */
    int cellOf(double value) {
        if (isQuick(value)) {
            return quickCellOf(value);
        }
        return spans(value) ? cellNear(search(value), value) : cellBeyond(value);
    }

    /** Whether the quick way leads to the cell of a value; never for NaN, infinities, and values beyond all points. */
    boolean isQuick(double value) {
        return value >= quickFrom && value <= quickTo;
    }

    /** The cell of a value to which the quick way leads. */
    int quickCellOf(double value) {
        int below = below()[slotOf(value)];
        return cellNear(crowded ? pass(below, value) : below, value);
    }

    /** Writes the cell of {@code values[from + k]} to {@code cells[k]}, for k below count; -1 for a value to which the quick way does not lead. */
    void quickCellsOf(double[] values, int from, int count, int[] cells) {
        char[] below = below();
        for (int k = 0; k < count; k++) {
            double value = values[from + k];
            cells[k] = isQuick(value) ? below[slotOf(value)] : NOT_QUICK;
        }
        for (int k = 0; crowded && k < count; k++) {
            cells[k] = cells[k] < 0 ? NOT_QUICK : pass(cells[k], values[from + k]);
        }
        for (int k = 0; k < count; k++) {
            cells[k] = cells[k] < 0 ? NOT_QUICK : cellNear(cells[k], values[from + k]);
        }
    }

    /** Passes two points at most that are below a value, beginning at one of which all before are. None is below the last that the grid spans. */
    int pass(int from, double value) {
        int below = from - ifBelow(points[from], value);
        return below - ifBelow(points[below], value);
    }

    /** Looks at points after the last where the longest search may: at the last itself instead, which is not below a value that the grid spans. */
    private int search(double value) {
        int last = points.length - 1;
        int below = firstNear(value);
        for (int half = Integer.highestOneBit(mostInOne()); half > 1; half >>>= 1) {
            below += half & ifBelow(points[Math.min(below + half - 1, last)], value);
        }
        return below - ifBelow(points[below], value);
    }

    /** The cell, where all points below the value but one at most are counted. The next point is in another slot, and so above. */
    private int cellNear(int below, double value) {
        return cell(below, points[below], value);
    }

    /** The cell of a value, of which all points before a given one are below, and all after it above. */
    static int cell(int index, double point, double value) {
        return 2 * index + 1 - side(point, value);
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

    /** The cell of a value beyond the grid, which is rare: of outliers, infinities, and where no point is finite. */
    private int cellBeyond(double value) {
        int at = Arrays.binarySearch(points, value + 0.0);
        return at >= 0 ? 2 * at + 1 : 2 * (-at - 1);
    }

    @Override
    public String toString() {
        return points.length + " break points, " + super.toString();
    }
}
