package org.mlopssdk.monitoring.statistic;

import java.util.Arrays;

/**
 * The ranks of the values of y among those of x, in the {@linkplain CellBounds candidate cells} only.
 *
 * <p>For each value of x in such a cell there is a slot, and one more for each cell: it holds how many values of y are
 * between the value before and this one, the largest of them, and how many equal this one. Among values of y between two
 * of x only the last can attain an extreme, so this is all that the largest distance and its location need.
 */
final class CellRanks {
    private final CellBounds bounds;
    /** Values of x, sorted within each candidate cell. */
    private final double[] xs;
    /** For each cell the index of its first value in xs. */
    private final int[] starts;
    /** For each cell its first slot; -1 where there is nothing to rank. */
    private final int[] slots;

    private final int[] equal;
    private final int[] between;
    private final double[] highestBetween;

    private CellRanks(CellBounds bounds, double[] xs, int[] starts) {
        this.bounds = bounds;
        this.xs = xs;
        this.starts = starts;
        slots = new int[bounds.size()];
        int next = 0;
        for (int cell = 0; cell < slots.length; cell++) {
            boolean ranked = bounds.isRanked(cell) && bounds.y(cell) > 0;
            slots[cell] = ranked ? next : -1;
            next += ranked ? bounds.x(cell) + 1 : 0;
        }
        equal = new int[next];
        between = new int[next];
        highestBetween = new double[next];
        Arrays.fill(highestBetween, Double.NEGATIVE_INFINITY);
    }

    /** The largest distance of two samples of which neither is sorted. */
    static EcdfGap gap(double[] x, double[] y, Alternative alternative) {
        CellGuide guide = CellGuide.drawnFrom(x, y);
        CellMap map = guide.map();
        CellBounds bounds = new CellBounds(map, map.count("x", x), x.length, map.count("y", y), y.length, alternative);
        return ofUnsorted(bounds, guide, x, y);
    }

    /** The largest distance, where the values of x are sorted as a whole. */
    static EcdfGap ofSorted(CellBounds bounds, CellGuide sorted, double[] y) {
        CellRanks ranks = new CellRanks(bounds, sorted.values(), sorted.starts());
        ranks.rank(sorted.select(bounds, y, bounds.yCounts()));
        return ranks.gap();
    }

    /** The guide is but a sample of the values, so those of x are gathered first, cell by cell, and sorted there. */
    private static EcdfGap ofUnsorted(CellBounds bounds, CellGuide guide, double[] x, double[] y) {
        double[] selected = guide.select(bounds, x, bounds.xCounts());
        int[] starts = new int[bounds.size()];
        int next = 0;
        for (int cell = 0; cell < starts.length; cell++) {
            starts[cell] = next;
            next += bounds.isRanked(cell) ? bounds.x(cell) : 0;
        }
        double[] xs = new double[next];
        int[] ends = starts.clone();
        guide.map().forEachBlock(selected, selected.length, (from, count, cells) -> {
            for (int k = 0; k < count; k++) {
                xs[ends[cells[k]]++] = selected[from + k] + 0.0;
            }
        });
        for (int cell = 0; cell < starts.length; cell++) {
            Arrays.sort(xs, starts[cell], ends[cell]);
        }
        CellRanks ranks = new CellRanks(bounds, xs, starts);
        ranks.rank(guide.select(bounds, y, bounds.yCounts()));
        return ranks.gap();
    }

    private void rank(double[] selected) {
        bounds.map().forEachBlock(selected, selected.length, (from, count, cells) -> {
            for (int k = 0; k < count; k++) {
                rank(selected[from + k] + 0.0, cells[k]);
            }
        });
    }

    private void rank(double value, int cell) {
        int start = starts[cell];
        int end = start + bounds.x(cell);
        int index = firstNotBelow(start, end, value);
        int slot = slots[cell] + index - start;
        if (index < end && xs[index] == value) {
            equal[slot]++;
        } else {
            between[slot]++;
            highestBetween[slot] = Math.max(highestBetween[slot], value);
        }
    }

    /** A binary search by the signs of differences, since every second branch of it would be mispredicted. */
    private int firstNotBelow(int start, int end, double value) {
        if (value == Double.NEGATIVE_INFINITY) {
            return start;
        }
        // The difference of two infinities has no sign.
        double finite = Math.min(Double.MAX_VALUE, value);
        int first = start;
        int length = end - start;
        while (length > 0) {
            int half = (length + 1) >>> 1;
            int below = (int) (Double.doubleToRawLongBits(xs[first + half - 1] - finite) >> (Long.SIZE - 1));
            first += half & below;
            length -= half;
        }
        while (first < end && xs[first] < value) {
            first++;
        }
        return first;
    }

    private EcdfGap gap() {
        EcdfGap gap = bounds.newGap();
        for (int cell = 0; cell < slots.length; cell++) {
            if (bounds.isRanked(cell)) {
                advance(gap, cell);
            } else if (bounds.isCandidate(cell)) {
                gap.advance(bounds.map().onlyValue(cell) + 0.0, bounds.x(cell), bounds.y(cell));
            } else {
                gap.skip(bounds.x(cell), bounds.y(cell));
            }
        }
        return gap;
    }

    private void advance(EcdfGap gap, int cell) {
        int slot = slots[cell];
        int start = starts[cell];
        int end = start + bounds.x(cell);
        int index = start;
        while (index < end) {
            int next = index + 1;
            while (next < end && xs[next] == xs[index]) {
                next++;
            }
            if (slot >= 0) {
                gap.advance(highestBetween[slot + index - start], 0, between[slot + index - start]);
            }
            gap.advance(xs[index], next - index, slot < 0 ? 0 : equal[slot + index - start]);
            index = next;
        }
        if (slot >= 0) {
            gap.advance(highestBetween[slot + end - start], 0, between[slot + end - start]);
        }
    }
}
