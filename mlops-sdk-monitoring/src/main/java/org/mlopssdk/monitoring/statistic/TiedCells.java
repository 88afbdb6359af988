package org.mlopssdk.monitoring.statistic;

import java.util.Arrays;

/**
 * Cells of another map, each split in three around the value of the sample that is most frequent there: below it, the
 * value itself, and above it. So a value that is tied a thousand times has a cell of its own, within which there is
 * nothing to rank.
 */
final class TiedCells extends CellMap {
    private static final double MOSTLY = 0.97;
    private static final double NONE = Double.MAX_VALUE;

    private final CellMap base;
    /** The frequent value of each cell; the largest double where there is none. */
    private final double[] pivots;

    /** Whether nearly all values are pivots. */
    private final boolean mostly;

    private TiedCells(CellMap base, double[] pivots, boolean mostly) {
        this.base = base;
        this.pivots = pivots;
        this.mostly = mostly;
    }

    /** Splits the cells in which values occur at least so often in the sorted sample. */
    static TiedCells over(CellMap base, double[] sorted, int often) {
        double[] pivots = new double[base.size()];
        int[] most = new int[base.size()];
        Arrays.fill(pivots, NONE);
        Arrays.fill(most, often - 1);
        base.forEachBlock(sorted, sorted.length, (from, count, cells) -> {
            for (int k = 0; k < count; k++) {
                // Offers each run of equal values once, at its last value.
                int index = from + k;
                if (index + 1 == sorted.length || sorted[index + 1] != sorted[index]) {
                    int run = index + 1 - firstOfRun(sorted, index);
                    if (run > most[cells[k]] && Math.abs(sorted[index]) < NONE) {
                        most[cells[k]] = run;
                        pivots[cells[k]] = sorted[index];
                    }
                }
            }
        });
        long tied = 0;
        for (int run : most) {
            tied += run < often ? 0 : run;
        }
        return new TiedCells(base, pivots, tied > MOSTLY * sorted.length);
    }

    private static int firstOfRun(double[] sorted, int last) {
        int first = last;
        while (first > 0 && sorted[first - 1] == sorted[last]) {
            first--;
        }
        return first;
    }

    @Override
    int size() {
        return 3 * pivots.length;
    }

    @Override
    void map(double[] values, int from, int count, int[] cells) {
        base.map(values, from, count, cells);
        if (mostly) {
            compareByBranches(values, from, count, cells);
        } else {
            compareBySigns(values, from, count, cells);
        }
    }

    /** Fast where the branch is nearly always the same one. */
    private void compareByBranches(double[] values, int from, int count, int[] cells) {
        for (int k = 0; k < count; k++) {
            double value = values[from + k];
            int cell = cells[k];
            cells[k] = value == pivots[cell] ? 3 * cell + 1 : third(value, cell);
        }
    }

    private int third(double value, int cell) {
        int third = 3 * cell + 1;
        if (value != pivots[cell]) {
            third += value < pivots[cell] ? -1 : 1;
        }
        return cell == 0 ? 0 : third;
    }

    @Override
    void increment(double[] values, int[] counts) {
        if (mostly && base instanceof EvenCells even) {
            increment(even, values, counts);
        } else {
            super.increment(values, counts);
        }
    }

    /** In one loop for the map and for the comparison: what is nearly always one value needs little more than a count. */
    private void increment(EvenCells even, double[] values, int[] counts) {
        int[] frequent = new int[pivots.length];
        for (double value : values) {
            int step = even.step(value);
            if (step >= 0 && step < pivots.length && value == pivots[step]) {
                frequent[step]++;
            } else {
                counts[third(value, even.cell(value))]++;
            }
        }
        for (int cell = 0; cell < frequent.length; cell++) {
            counts[3 * cell + 1] += frequent[cell];
        }
    }

    /** The signs of both differences, without a branch; a mispredicted one would cost more than all the rest. */
    private void compareBySigns(double[] values, int from, int count, int[] cells) {
        for (int k = 0; k < count; k++) {
            double value = values[from + k] + 0.0;
            int cell = cells[k];
            double pivot = pivots[cell];
            long below = Double.doubleToRawLongBits(value - pivot) >>> (Long.SIZE - 1);
            long above = Double.doubleToRawLongBits(pivot - value) >>> (Long.SIZE - 1);
            cells[k] = cell == 0 ? 0 : 3 * cell + 1 + (int) (above - below);
        }
    }

    @Override
    double onlyValue(int cell) {
        double pivot = pivots[cell / 3];
        return cell % 3 == 1 && pivot != NONE ? pivot : Double.NaN;
    }
}
