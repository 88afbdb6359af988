package org.mlopssdk.monitoring.profile;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.monitoring.statistic.Bins;
import org.mlopssdk.monitoring.table.NumericColumn;

/**
 * A numeric feature of the reference: break points with their counts. Counts are kept as windows have them; {@link NumericDocument} checks what is
 * read.
 *
 * <p>The smallest and the largest value are always break points, so what lies beyond the outer ones is out of range. The edges of
 * the bins are break points too, so every cell lies in one bin.
 *
 * @param points the break points, strictly ascending; none where all values are missing
 * @param cells how many values of the reference each point has, and how many lie in each gap, which nobody changes
 * @param edges the inner edges of the bins, each one of the points
 * @param traits what the break points do not tell; null where they tell it, and in profiles of the first format
 */
@SuppressWarnings(
        "ArrayRecordComponent") // 8,192 boxed counts would not do; nobody changes the arrays or compares the records.
record NumericReference(
        String name,
        long missing,
        double[] points,
        CellCounts cells,
        double[] edges,
        @Nullable Traits traits) implements FeatureReference {

    static NumericReference fit(NumericColumn column, ProfileOptions options) {
        double[] sorted = Arrays.stream(column.present())
                .map(value -> value + 0.0)
                .sorted()
                .toArray();
        double[] distinct = unique(sorted);
        double[] edges = sorted.length == 0 ? distinct : options.binning().edges(sorted, distinct);
        double[] inner = distinct.length <= options.maxBreakPoints()
                ? distinct
                : orderStatistics(sorted, options.maxBreakPoints() - edges.length);
        double[] points = unique(DoubleStream.concat(Arrays.stream(inner), Arrays.stream(edges))
                .sorted()
                .toArray());
        BreakPoints breakPoints = new BreakPoints(points);
        long[] cells = new long[breakPoints.cells()];
        for (double value : sorted) {
            cells[breakPoints.cellOf(value)]++;
        }
        Traits traits = new Traits(distinct.length, allIntegers(distinct));
        return of(column.name(), column.missing(), points, cells, edges, traits);
    }

    private static NumericReference of(
            String name, long missing, double[] points, long[] cells, double[] edges, @Nullable Traits traits) {
        CellCounts counts = CellCounts.of(cells);
        return new NumericReference(name, missing, points, counts, edges, isExact(counts) ? null : traits);
    }

    /** Whether no gap holds anything. */
    private static boolean isExact(CellCounts cells) {
        return IntStream.range(0, cells.size()).allMatch(cell -> cell % 2 == 1 || cells.get(cell) == 0);
    }

    private static boolean allIntegers(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).allMatch(value -> value == Math.rint(value))
                && Arrays.stream(values).anyMatch(Double::isFinite);
    }

    /**
     * The same reference over fewer of its break points: the outer ones, the edges of the bins, and as many at even ranks as are asked for, so
     * that no gap between them holds much more than its share, and frequent values stay points.
     */
    NumericReference coarsened(int ranks) {
        if (points.length <= ranks + edges.length + 2) {
            return this;
        }
        boolean[] kept = new boolean[points.length];
        kept[0] = true;
        kept[points.length - 1] = true;
        for (double edge : edges) {
            kept[Arrays.binarySearch(points, edge + 0.0)] = true;
        }
        long[] all = this.cells.toArray();
        keepEvenRanks(kept, all, ranks);
        int[] indexes = IntStream.range(0, points.length).filter(i -> kept[i]).toArray();
        long[] cells = new long[2 * indexes.length + 1];
        int at = 0;
        for (int cell = 0; cell < all.length; cell++) {
            boolean point = cell % 2 == 1 && kept[cell / 2];
            cells[point ? 2 * at + 1 : 2 * at] += all[cell];
            at += point ? 1 : 0;
        }
        double[] fewer = IntStream.of(indexes).mapToDouble(i -> points[i]).toArray();
        return of(name, missing, fewer, cells, edges, knownTraits());
    }

    /** Between kept points, keeps others that divide the values there evenly, so that all gaps hold about the same. */
    private static void keepEvenRanks(boolean[] kept, long[] cells, int ranks) {
        double perRank = Math.max(1, (double) Arrays.stream(cells).sum() / ranks);
        int from = 0;
        for (int to = 1; to < kept.length; to++) {
            if (kept[to]) {
                keepEvenRanks(kept, cells, from, to, perRank);
                from = to;
            }
        }
    }

    private static void keepEvenRanks(boolean[] kept, long[] cells, int from, int to, double perRank) {
        long between = Arrays.stream(cells, 2 * from + 2, 2 * to + 1).sum();
        int parts = (int) Math.round(between / perRank);
        long atOrBelow = 0;
        int next = 1;
        for (int point = from + 1; point < to; point++) {
            atOrBelow += cells[2 * point] + cells[2 * point + 1];
            while (next < parts && (double) next / parts * between <= atOrBelow) {
                kept[point] = true;
                next++;
            }
        }
    }

    /** How many distinct values there are, and whether all are integers; null where a profile of the first format does not tell. */
    @Nullable Traits knownTraits() {
        if (!isExact(cells)) {
            return traits;
        }
        double[] present = IntStream.range(0, points.length)
                .filter(i -> cells.get(2 * i + 1) > 0)
                .mapToDouble(i -> points[i])
                .toArray();
        return new Traits(present.length, allIntegers(present));
    }

    @Override
    public FeatureSchema schema() {
        Traits known = knownTraits();
        FeatureType type = points.length == 0
                ? FeatureType.EMPTY
                : known != null && known.integers() ? FeatureType.INTEGER : FeatureType.NUMBER;
        Bounds range = points.length == 0 ? null : new Bounds(points[0], points[points.length - 1]);
        return new FeatureSchema(name, type, values(), missing, known == null ? null : known.distinct(), range);
    }

    private static double[] unique(double[] sorted) {
        double[] unique = new double[sorted.length];
        int size = 0;
        for (double value : sorted) {
            if (size == 0 || value > unique[size - 1]) {
                unique[size++] = value;
            }
        }
        return Arrays.copyOf(unique, size);
    }

    /** Evenly spaced ranks from the smallest to the largest, so that frequent values are sure to be among them. */
    private static double[] orderStatistics(double[] sorted, int count) {
        double[] picked = new double[count];
        for (int i = 0; i < count; i++) {
            picked[i] = sorted[(int) ((long) i * (sorted.length - 1) / (count - 1))];
        }
        return picked;
    }

    /** How many values each point has. */
    long[] counts() {
        return every(1);
    }

    /** How many values lie in each gap, the outer two included; empty where none lies in any. */
    long[] gaps() {
        return isExact(cells) ? new long[0] : every(0);
    }

    private long[] every(int from) {
        return IntStream.iterate(from, i -> i < cells.size(), i -> i + 2)
                .mapToLong(cells::get)
                .toArray();
    }

    @Override
    public long values() {
        return cells.sum();
    }

    @Override
    public Supplier<FeatureCounter> counters() {
        BreakPoints breakPoints = new BreakPoints(points);
        FeatureSchema schema = schema();
        Tally tally = tally();
        return () -> new NumericCounter(this, schema, breakPoints, tally);
    }

    @Override
    public Tally tally() {
        int last = points.length - 1;
        return Tally.ofNumbers(cells, missing, last < 0 ? 0 : points[0], last < 0 ? 0 : points[last]);
    }

    Bins bins() {
        double[] all = new double[edges.length + 2];
        System.arraycopy(edges, 0, all, 1, edges.length);
        all[0] = Double.NEGATIVE_INFINITY;
        all[all.length - 1] = Double.POSITIVE_INFINITY;
        return Bins.ofEdges(all);
    }

    /** Adds cells up to bins. No edge lies inside a gap, so a gap belongs to the bin of the point below it. */
    long[] binCounts(Tally tally) {
        long[] counted = new long[edges.length + 1];
        int from = 0;
        for (int bin = 0; bin < counted.length; bin++) {
            int to = bin == edges.length ? cells.size() : 2 * Arrays.binarySearch(points, edges[bin] + 0.0) + 1;
            counted[bin] = tally.sum(from, to);
            from = to;
        }
        return counted;
    }

    @Override
    public String toString() {
        String range = points.length == 0
                ? "no values"
                : ValueSummary.shown(points[0]) + " to " + ValueSummary.shown(points[points.length - 1]);
        return name + ": numeric, " + values() + " values, " + missing + " missing, " + range + ", " + points.length
                + " break points" + (isExact(cells) ? "" : " (compressed)");
    }
}
