package org.mlopssdk.monitoring.profile;

import java.util.Arrays;

/**
 * Leads from a value to the break points near it in one step: a map that never decreases takes values to numbered slots, and a table knows how many
 * points lie in the slots below. Since the map never decreases, whatever it is rounded to, points in slots below that of a value are
 * smaller than it, and points in slots above are larger; only those in the same slot remain to be searched.
 *
 * <p>Two maps are tried, and the one that leaves the shortest search taken: slots of equal width, and the leading bits of the
 * double, whose slots are narrow near zero and wide far away. A few outliers would leave all other points to a few slots, so both are also tried
 * with some points at either end left out. The grid spans the rest; what lies beyond is rare, and is searched for without it.
 *
 * <p>{@link BreakPoints} are a grid, and do not have one, since each object more on the way to a counter is felt in a row of twenty.
 */
class Grid {
    /** So many points are counted one by one in two bytes. */
    static final int MOST_WITHOUT_BLOCKS = Character.MAX_VALUE;

    private static final int[] SLOTS_PER_POINT = {4, 8, 16, 32};
    private static final int FEW_SLOTS = 16_384;
    private static final int[] OUTLIERS = {0, 1, 3, 7};

    /** Outliers at either end are at most one point of so many, or too many values would take the long way. */
    private static final int POINTS_PER_OUTLIER = 64;

    /** The smallest and the largest finite point that is no outlier; a span of nothing where no point is finite. */
    private final double from;

    private final double to;

    /** Slots of equal width: how many there are for each unit; zero for slots by leading bits. */
    private final double scale;

    /** Leading bits: the ordered bits of the lower end, and how many trailing bits a slot spans. */
    private final long fromBits;

    private final int shift;

    /** For each slot, how many points lie in slots below it, in whole blocks: two bytes are enough for any number of points. */
    private final char[] below;

    private final int block;
    private final int mostInOne;

    private Grid(double[] points, double from, double to, double scale, int shift) {
        this.from = from;
        this.to = to;
        this.scale = scale;
        this.fromBits = ordered(from);
        this.shift = shift;
        this.below = new char[from <= to ? slotOf(to) + 1 : 0];
        this.block = 1 + points.length / (MOST_WITHOUT_BLOCKS + 1);
        this.mostInOne = fill(points);
    }

    Grid(Grid grid) {
        this.from = grid.from;
        this.to = grid.to;
        this.scale = grid.scale;
        this.fromBits = grid.fromBits;
        this.shift = grid.shift;
        this.below = grid.below;
        this.block = grid.block;
        this.mostInOne = grid.mostInOne;
    }

    private int fill(double[] points) {
        int most = 0;
        int next = 0;
        while (next < points.length && points[next] < from) {
            next++;
        }
        for (int slot = 0; slot < below.length; slot++) {
            below[slot] = (char) (next / block);
            while (next < points.length && points[next] <= to && slotOf(points[next]) == slot) {
                next++;
            }
            most = Math.max(most, next - below[slot] * block);
        }
        return most;
    }

    /** The best grid for points in ascending order. */
    static Grid of(double[] points) {
        double[] finite = Arrays.stream(points).filter(Double::isFinite).toArray();
        if (finite.length == 0) {
            return new Grid(points, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, 0);
        }
        Grid best = ofLeadingBits(points, finite[0], finite[finite.length - 1], 1);
        for (int slotsPerPoint : SLOTS_PER_POINT) {
            for (int outliers : OUTLIERS) {
                int slots = slotsPerPoint * finite.length;
                boolean few = slotsPerPoint == SLOTS_PER_POINT[0] || slots <= FEW_SLOTS;
                if (outliers * POINTS_PER_OUTLIER <= finite.length && few && best.mostInOne > 1) {
                    double from = finite[outliers];
                    double to = finite[finite.length - 1 - outliers];
                    best = better(best, ofEqualWidth(points, from, to, slots));
                    best = better(best, ofLeadingBits(points, from, to, slots));
                }
            }
        }
        return best;
    }

    private static Grid better(Grid one, Grid other) {
        return Integer.highestOneBit(other.mostInOne) < Integer.highestOneBit(one.mostInOne) ? other : one;
    }

    /** Slots of equal width, or a single one where the ends are so close, or so far apart, that their distance makes no scale. */
    private static Grid ofEqualWidth(double[] points, double from, double to, int slots) {
        double scale = slots / (to - from);
        return scale > 0 && Double.isFinite(scale)
                ? new Grid(points, from, to, scale, 0)
                : ofLeadingBits(points, from, to, 1);
    }

    private static Grid ofLeadingBits(double[] points, double from, double to, int slots) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(ordered(to) - ordered(from));
        int shift = Math.max(0, bits - (Integer.SIZE - Integer.numberOfLeadingZeros(slots - 1)));
        // Bits cannot be shifted by all of their number.
        return new Grid(points, from, to, 0, Math.min(shift, Long.SIZE - 1));
    }

    final double from() {
        return from;
    }

    final double to() {
        return to;
    }

    final double scale() {
        return scale;
    }

    final long fromBits() {
        return fromBits;
    }

    final int shift() {
        return shift;
    }

    /** For each slot, how many points lie in slots below it, unless there are so many that they are counted in blocks. */
    final char[] below() {
        return below;
    }

    /** Whether a value lies between the ends; NaN and infinities never do. */
    final boolean spans(double value) {
        return value >= from && value <= to;
    }

    /** How many points surely lie below a value that the grid spans; of the next {@link #mostInOne}, some may. */
    final int firstNear(double value) {
        return below[slotOf(value)] * block;
    }

    /** The slot of a value that the grid spans. */
    final int slotOf(double value) {
        return scale > 0 ? slot(value, from, scale) : slotOfBits(value, fromBits, shift);
    }

    /** The slot of equal width. */
    static int slot(double value, double from, double scale) {
        return (int) ((value - from) * scale);
    }

    /** The slot by leading bits; the distance of bits may exceed the largest long, and as an unsigned number it is right. */
    static int slotOfBits(double value, long fromBits, int shift) {
        return (int) ((ordered(value) - fromBits) >>> shift);
    }

    /** The bits of a double in an order that is that of the numbers; those of -0.0 and 0.0 are the same. */
    private static long ordered(double value) {
        long bits = Double.doubleToRawLongBits(value + 0.0);
        return bits ^ (bits >> 63 >>> 1);
    }

    /** The largest number of points in one slot. */
    final int mostInOne() {
        return mostInOne;
    }

    @Override
    public String toString() {
        return below.length + (scale > 0 ? " slots of equal width" : " slots by leading bits") + ", up to " + mostInOne
                + " points in one";
    }
}
