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
    private final NumericReference reference;
    private final BreakPoints breakPoints;

    NumericCounter(NumericReference reference) {
        super(2 * reference.points().length + 1);
        this.reference = reference;
        this.breakPoints = new BreakPoints(reference.points());
    }

    @Override
    NumericReference reference() {
        return reference;
    }

    /**
     * Records a value: one look-up among the break points and one increment, without allocation or lock.
     *
     * @param value any value; {@code NaN} counts as missing, infinities as values
     */
    public void record(double value) {
        if (Double.isNaN(value)) {
            missing++;
        } else {
            cells[breakPoints.cellOf(value)]++;
        }
    }

    @Override
    boolean accepts(Column column) {
        return column instanceof NumericColumn || column.missing() == column.size();
    }

    @Override
    void recordAll(Column column) {
        if (column instanceof NumericColumn numeric) {
            for (double value : numeric.values()) {
                record(value);
            }
        } else {
            missing += column.missing();
        }
    }

    @Override
    public NumericComparison compare() {
        MissingValues missingValues = missingValues();
        boolean comparable = reference.values() > 0 && values() > 0;
        return new NumericComparison(
                feature(),
                missingValues,
                comparable ? KsBounds.of(reference.points(), reference.cells(), cells) : null,
                comparable ? psi() : null,
                new Distributions(
                        Cells.ofReference(reference.points(), reference.cells()),
                        new Cells(
                                reference.points(),
                                cells.clone(),
                                Double.NEGATIVE_INFINITY,
                                Double.POSITIVE_INFINITY)));
    }

    private PsiResult psi() {
        Bins bins = reference.bins();
        return PopulationStabilityIndex.withDefaults()
                .compare(bins, reference.binCounts(bins, reference.cells()), reference.binCounts(bins, cells));
    }
}
