package org.mlopssdk.monitoring.statistic;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Two rows of counts without the cells that are empty in both, and with the small cells made into one.
 *
 * <p>Small is a cell of which fewer than the minimum are expected in the smaller sample. If the small cells together are
 * still too small, the next larger cells join them, all of the same size at once, so that the order of cells has no say.
 */
record PooledCells(Counts counts, List<Integer> pooled) {

    static PooledCells of(Counts counts, double minimumExpected) {
        int[] occupied = IntStream.range(0, counts.size())
                .filter(cell -> counts.both(cell) > 0)
                .toArray();
        double threshold = threshold(counts, occupied, minimumExpected);
        int[] small = cells(occupied, cell -> counts.both(cell) <= threshold);
        if (small.length < 2) {
            return new PooledCells(counts.merged(occupied, new int[0]), List.of());
        }
        int[] large = cells(occupied, cell -> counts.both(cell) > threshold);
        return new PooledCells(
                counts.merged(large, small), Arrays.stream(small).boxed().toList());
    }

    private static int[] cells(int[] cells, IntPredicate chosen) {
        return Arrays.stream(cells).filter(chosen).toArray();
    }

    /** The size of the largest cell to be pooled; -1 for none. */
    private static double threshold(Counts counts, int[] occupied, double minimumExpected) {
        double[] sizes =
                Arrays.stream(occupied).mapToDouble(counts::both).sorted().toArray();
        double threshold = -1;
        double pooled = 0;
        for (double size : sizes) {
            boolean enough = counts.smallerExpected(pooled) >= minimumExpected || threshold < 0;
            if (counts.smallerExpected(size) >= minimumExpected && enough) {
                break;
            }
            threshold = size;
            pooled += size;
        }
        return threshold;
    }

    /** The smallest number of values that is expected in a cell. */
    double smallestExpected() {
        return counts.smallerExpected(IntStream.range(0, counts.size())
                .mapToDouble(counts::both)
                .min()
                .orElseThrow());
    }
}
