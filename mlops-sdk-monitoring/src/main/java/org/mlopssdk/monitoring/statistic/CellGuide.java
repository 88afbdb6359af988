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
@SuppressWarnings("ArrayRecordComponent") // nobody compares or changes them
record CellGuide(CellMap map, double[] values, int[] starts) {
    private static final int FEWEST_CELLS = 256;
    private static final int MOST_CELLS = 1 << 18;
    private static final double CELLS_PER_ROOT = 64;
    private static final int DRAWN = 1 << 13;
    private static final double RARE = 0.02;

    /**
     * A guide for comparisons of so many values. The distance of two samples without drift is of the size of 1/sqrt(n), so
     * that is what a cell has to be small against; but the counts of the cells should stay in the processor's cache.
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

    /**
     * The values of a sample that are in candidate cells, except in cells of a single value.
     *
     * @param counts how many values of the sample are in each cell
     */
    double[] select(CellBounds bounds, double[] sample, int[] counts) {
        int total = bounds.selected(counts);
        if (total == 0) {
            return new double[0];
        }
        double[] selected = new double[total + CellMap.BLOCK];
        double[] block = new double[CellMap.BLOCK];
        int[] cells = new int[CellMap.BLOCK];
        Hull hull = hull(bounds);
        int length = 0;
        int from = 0;
        while (from < sample.length) {
            int to = Math.min(sample.length, from + CellMap.BLOCK);
            int inside = hull.inside(sample, from, to, block);
            map.map(block, 0, inside, cells);
            length = bounds.select(block, cells, inside, selected, length);
            from = to;
        }
        return Arrays.copyOf(selected, length);
    }

    /** Since the map never decreases, no candidate is at or beyond a value of the sample in another cell. */
    private Hull hull(CellBounds bounds) {
        int first = starts[bounds.first()];
        int last = bounds.last() + 1 < starts.length ? starts[bounds.last() + 1] : values.length;
        double below = first > 0 ? values[first - 1] : Double.NaN;
        double above = last < values.length ? values[last] : Double.NaN;
        double middle = below / 2 + above / 2;
        boolean rare = last - first < RARE * values.length;
        return new Hull(middle, Math.max(middle - below, above - middle), rare);
    }

    /**
     * An interval that all candidates are in, by its middle and its reach; without a finite reach it is everywhere. Rounded
     * differences never decrease either, so no value is lost to rounding.
     *
     * @param rare whether hardly any values are inside
     */
    private record Hull(double middle, double reach, boolean rare) {

        int inside(double[] sample, int from, int to, double[] inside) {
            if (!Double.isFinite(reach)) {
                System.arraycopy(sample, from, inside, 0, to - from);
                return to - from;
            }
            return rare ? insideByBranches(sample, from, to, inside) : insideBySigns(sample, from, to, inside);
        }

        /** Fast where the branch is nearly always the same one. */
        private int insideByBranches(double[] sample, int from, int to, double[] inside) {
            int count = 0;
            for (int i = from; i < to; i++) {
                double value = sample[i];
                if (Math.abs(value - middle) <= reach) {
                    inside[count++] = value;
                }
            }
            return count;
        }

        /** Writes all and moves on over those that are inside; their differences have no sign. */
        private int insideBySigns(double[] sample, int from, int to, double[] inside) {
            int count = 0;
            for (int i = from; i < to; i++) {
                double value = sample[i];
                inside[count] = value;
                count += (int) (~Double.doubleToRawLongBits(reach - Math.abs(value - middle)) >>> (Long.SIZE - 1));
            }
            return count;
        }
    }
}
