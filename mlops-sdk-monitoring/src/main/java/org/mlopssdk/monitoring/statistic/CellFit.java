package org.mlopssdk.monitoring.statistic;

import org.jspecify.annotations.Nullable;

/**
 * Chooses the map of values to cells by how a sorted sample fills the cells: the fastest map that leaves at most a
 * hundredth of the values in crowded cells, or else the one that leaves the fewest. Values that are tied often get
 * cells of their own, which are never crowded.
 */
final class CellFit {
    private static final double ACCEPTED = 0.01;
    private static final int CROWD = 8;
    private static final int FEW = 4;
    private static final int TRIMMED = 1 << 14;
    /** Enough to tell values apart that are rounded, and their counts stay in the nearest cache. */
    private static final int FEW_CELLS = 1 << 12;

    private final double[] sorted;
    private final int often;
    private final boolean tied;
    private final int cells;
    private @Nullable CellMap best;
    private long fewest = Long.MAX_VALUE;

    private CellFit(double[] sorted, int cells) {
        this.sorted = sorted;
        this.often = 4 * (sorted.length / cells + 1);
        this.tied = frequent(sorted, often) > ACCEPTED * sorted.length;
        // Three for each, and what is left beside the ties needs fewer.
        this.cells = tied ? cells / 4 : cells;
    }

    static CellMap of(double[] sorted, int cells) {
        return new CellFit(sorted, cells).choose();
    }

    private static long frequent(double[] sorted, int often) {
        long frequent = 0;
        int first = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[first]) {
                frequent += i - first >= often ? i - first : 0;
                first = i;
            }
        }
        return frequent;
    }

    private CellMap choose() {
        int outside = sorted.length / TRIMMED;
        double lowest = sorted[outside];
        double highest = sorted[sorted.length - 1 - outside];
        boolean finite = lowest > Double.NEGATIVE_INFINITY && highest < Double.POSITIVE_INFINITY;
        if ((finite && tied && offer(EvenCells.over(lowest, highest, Math.min(cells, FEW_CELLS))))
                || (finite && offer(EvenCells.over(lowest, highest, cells)))
                || (finite && offer(BitCells.over(lowest, highest, cells)))
                || offer(SplitCells.over(sorted, often, cells))) {
            return chosen();
        }
        offer(KnotCells.over(sorted, cells));
        return chosen();
    }

    private CellMap chosen() {
        if (best == null) {
            throw new IllegalStateException("No map was offered.");
        }
        return best;
    }

    /** Whether the map is good enough to look no further. */
    private boolean offer(CellMap base) {
        CellMap map = tied ? TiedCells.over(base, sorted, often) : base;
        long crowded = crowded(map);
        if (crowded < fewest) {
            fewest = crowded;
            best = map;
        }
        return crowded <= ACCEPTED * sorted.length;
    }

    /**
     * How many values are in cells that hold many different ones. Neighbouring cells are taken together where the sample is
     * too small to fill each, and three deviations of a count are left to chance.
     */
    private long crowded(CellMap map) {
        int[] counts = map.count("sample", sorted);
        int group = 1 + FEW * cells / sorted.length;
        double expected = CROWD * Math.max(FEW, (double) sorted.length / cells * group);
        double limit = expected + 3 * Math.sqrt(expected);
        long crowded = 0;
        int together = 0;
        int from = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            int to = from + counts[cell];
            boolean single = to == from || (sorted[from] == sorted[to - 1] && to - from >= often);
            together += single ? 0 : to - from;
            if (cell % group == 0) {
                crowded += together > limit ? together : 0;
                together = 0;
            }
            from = to;
        }
        return crowded;
    }
}
