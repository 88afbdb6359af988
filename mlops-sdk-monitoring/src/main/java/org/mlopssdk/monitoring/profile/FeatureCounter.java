package org.mlopssdk.monitoring.profile;

import org.mlopssdk.monitoring.table.Column;

/**
 * The counters of one feature in a {@link Window}. One thread may record at a time; a thread that reads what another recorded needs
 * to have been handed the window safely, for example through a queue or a lock.
 *
 * @since 0.1.0
 */
public abstract sealed class FeatureCounter permits NumericCounter, TextCounter {
    final CellCounts cells;
    long missing;

    FeatureCounter(int cells) {
        this.cells = new CellCounts(cells);
    }

    abstract FeatureReference reference();

    /** Whether a column has values of this feature's type, or none at all. */
    abstract boolean accepts(Column column);

    /** Records a column that is accepted. */
    abstract void recordAll(Column column);

    /** What was recorded. */
    abstract Tally tally();

    /** Compares what was recorded with what was counted elsewhere over the same cells. */
    abstract FeatureComparison compare(Tally other);

    /**
     * The name of the feature.
     *
     * @return the name
     */
    public String feature() {
        return reference().name();
    }

    /**
     * Records that a value is missing.
     */
    public void recordMissing() {
        missing++;
    }

    /**
     * The number of missing values recorded.
     *
     * @return the number, not negative
     */
    public long missing() {
        return missing;
    }

    /**
     * The number of values recorded that are not missing.
     *
     * @return the number, not negative
     */
    public long values() {
        return cells.sum();
    }

    /**
     * Compares what was recorded with the reference.
     *
     * @return the comparison, which later recording does not change
     */
    public FeatureComparison compare() {
        return compare(reference().tally());
    }

    void add(FeatureCounter other) {
        missing = Math.addExact(missing, other.missing);
        cells.addAll(other.cells);
    }

    /** Forgets everything. */
    void clear() {
        missing = 0;
        cells.clear();
    }

    /**
     * The feature with the numbers recorded.
     *
     * @return for example {@code Light: 2665 values, 0 missing}
     */
    @Override
    public String toString() {
        return feature() + ": " + values() + " values, " + missing + " missing";
    }
}
