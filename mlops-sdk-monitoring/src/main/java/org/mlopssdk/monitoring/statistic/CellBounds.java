package org.mlopssdk.monitoring.statistic;

/**
 * Bounds on the distance of two samples that have been counted into cells: exact at the ends of the cells, and inside a
 * cell at most what it would be if all its values of one sample came before all of the other.
 *
 * <p>All distances are whole numbers, in units of 1/nm, so bounds and ties are exact. A cell whose bound is below the best
 * end can't hold the largest distance, nor be the first to attain it; only the other cells, the candidates, have to be
 * looked into.
 */
final class CellBounds {
    private final CellMap map;
    private final int[] xCounts;
    private final int[] yCounts;
    private final long n;
    private final long m;
    private final Alternative alternative;
    private final boolean[] candidates;
    /** 1 for candidates with several values. */
    private final byte[] ranked;

    CellBounds(CellMap map, int[] xCounts, long n, int[] yCounts, long m, Alternative alternative) {
        this.map = map;
        this.xCounts = xCounts;
        this.yCounts = yCounts;
        this.n = n;
        this.m = m;
        this.alternative = alternative;
        this.candidates = new boolean[xCounts.length];
        this.ranked = new byte[xCounts.length];
        long best = bestEnd();
        long distance = 0;
        for (int cell = 0; cell < candidates.length; cell++) {
            long x = xCounts[cell] * m;
            long y = yCounts[cell] * n;
            // Nearly no cell gets beyond the simple bound, so nearly none costs more than that.
            if (Math.max(distance + x, y - distance) >= best && reach(cell, distance) >= best) {
                candidates[cell] = true;
                ranked[cell] = (byte) (isSingle(cell) ? 0 : 1);
            }
            distance += x - y;
        }
    }

    /** What the cell adds to F_x - F_y. */
    private long step(int cell) {
        return xCounts[cell] * m - yCounts[cell] * n;
    }

    private long bestEnd() {
        long highest = 0;
        long lowest = 0;
        long distance = 0;
        for (int cell = 0; cell < xCounts.length; cell++) {
            distance += step(cell);
            highest = Math.max(highest, distance);
            lowest = Math.min(lowest, distance);
        }
        return larger(highest, -lowest);
    }

    /** The distance of the side that is asked for. */
    private long larger(long above, long below) {
        return switch (alternative) {
            case TWO_SIDED -> Math.max(above, below);
            case LESS -> below;
            case GREATER -> above;
        };
    }

    /** The most that the distance can be at a value in the cell, given what it is before. */
    private long reach(int cell, long distance) {
        long x = xCounts[cell] * m;
        long y = yCounts[cell] * n;
        if (x == 0 && y == 0) {
            return -1;
        }
        if (isSingle(cell)) {
            return larger(distance + x - y, y - x - distance);
        }
        return larger(x == 0 ? -1 : distance + x, y == 0 ? -1 : y - distance);
    }

    boolean isCandidate(int cell) {
        return candidates[cell];
    }

    /** Whether the cell holds a single value, so that there is nothing to look into. */
    boolean isSingle(int cell) {
        return !Double.isNaN(map.onlyValue(cell));
    }

    boolean isRanked(int cell) {
        return ranked[cell] == 1;
    }

    /** How many of the counted values have to be ranked. */
    int selected(int[] counts) {
        int selected = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            selected += ranked[cell] * counts[cell];
        }
        return selected;
    }

    /** Appends the values in cells that have to be ranked. Writes all and moves on over those: without a branch. */
    int select(double[] values, int[] cells, int count, double[] selected, int length) {
        int end = length;
        for (int k = 0; k < count; k++) {
            selected[end] = values[k];
            end += ranked[cells[k]];
        }
        return end;
    }

    int[] xCounts() {
        return xCounts;
    }

    int[] yCounts() {
        return yCounts;
    }

    int first() {
        int first = 0;
        while (!candidates[first]) {
            first++;
        }
        return first;
    }

    int last() {
        int last = candidates.length - 1;
        while (!candidates[last]) {
            last--;
        }
        return last;
    }

    CellMap map() {
        return map;
    }

    int size() {
        return candidates.length;
    }

    int x(int cell) {
        return xCounts[cell];
    }

    int y(int cell) {
        return yCounts[cell];
    }

    EcdfGap newGap() {
        return EcdfGap.of(n, m, alternative);
    }
}
