package org.mlopssdk.monitoring.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * An immutable table: named columns of equal length, each of numbers or of texts, with missing values.
 *
 * <p>A table has at least one column and may have no rows. Names are not empty, unique, and case-sensitive; columns
 * keep their order. Tables are equal by columns and row labels.
 *
 * <pre>{@code
 * Table table = Table.builder()
 *         .column("age", 22.0, 38.0, Double.NaN)
 *         .column("sex", "male", "female", null)
 *         .build();
 * int missing = table.numeric("age").missing();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Table {
    private final Map<String, Column> columns;
    private final List<String> rowLabels;
    private final int rows;

    private Table(Map<String, Column> columns, List<String> rowLabels, int rows) {
        this.columns = columns;
        this.rowLabels = rowLabels;
        this.rows = rows;
    }

    /**
     * Starts a table.
     *
     * @return a builder without columns
     */
    public static TableBuilder builder() {
        return new TableBuilder();
    }

    /**
     * A table of columns that exist, for example those of another table.
     *
     * @param columns the columns, at least one
     * @return the table
     * @throws IllegalArgumentException if there is none, a name repeats, or the lengths differ
     */
    public static Table of(Column... columns) {
        return of(Arrays.asList(columns), List.of());
    }

    /**
     * A table of records, one row each, with a column for each component.
     *
     * <p>Components of primitive numeric types and of subclasses of {@link Number} become numbers (a {@code long}
     * beyond 2<sup>53</sup> is rounded); {@link CharSequence}, {@code char}, {@code boolean} and enums become texts.
     * {@code null} and {@code NaN} are missing.
     *
     * @param <R> the type of the records
     * @param type the type, which has at least one component
     * @param records the rows; none for an empty table
     * @return the table
     * @throws IllegalArgumentException if a component is of another type, or the record's accessors cannot be reached
     */
    public static <R extends Record> Table ofRecords(Class<R> type, List<R> records) {
        return RowsOfRecords.table(type, records);
    }

    /**
     * A table of maps, one row each, with a column for each key that occurs, in the order of first occurrence.
     *
     * <p>A column whose values are all of type {@link Number} is numeric; one of {@link CharSequence}, {@link
     * Character}, {@link Boolean} or enums is text. A key that a row lacks, {@code null} and {@code NaN} are missing;
     * a column of missing values only is numeric.
     *
     * @param rows the rows, at least one, with at least one key
     * @return the table
     * @throws IllegalArgumentException if there is no row or no key, or a column mixes numbers and texts or holds
     *     another type (the message names row and key)
     */
    public static Table ofMaps(List<? extends Map<String, ?>> rows) {
        return RowsOfMaps.table(rows);
    }

    static Table of(List<? extends Column> columns, List<String> rowLabels) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("A table has at least one column; got none.");
        }
        int rows = columns.get(0).size();
        Map<String, Column> byName = new LinkedHashMap<>();
        for (Column column : columns) {
            if (column.size() != rows) {
                throw new IllegalArgumentException("Columns of a table have equal lengths; '"
                        + columns.get(0).name() + "' has " + rows + " values and '" + column.name() + "' has "
                        + column.size() + ".");
            }
            if (byName.put(column.name(), column) != null) {
                throw new IllegalArgumentException(
                        "The column '" + column.name() + "' is there twice; names of columns are unique.");
            }
        }
        return new Table(byName, List.copyOf(rowLabels), rows);
    }

    /**
     * The number of rows.
     *
     * @return the number, not negative
     */
    public int rows() {
        return rows;
    }

    /**
     * The columns, in order.
     *
     * @return an immutable list, not empty
     */
    public List<Column> columns() {
        return List.copyOf(columns.values());
    }

    /**
     * The names of the columns, in order.
     *
     * @return an immutable list, not empty
     */
    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    /**
     * The labels of the rows, where the table came with an unnamed column of them.
     *
     * @return an immutable list: one label for each row, or empty
     */
    public List<String> rowLabels() {
        return rowLabels;
    }

    /**
     * A column of either type.
     *
     * @param name its name
     * @return the column
     * @throws IllegalArgumentException if there is none (the message lists those there are)
     */
    public Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("There is no column '" + name + "'; "
                    + columns.keySet().stream()
                            .filter(present -> present.strip().equalsIgnoreCase(name.strip()))
                            .findFirst()
                            .map(present -> "did you mean '" + present + "'? The table has ")
                            .orElse("the table has ")
                    + String.join(", ", columns.keySet()) + ".");
        }
        return column;
    }

    /**
     * A column of numbers.
     *
     * @param name its name
     * @return the column
     * @throws IllegalArgumentException if there is none (the message lists those there are), or it is one of texts
     */
    public NumericColumn numeric(String name) {
        if (column(name) instanceof NumericColumn column) {
            return column;
        }
        throw new IllegalArgumentException("The column '" + name + "' is text, not numeric; use text(\"" + name
                + "\"), or read it with Csv.numeric(\"" + name + "\"), which names the line that holds no number.");
    }

    /**
     * A column of texts.
     *
     * @param name its name
     * @return the column
     * @throws IllegalArgumentException if there is none (the message lists those there are), or it is one of numbers
     */
    public TextColumn text(String name) {
        if (column(name) instanceof TextColumn column) {
            return column;
        }
        throw new IllegalArgumentException(
                "The column '" + name + "' is numeric, not text; use numeric(\"" + name + "\").");
    }

    /**
     * The table of some of the columns, in the order given.
     *
     * @param names their names, at least one, none twice
     * @return a new table with the same rows
     * @throws IllegalArgumentException if a name is unknown or repeats, or there is none
     */
    public Table select(String... names) {
        return of(Arrays.stream(names).map(this::column).toList(), rowLabels);
    }

    /**
     * The table without some of the columns.
     *
     * @param names their names, not all there are
     * @return a new table with the same rows
     * @throws IllegalArgumentException if a name is unknown or no column would be left
     */
    public Table without(String... names) {
        Set<String> kept = new LinkedHashSet<>(columns.keySet());
        for (String name : names) {
            kept.remove(column(name).name());
        }
        return select(kept.toArray(String[]::new));
    }

    /**
     * The table of the rows from one, inclusive, to another, exclusive.
     *
     * @param from the first row, from 0
     * @param to the row after the last, at least {@code from}, at most {@link #rows()}
     * @return a new table with the same columns
     * @throws IllegalArgumentException if there are no such rows
     */
    public Table slice(int from, int to) {
        if (from < 0 || from > to || to > rows) {
            throw new IllegalArgumentException("Rows " + from + " (inclusive) to " + to
                    + " (exclusive) do not lie within the table's rows 0 to " + rows + ".");
        }
        return rows(IntStream.range(from, to).toArray());
    }

    /**
     * Splits the rows at random, by the split's seed, into training, validation and test rows.
     *
     * @param split the shares and the seed
     * @return the three parts
     */
    public Split.Parts split(Split split) {
        return split.apply(this);
    }

    /** The table of the given rows, in the given order. */
    Table rows(int[] chosen) {
        List<Column> picked = new ArrayList<>();
        for (Column column : columns.values()) {
            picked.add(
                    column instanceof NumericColumn numeric
                            ? numeric.rows(chosen)
                            : ((TextColumn) column).rows(chosen));
        }
        List<String> labels = rowLabels.isEmpty()
                ? List.of()
                : Arrays.stream(chosen).mapToObj(rowLabels::get).toList();
        return of(picked, labels);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Table table && columns().equals(table.columns()) && rowLabels.equals(table.rowLabels);
    }

    @Override
    public int hashCode() {
        return 31 * columns().hashCode() + rowLabels.hashCode();
    }

    /**
     * The sizes of the table, and a line for each column (at most 50) with its type, missing count and first values.
     *
     * @return several lines
     */
    @Override
    public String toString() {
        return TableHead.of(this);
    }
}
