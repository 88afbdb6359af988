package org.mlopssdk.monitoring.profile;

import org.mlopssdk.monitoring.statistic.Bins;
import org.mlopssdk.monitoring.statistic.PopulationStabilityIndex;
import org.mlopssdk.monitoring.statistic.PsiResult;
import org.mlopssdk.monitoring.table.Column;
import org.mlopssdk.monitoring.table.NumericColumn;

/**
 * The counters of a numeric feature: one for each break point of the reference and one for each gap. The fast way to record,
 * without looking the feature up by name each time. One thread may record at a time.
 *
 * <pre>{@code
 * NumericCounter temperature = window.numeric("Temperature");
 * temperature.record(21.4);
 * }</pre>
 *
 * @since 0.1.0
 */
public final class NumericCounter extends FeatureCounter {
    private static final int BLOCK = 1024;

    private final NumericReference reference;
    private final FeatureSchema schema;
    private final BreakPoints breakPoints;
    private final Tally counted;
    private final boolean integers;

    private long notNumbers;
    private long negativeInfinities;
    private long positiveInfinities;
    private long fractional;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;

    /** Shares all of them with the other counters of the reference, and so what was counted of it. */
    NumericCounter(NumericReference reference, FeatureSchema schema, BreakPoints breakPoints, Tally counted) {
        super(breakPoints.cells());
        this.reference = reference;
        this.schema = schema;
        this.breakPoints = breakPoints;
        this.counted = counted;
        this.integers = schema.type() == FeatureType.INTEGER;
    }

    @Override
    NumericReference reference() {
        return reference;
    }

    FeatureSchema schema() {
        return schema;
    }

    /**
     * Records a value: one look-up among the break points and one increment, without allocation or lock.
     *
     * @param value any value; {@code NaN} counts as missing, infinities as values
     */
    public void record(double value) {
        if (!breakPoints.isQuick(value) || !CellCounts.tryIncrement(cells.lower(), breakPoints.quickCellOf(value))) {
            recordRare(value);
        }
        if (integers && isFractional(value)) {
            countFractional();
        }
    }

    /** Records any value, but does not note whether it is an integer. */
    void recordRare(double value) {
        if (Double.isNaN(value)) {
            missing++;
            notNumbers++;
        } else {
            cells.increment(breakPoints.cellOf(value));
            if (value == Double.NEGATIVE_INFINITY) {
                negativeInfinities++;
            } else if (value == Double.POSITIVE_INFINITY) {
                positiveInfinities++;
            } else {
                lowest = Math.min(lowest, value);
                highest = Math.max(highest, value);
            }
        }
    }

    /** Whether a value is finite and no integer. The distance of others from an integer is zero or NaN. */
    static boolean isFractional(double value) {
        return Math.abs(value - Math.rint(value)) > 0;
    }

    void countFractional() {
        fractional++;
    }

    /** Records values by the block, step by step as {@link RowOfNumbers} does. */
    void recordAll(double[] values) {
        int[] found = new int[Math.min(BLOCK, values.length)];
        for (int from = 0; from < values.length; from += BLOCK) {
            recordBlock(values, from, Math.min(BLOCK, values.length - from), found);
        }
    }

    private void recordBlock(double[] values, int from, int count, int[] found) {
        breakPoints.quickCellsOf(values, from, count, found);
        for (int k = count(found, 0, count); k < count; k = count(found, k + 1, count)) {
            recordRare(values[from + k]);
        }
        for (int k = 0; integers && k < count; k++) {
            if (isFractional(values[from + k])) {
                countFractional();
            }
        }
    }

    /** Counts cells up to the first that is out of the ordinary, or whose count is, which is left; where there is none, all. */
    private int count(int[] found, int first, int end) {
        char[] counts = cells.lower();
        int k = first;
        while (k < end && found[k] >= 0 && CellCounts.tryIncrement(counts, found[k])) {
            k++;
        }
        return k;
    }

    BreakPoints breakPoints() {
        return breakPoints;
    }

    boolean isOfIntegers() {
        return integers;
    }

    @Override
    boolean accepts(Column column) {
        return column instanceof NumericColumn || column.missing() == column.size();
    }

    /** In a table, NaN stands for a missing value, and says no more. */
    @Override
    void recordAll(Column column) {
        if (column instanceof NumericColumn numeric) {
            for (int row = 0; row < numeric.size(); row++) {
                double value = numeric.get(row);
                if (Double.isNaN(value)) {
                    missing++;
                } else {
                    record(value);
                }
            }
        } else {
            missing += column.missing();
        }
    }

    /**
     * The number of missing values that were recorded one by one as {@code NaN}, not as {@linkplain #recordMissing missing} or from a table, where
     * {@code NaN} stands for a missing value.
     *
     * @return the number, at most {@link #missing()}
     */
    public long notNumbers() {
        return notNumbers;
    }

    /**
     * The number of negative infinities recorded.
     *
     * @return the number, not negative
     */
    public long negativeInfinities() {
        return negativeInfinities;
    }

    /**
     * The number of positive infinities recorded.
     *
     * @return the number, not negative
     */
    public long positiveInfinities() {
        return positiveInfinities;
    }

    /**
     * The number of values recorded that are no integers, where the finite values of the reference all are.
     *
     * @return the number; 0 where the reference has others
     */
    public long fractional() {
        return fractional;
    }

    /** How many values lie beyond the outer break points, infinities aside; an infinity that is a break point is not beyond it. */
    long finiteOutOfRange() {
        Bounds range = schema.range();
        if (range == null) {
            return 0;
        }
        long belowInfinite = Double.isInfinite(range.atLeast()) ? 0 : negativeInfinities;
        long aboveInfinite = Double.isInfinite(range.atMost()) ? 0 : positiveInfinities;
        return cells.get(0) + cells.get(cells.size() - 1) - belowInfinite - aboveInfinite;
    }

    /** The smallest value below all break points, and the largest above them, as far as they are finite. */
    Strays strays() {
        boolean any = cells.size() > 1;
        return new Strays(
                notNumbers,
                negativeInfinities,
                positiveInfinities,
                fractional,
                lowest < (any ? reference.points()[0] : Double.POSITIVE_INFINITY) ? lowest : null,
                highest > (any ? reference.points()[cells.size() / 2 - 1] : Double.NEGATIVE_INFINITY) ? highest : null);
    }

    void add(Strays strays) {
        notNumbers = Math.addExact(notNumbers, strays.notNumbers());
        negativeInfinities = Math.addExact(negativeInfinities, strays.negativeInfinities());
        positiveInfinities = Math.addExact(positiveInfinities, strays.positiveInfinities());
        fractional = Math.addExact(fractional, strays.fractional());
        lowest = strays.lowest() == null ? lowest : Math.min(lowest, strays.lowest());
        highest = strays.highest() == null ? highest : Math.max(highest, strays.highest());
    }

    @Override
    void add(FeatureCounter other) {
        super.add(other);
        add(((NumericCounter) other).strays());
    }

    @Override
    void clear() {
        super.clear();
        notNumbers = 0;
        negativeInfinities = 0;
        positiveInfinities = 0;
        fractional = 0;
        lowest = Double.POSITIVE_INFINITY;
        highest = Double.NEGATIVE_INFINITY;
    }

    @Override
    Tally tally() {
        double[] points = reference.points();
        double first = points.length == 0 ? Double.POSITIVE_INFINITY : points[0];
        double last = points.length == 0 ? Double.NEGATIVE_INFINITY : points[points.length - 1];
        // Windows of the first format do not tell how far beyond the points their values lie.
        boolean far = first <= last || negativeInfinities + positiveInfinities < cells.get(0);
        boolean below = far && cells.get(0) > 0 && lowest >= first;
        boolean above = far && cells.get(cells.size() - 1) > 0 && highest <= last;
        return Tally.ofNumbers(
                cells.copy(),
                missing,
                below || negativeInfinities > 0 ? Double.NEGATIVE_INFINITY : Math.min(lowest, first),
                above || positiveInfinities > 0 ? Double.POSITIVE_INFINITY : Math.max(highest, last));
    }

    @Override
    public NumericComparison compare() {
        return compare(counted);
    }

    @Override
    NumericComparison compare(Tally other) {
        Tally mine = tally();
        double[] points = reference.points();
        boolean comparable = points.length > 0 && other.values() > 0 && mine.values() > 0;
        return new NumericComparison(
                feature(),
                Tally.missingValues(other, mine),
                comparable ? KsBounds.of(points, other, mine) : null,
                comparable ? psi(other, mine) : null,
                new Distributions(other.over(points), mine.over(points)),
                QualityCheck.of(this, other, mine));
    }

    private PsiResult psi(Tally before, Tally now) {
        Bins bins = reference.bins();
        return PopulationStabilityIndex.withDefaults()
                .compare(bins, reference.binCounts(before), reference.binCounts(now));
    }
}
