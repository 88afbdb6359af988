package org.mlopssdk.monitoring.profile;

import java.util.Arrays;

/**
 * What was counted of a feature on one side of a comparison: the reference, or a window.
 *
 * @param cells the counts by cell, which nobody changes
 * @param blocks their sums by {@linkplain CellCounts#sumsOfBlocks block}, so that most of what is asked of them needs no look at each
 * @param values their sum
 * @param missing how many values are missing
 * @param lowest not above any value of the lowest gap
 * @param highest not below any value of the highest gap
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody changes the array or compares the records.
record Tally(CellCounts cells, long[] blocks, long values, long missing, double lowest, double highest) {

    static Tally ofNumbers(CellCounts cells, long missing, double lowest, double highest) {
        long[] blocks = cells.sumsOfBlocks();
        return new Tally(cells, blocks, Arrays.stream(blocks).sum(), missing, lowest, highest);
    }

    static Tally ofTexts(CellCounts cells, long missing) {
        return ofNumbers(cells, missing, 0, 0);
    }

    long rows() {
        return missing + values();
    }

    /** The sum of the counts of cells, the last excluded. */
    long sum(int from, int to) {
        int first = (from - 1) / CellCounts.BLOCK + 1;
        int last = to / CellCounts.BLOCK;
        return first > last
                ? cells.sum(from, to)
                : cells.sum(from, first * CellCounts.BLOCK)
                        + Arrays.stream(blocks, first, last).sum()
                        + cells.sum(last * CellCounts.BLOCK, to);
    }

    Cells over(double[] points) {
        return new Cells(points, cells, values, lowest, highest);
    }

    static MissingValues missingValues(Tally reference, Tally current) {
        return new MissingValues(reference.missing, reference.rows(), current.missing, current.rows());
    }
}
