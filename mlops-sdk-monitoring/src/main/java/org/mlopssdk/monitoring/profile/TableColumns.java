package org.mlopssdk.monitoring.profile;

import java.util.List;
import org.mlopssdk.monitoring.table.Column;
import org.mlopssdk.monitoring.table.Table;

/** The columns of a table that belong to the features of a window, checked before the first value is recorded. */
final class TableColumns {

    private TableColumns() {}

    /** A column for each counter, in their order. */
    static List<Column> of(Table table, List<FeatureCounter> counters) {
        return counters.stream().map(counter -> of(table, counter)).toList();
    }

    private static Column of(Table table, FeatureCounter counter) {
        if (!table.names().contains(counter.feature())) {
            throw new IllegalArgumentException("The table has no column for the feature '" + counter.feature()
                    + "'; it has " + String.join(", ", table.names()) + ". A column of missing values will do.");
        }
        Column column = table.column(counter.feature());
        if (!counter.accepts(column)) {
            boolean numeric = counter instanceof NumericCounter;
            throw new IllegalArgumentException("The feature '" + counter.feature() + "' is "
                    + (numeric ? "numeric, but the table's column is text" : "text, but the table's column is numeric")
                    + "; read it as " + (numeric ? "numbers." : "text."));
        }
        return column;
    }
}
