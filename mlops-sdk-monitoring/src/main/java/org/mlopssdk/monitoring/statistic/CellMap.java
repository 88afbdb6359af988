package org.mlopssdk.monitoring.statistic;

/**
 * A map of values to cells, numbered from 0, that never decreases: a larger value is never in an earlier cell, and
 * {@code -0.0} is where {@code 0.0} is. The cell 0 is that of {@code NaN} and of nothing else.
 *
 * <p>Any such map will do for a correct result; a good one takes a nanosecond and has few values in each cell.
 *
 * <p>Values are mapped by the block: one call that the compiler cannot see through for each thousand values, so that
 * the loops that use the cells are written once. Counting, of which each value has its share, is the exception: the
 * maps that most samples get do it in a loop of their own, which saves a quarter of the time, or half where values are tied.
 */
abstract class CellMap {
    static final int BLOCK = 1024;

    /** How many cells there are. */
    abstract int size();

    /** Writes the cell of {@code values[from + k]} to {@code cells[k]}, for k below count. */
    abstract void map(double[] values, int from, int count, int[] cells);

    /** The one value that is in the cell; NaN where there may be several. */
    double onlyValue(int cell) {
        return Double.NaN;
    }

    /** How many of the values are in each cell; refuses an empty sample and NaN. */
    final int[] count(String name, double[] values) {
        int[] counts = new int[size()];
        increment(values, counts);
        if (values.length == 0 || counts[0] > 0) {
            Samples.requireValues(name, values);
        }
        return counts;
    }

    /** Adds one to the count of each value's cell. */
    void increment(double[] values, int[] counts) {
        forEachBlock(values, values.length, (from, count, cells) -> {
            for (int k = 0; k < count; k++) {
                counts[cells[k]]++;
            }
        });
    }

    /** Maps the first values, block by block. */
    final void forEachBlock(double[] values, int length, BlockAction action) {
        int[] cells = new int[Math.min(BLOCK, length)];
        for (int from = 0; from < length; from += BLOCK) {
            int count = Math.min(BLOCK, length - from);
            map(values, from, count, cells);
            action.accept(from, count, cells);
        }
    }

    /** What to do with the cells of a block of values. */
    @FunctionalInterface
    interface BlockAction {
        void accept(int from, int count, int[] cells);
    }
}
