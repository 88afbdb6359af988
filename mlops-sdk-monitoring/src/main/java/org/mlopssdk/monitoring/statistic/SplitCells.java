package org.mlopssdk.monitoring.statistic;

/**
 * Cells of two levels, for values of very different sizes: the leading bits of a {@code double} (sign, exponent and the
 * first bit behind the point) choose one of 8,192 ranges, which are ordered as the values are; each range in which the
 * sample has values is divided evenly, into the more cells the more values it has there, with a cell below them and one
 * above.
 */
final class SplitCells extends CellMap {
    private static final int LEADING_BITS = 13;
    private static final int SHIFT = Long.SIZE - LEADING_BITS;
    private static final int RANGES = 1 << LEADING_BITS;

    /** For each range the lowest value of the sample, the scale of its cells and the cell of the lowest value. */
    private final double[] lines;
    /** For each range its first and its last cell. */
    private final int[] ends;

    private SplitCells(double[] lines, int[] ends) {
        this.lines = lines;
        this.ends = ends;
    }

    /**
     * Cells for the values of a sorted sample.
     *
     * @param cap how often a value counts at most in the shares of cells
     */
    static SplitCells over(double[] sorted, int cap, int cells) {
        double[] lines = new double[4 * RANGES];
        int[] ends = new int[2 * RANGES];
        double share = cells / weight(sorted, 0, sorted.length, cap);
        int from = 0;
        int next = 1;
        boolean inGap = false;
        // The first and the last range hold nothing but NaN, whose cell is 0.
        for (int range = 1; range < RANGES - 1; range++) {
            int to = from;
            while (to < sorted.length && range(sorted[to]) == range) {
                to++;
            }
            if (to > from) {
                int inner = 1 + (int) (weight(sorted, from, to, cap) * share);
                lines[4 * range] = sorted[from];
                lines[4 * range + 1] = EvenCells.scale(sorted[from], sorted[to - 1], inner - 0.5);
                lines[4 * range + 2] = next + 1.0;
                ends[2 * range] = next;
                next += inner + 2;
            } else {
                // Neighbouring ranges without values share one cell.
                next += inGap ? 0 : 1;
                ends[2 * range] = next - 1;
            }
            ends[2 * range + 1] = next - 1;
            inGap = to == from;
            from = to;
        }
        return new SplitCells(lines, ends);
    }

    private static double weight(double[] sorted, int from, int to, int cap) {
        double weight = 0;
        int run = 0;
        for (int i = from; i < to; i++) {
            run = i > from && sorted[i] == sorted[i - 1] ? run + 1 : 1;
            weight += run <= cap ? 1 : 0;
        }
        return weight;
    }

    /** The leading bits, as a number from 0; the addition therein has made every NaN a quiet one. */
    private static int range(double value) {
        return (int) ((BitCells.ordered(value) ^ Long.MIN_VALUE) >>> SHIFT);
    }

    @Override
    int size() {
        return ends[ends.length - 3] + 1;
    }

    @Override
    void map(double[] values, int from, int count, int[] cells) {
        for (int k = 0; k < count; k++) {
            double value = values[from + k];
            int range = range(value);
            int line = 4 * range;
            int cell = (int) ((value - lines[line]) * lines[line + 1] + lines[line + 2]);
            cells[k] = Math.min(Math.max(cell, ends[2 * range]), ends[2 * range + 1]);
        }
    }
}
