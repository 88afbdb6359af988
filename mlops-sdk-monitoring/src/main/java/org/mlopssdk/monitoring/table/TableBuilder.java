package org.mlopssdk.monitoring.table;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the columns of a table. Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class TableBuilder {
    private final List<Column> columns = new ArrayList<>();

    TableBuilder() {}

    /**
     * Adds a column of numbers.
     *
     * @param name its name, not empty
     * @param values the values, copied; {@code NaN} is missing
     * @return this
     * @throws IllegalArgumentException if the name is empty
     */
    public TableBuilder column(String name, double... values) {
        columns.add(new NumericColumn(requireName(name), values.clone()));
        return this;
    }

    /**
     * Adds a column of texts.
     *
     * @param name its name, not empty
     * @param values the values, copied; {@code null} is missing
     * @return this
     * @throws IllegalArgumentException if the name is empty
     */
    public TableBuilder column(String name, @Nullable String... values) {
        columns.add(new TextColumn(requireName(name), values.clone()));
        return this;
    }

    /**
     * Makes the table.
     *
     * @return the table
     * @throws IllegalArgumentException if there is no column, a name repeats, or the lengths differ
     */
    public Table build() {
        return Table.of(columns, List.of());
    }

    private static String requireName(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("The name of a column is not empty.");
        }
        return name;
    }
}
