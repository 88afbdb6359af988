package org.mlopssdk.monitoring.statistic;

import java.util.Arrays;

/**
 * Cells between quantiles of a sample, for values that crowd in unforeseen places: a search finds the two knots around a
 * value, and the distance between them is divided evenly.
 */
final class KnotCells extends CellMap {
    private static final int KNOTS = 512;

    /** The knots, ascending, padded behind with the largest double; nothing is below the first. */
    private final double[] knots;
    /** What makes cells of the distance to the next knot. */
    private final double[] scales;

    private final int inner;

    private KnotCells(double[] knots, double[] scales, int inner) {
        this.knots = knots;
        this.scales = scales;
        this.inner = inner;
    }

    static KnotCells over(double[] sorted, int cells) {
        double[] knots = new double[KNOTS];
        double[] scales = new double[KNOTS];
        Arrays.fill(knots, Double.MAX_VALUE);
        knots[0] = -Double.MAX_VALUE;
        int inner = Math.max(1, cells / KNOTS);
        int count = 1;
        for (int k = 0; k < KNOTS - 2; k++) {
            double knot = sorted[(int) ((long) k * (sorted.length - 1) / (KNOTS - 3))];
            if (knot > knots[count - 1] && knot < Double.MAX_VALUE) {
                knots[count++] = knot;
            }
        }
        for (int k = 1; k < count - 1; k++) {
            scales[k] = EvenCells.scale(knots[k], knots[k + 1], inner);
        }
        return new KnotCells(knots, scales, inner);
    }

    @Override
    int size() {
        return KNOTS * inner + 1;
    }

    /** Searches by the signs of differences, since every second branch of a search would be mispredicted. */
    @Override
    void map(double[] values, int from, int count, int[] cells) {
        for (int k = 0; k < count; k++) {
            double value = values[from + k] + 0.0;
            int knot = 0;
            for (int step = KNOTS >> 1; step > 0; step >>= 1) {
                long below = Double.doubleToRawLongBits(value - knots[knot + step]) >> (Long.SIZE - 1);
                knot += step & (int) ~below;
            }
            int cell = (int) ((value - knots[knot]) * scales[knot]);
            cells[k] = Double.isNaN(value) ? 0 : knot * inner + 1 + Math.min(Math.max(cell, 0), inner - 1);
        }
    }
}
