package org.mlopssdk.monitoring.table;

/**
 * A named column of a {@link Table}: of numbers or of texts, some of which may be missing.
 *
 * @since 0.1.0
 */
public sealed interface Column permits NumericColumn, TextColumn {

    /**
     * The name of the column.
     *
     * @return the name, unique in its table
     */
    String name();

    /**
     * The number of rows, missing values included.
     *
     * @return the size, not negative
     */
    int size();

    /**
     * Whether a value is missing.
     *
     * @param row the row, from 0
     * @return true if it is missing
     * @throws IndexOutOfBoundsException if there is no such row
     */
    boolean isMissing(int row);

    /**
     * The number of missing values.
     *
     * @return the number, 0 to {@link #size()}
     */
    int missing();

    /**
     * The value as text, as a table prints it.
     *
     * @param row the row, from 0
     * @return the value; empty for a missing one
     * @throws IndexOutOfBoundsException if there is no such row
     */
    String display(int row);
}
