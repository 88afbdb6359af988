package org.mlopssdk.monitoring.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mlopssdk.monitoring.table.Column;
import org.mlopssdk.monitoring.table.Table;

/** The columns of a table that belong to the features of a window, checked before the first value is recorded. */
final class TableColumns {

    private TableColumns() {}

    /** A column for each counter, in their order. */
    static List<Column> of(Table table, List<FeatureCounter> counters) {
        List<String> lacking = counters.stream()
                .map(FeatureCounter::feature)
                .filter(feature -> !table.names().contains(feature))
                .toList();
        if (!lacking.isEmpty()) {
            throw new IllegalArgumentException("The table has no column for "
                    + (lacking.size() == 1 ? "the feature" : lacking.size() + " features,") + " '"
                    + String.join("', '", lacking) + "'; it has " + String.join(", ", table.names())
                    + ". Fit the reference without(...) what live data does not have, or add a column of"
                    + " missing values.");
        }
        return counters.stream().map(counter -> of(table, counter)).toList();
    }

    private static Column of(Table table, FeatureCounter counter) {
        Column column = table.column(counter.feature());
        if (!counter.accepts(column)) {
            boolean numeric = counter instanceof NumericCounter;
            throw new IllegalArgumentException("The feature '" + counter.feature() + "' is "
                    + (numeric ? "numeric, but the table's column is text" : "text, but the table's column is numeric")
                    + "; read it as " + (numeric ? "numbers." : "text."));
        }
        return column;
    }

    /** Records the columns that the table has and that are of the features' types; what is wrong with the others. */
    static List<QualityFinding> recordWhatFits(Table table, List<FeatureCounter> counters) {
        List<QualityFinding> misfits = new ArrayList<>();
        for (FeatureCounter counter : counters) {
            Optional<QualityFinding> misfit = misfit(table, counter);
            misfit.ifPresentOrElse(misfits::add, () -> counter.recordAll(table.column(counter.feature())));
        }
        return misfits;
    }

    private static Optional<QualityFinding> misfit(Table table, FeatureCounter counter) {
        String feature = counter.feature();
        if (!table.names().contains(feature)) {
            return Optional.of(new QualityFinding(
                    feature, QualityRule.MISSING_COLUMN, Severity.ERROR, "the table has no column of that name"));
        }
        if (!counter.accepts(table.column(feature))) {
            return Optional.of(new QualityFinding(
                    feature,
                    QualityRule.TYPE_CHANGE,
                    Severity.ERROR,
                    counter instanceof NumericCounter
                            ? "holds texts, the reference has numbers"
                            : "holds numbers, the reference has texts"));
        }
        return Optional.empty();
    }
}
