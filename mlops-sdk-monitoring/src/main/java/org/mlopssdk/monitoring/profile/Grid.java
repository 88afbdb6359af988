package org.mlopssdk.monitoring.profile;

import java.util.Arrays;

/**
 * Leads from a value to the break points near it in one step: a map that never decreases takes values to numbered slots, and a table knows how many
 * points lie in the slots below. Since the map never decreases, whatever it is rounded to, points in slots below that of a value are
 * smaller than it, and points in slots above are larger; only those in the same slot remain to be searched.
 *
 * <p>Two maps are tried, and the one that leaves the shortest search taken: slots of equal width, and the leading bits of the
 * double, whose slots are narrow near zero and wide far away. A few outliers would leave all other points to a few slots, so both are also tried
 * with some points at either end left to the outermost slots.
 *
 * <p>{@link BreakPoints} are a grid, and do not have one, since each object more on the way to a counter is felt in a row of twenty.
 */
class Grid {
    private static final int[] SLOTS_PER_POINT = {4, 8, 16, 32};
    private static final int FEW_SLOTS = 16_384;
    private static final int[] OUTLIERS = {0, 1, 3, 7};

    /** Slots of equal width: where they begin, and how many there are for each unit. */
    private final boolean equalWidth;

    private final double low;
    private final double scale;

    /** Leading bits: the ordered bits of the ends, and how many trailing bits a slot spans. */
    private final long lowBits;

    private final long highBits;
    private final int shift;

    /** For each slot, how many points lie in slots below it, in whole blocks: two bytes are enough for any number of points. */
    private final char[] first;

    private final int blockBits;
    private final int mostInOne;

    private Grid(double[] points, double low, double scale, long lowBits, long highBits, int shift, int slots) {
        this.equalWidth = scale > 0;
        this.low = low;
        this.scale = scale;
        this.lowBits = lowBits;
        this.highBits = highBits;
        this.shift = shift;
        this.first = new char[slots];
        this.blockBits = Math.max(0, Integer.SIZE - Character.SIZE - Integer.numberOfLeadingZeros(points.length));
        this.mostInOne = fill(points);
    }

    Grid(Grid grid) {
        this.equalWidth = grid.equalWidth;
        this.low = grid.low;
        this.scale = grid.scale;
        this.lowBits = grid.lowBits;
        this.highBits = grid.highBits;
        this.shift = grid.shift;
        this.first = grid.first;
        this.blockBits = grid.blockBits;
        this.mostInOne = grid.mostInOne;
    }

    private int fill(double[] points) {
        int most = 0;
        int below = points.length > 0 && points[0] == Double.NEGATIVE_INFINITY ? 1 : 0;
        for (int slot = 0; slot < first.length; slot++) {
            first[slot] = (char) (below >>> blockBits);
            while (below < points.length && points[below] < Double.POSITIVE_INFINITY && slotOf(points[below]) == slot) {
                below++;
            }
            most = Math.max(most, below - (first[slot] << blockBits));
        }
        return most;
    }

    /** The best grid for points in ascending order. */
    static Grid of(double[] points) {
        double[] finite = Arrays.stream(points).filter(Double::isFinite).toArray();
        Grid best = new Grid(points, 0, 0, 0, 0, 0, 1);
        for (int slotsPerPoint : SLOTS_PER_POINT) {
            for (int outliers : OUTLIERS) {
                int slots = slotsPerPoint * finite.length;
                boolean small = slotsPerPoint == SLOTS_PER_POINT[0] || slots <= FEW_SLOTS;
                if (finite.length > 2 * outliers && small && best.mostInOne > 1) {
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

    private static Grid ofEqualWidth(double[] points, double from, double to, int slots) {
        double scale = slots / (to - from);
        return scale > 0 && Double.isFinite(scale)
                ? new Grid(points, from, scale, 0, 0, 0, slots)
                : new Grid(points, 0, 0, 0, 0, 0, 1);
    }

    private static Grid ofLeadingBits(double[] points, double from, double to, int slots) {
        long low = ordered(from);
        long high = ordered(to);
        int bits = Long.SIZE - Long.numberOfLeadingZeros(high - low);
        int shift = Math.max(0, bits - (Integer.SIZE - Integer.numberOfLeadingZeros(slots - 1)));
        return new Grid(points, 0, 0, low, high, shift, (int) ((high - low) >>> shift) + 1);
    }

    /** How many points surely lie below a finite value; of the next {@link #mostInOne}, some may. */
    final int firstNear(double value) {
        return first[slotOf(value)] << blockBits;
    }

    /** Values beyond the outer slots are rare, so branches are better here than arithmetic. */
    private int slotOf(double value) {
        if (equalWidth) {
            int slot = (int) ((value - low) * scale);
            return slot < 0 ? 0 : slot < first.length ? slot : first.length - 1;
        }
        long bits = ordered(value);
        long within = bits < lowBits ? lowBits : bits > highBits ? highBits : bits;
        // The distance may exceed the largest long; as an unsigned number it is right.
        return (int) ((within - lowBits) >>> shift);
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
        return first.length + (equalWidth ? " slots of equal width" : " slots by leading bits") + ", up to " + mostInOne
                + " points in one";
    }
}
