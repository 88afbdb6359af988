package org.mlopssdk.monitoring.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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

    /**
     * What it has so far.
     *
     * @return one line for each column, after one that says how many there are
     */
    @Override
    public String toString() {
        return "table to be built of " + columns.size() + (columns.size() == 1 ? " column" : " columns")
                + columns.stream()
                        .map(column -> System.lineSeparator() + "  " + column)
                        .collect(Collectors.joining());
    }

    private static String requireName(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("The name of a column is not empty.");
        }
        return name;
    }
}
