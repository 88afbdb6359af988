package org.mlopssdk.monitoring.profile;

import java.util.Arrays;
import org.mlopssdk.monitoring.table.Column;

/**
 * The counters of one feature in a {@link Window}. One thread may record at a time; a thread that reads what another recorded needs
 * to have been handed the window safely, for example through a queue or a lock.
 *
 * @since 0.1.0
 */
public abstract sealed class FeatureCounter permits NumericCounter, TextCounter {
    final long[] cells;
    long missing;

    FeatureCounter(int cells) {
        this.cells = new long[cells];
    }

    abstract FeatureReference reference();

    /** Whether a column has values of this feature's type, or none at all. */
    abstract boolean accepts(Column column);

    /** Records a column that is accepted. */
    abstract void recordAll(Column column);

    /**
     * The name of the feature.
     *
     * @return the name
     */
    public String feature() {
        return reference().name();
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
        return Arrays.stream(cells).sum();
    }

    /**
     * Compares what was recorded with the reference.
     *
     * @return the comparison, which later recording does not change
     */
    public abstract FeatureComparison compare();

    MissingValues missingValues() {
        FeatureReference reference = reference();
        return new MissingValues(
                reference.missing(), reference.missing() + reference.values(), missing, missing + values());
    }

    void add(FeatureCounter other) {
        missing = Math.addExact(missing, other.missing);
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = Math.addExact(cells[cell], other.cells[cell]);
        }
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
