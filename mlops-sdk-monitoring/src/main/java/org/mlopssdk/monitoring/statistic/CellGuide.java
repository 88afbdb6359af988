package org.mlopssdk.monitoring.statistic;

import java.util.Arrays;

/**
 * A sorted sample and a {@linkplain CellMap map} that was fitted to it: leads to the values in candidate cells without
 * mapping all values again.
 *
 * @param map the map
 * @param values the sample, sorted, without NaN
 * @param starts for each cell the index of its first value
 */
record CellGuide(CellMap map, double[] values, int[] starts) {
    private static final int FEWEST_CELLS = 256;
    private static final int MOST_CELLS = 1 << 16;
    private static final double CELLS_PER_ROOT = 16;
    private static final int DRAWN = 1 << 13;

    /**
     * A guide for comparisons of so many values. The distance of two samples without drift is of the size of 1/sqrt(n), so
     * that is what a cell has to be small against; but the cells should stay in the processor's cache.
     */
    static CellGuide of(double[] sorted, int size) {
        int cells = FEWEST_CELLS;
        while (cells < MOST_CELLS && cells < CELLS_PER_ROOT * Math.sqrt(size)) {
            cells *= 2;
        }
        CellMap map = CellFit.of(sorted, cells);
        int[] starts = map.count("sample", sorted);
        int next = 0;
        for (int cell = 0; cell < starts.length; cell++) {
            int count = starts[cell];
            starts[cell] = next;
            next += count;
        }
        return new CellGuide(map, sorted, starts);
    }

    /** A guide by some values of both samples. It may be a poor one, which costs time and nothing else. */
    static CellGuide drawnFrom(double[] x, double[] y) {
        double[] drawn = new double[2 * DRAWN];
        draw(x, drawn, 0);
        draw(y, drawn, DRAWN);
        Arrays.sort(drawn);
        return of(drawn, Math.max(x.length, y.length));
    }

    /** A value from each of 8,192 stretches, not at the same place in all, lest it meets with a period in the data. */
    private static void draw(double[] sample, double[] drawn, int offset) {
        double stretch = (double) sample.length / DRAWN;
        int place = 0;
        for (int k = 0; k < DRAWN; k++) {
            place = place * 1_664_525 + 1_013_904_223;
            double within = (place >>> 8) / (double) (1 << 24);
            double value = sample[Math.min(sample.length - 1, (int) ((k + within) * stretch))];
            drawn[offset + k] = Double.isNaN(value) ? 0 : value + 0.0;
        }
    }

    /** Passes on all values that are in candidate cells, and their cells. */
    void forEachCandidate(CellBounds bounds, double[] sample, Visitor visitor) {
        int first = starts[bounds.first()];
        int last = bounds.last() + 1 < starts.length ? starts[bounds.last() + 1] : values.length;
        // Since the map never decreases, no candidate is at or beyond a value of the sample in another cell. NaN: no
        // limit.
        double below = first > 0 ? values[first - 1] : Double.NaN;
        double above = last < values.length ? values[last] : Double.NaN;
        double[] block = new double[CellMap.BLOCK];
        int count = 0;
        for (double value : sample) {
            if (!(value <= below || value >= above)) {
                block[count++] = value;
                if (count == block.length) {
                    visit(bounds, block, count, visitor);
                    count = 0;
                }
            }
        }
        visit(bounds, block, count, visitor);
    }

    private void visit(CellBounds bounds, double[] block, int length, Visitor visitor) {
        map.forEachBlock(block, length, (from, count, cells) -> {
            for (int k = 0; k < count; k++) {
                if (bounds.isCandidate(cells[k])) {
                    visitor.visit(block[from + k], cells[k]);
                }
            }
        });
    }

    /** What to do with a value and its cell. */
    @FunctionalInterface
    interface Visitor {
        void visit(double value, int cell);
    }
}
