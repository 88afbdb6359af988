package org.mlopssdk.monitoring.table;

import java.util.Arrays;

/**
 * A column of numbers. {@code NaN} stands for a missing value; infinities are values.
 *
 * @since 0.1.0
 */
public final class NumericColumn implements Column {
    private final String name;
    private final double[] values;
    private final int missing;

    /** Takes the array over. */
    NumericColumn(String name, double[] values) {
        this.name = name;
        this.values = values;
        this.missing = (int) Arrays.stream(values).filter(Double::isNaN).count();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return values.length;
    }

    /**
     * The value of a row.
     *
     * @param row the row, from 0
     * @return the value; {@code NaN} for a missing one
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public double get(int row) {
        return values[row];
    }

    @Override
    public boolean isMissing(int row) {
        return Double.isNaN(values[row]);
    }

    @Override
    public int missing() {
        return missing;
    }

    /**
     * All values, in the order of the rows.
     *
     * @return a new array, with {@code NaN} for missing values
     */
    public double[] values() {
        return values.clone();
    }

    /**
     * The values that are not missing, in the order of the rows.
     *
     * @return a new array without {@code NaN}
     */
    public double[] present() {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    }

    @Override
    public String display(int row) {
        return isMissing(row) ? "" : Double.toString(values[row]);
    }

    NumericColumn rows(int[] rows) {
        return new NumericColumn(
                name, Arrays.stream(rows).mapToDouble(row -> values[row]).toArray());
    }

    /** Columns are equal by name and values; missing values are equal to each other. */
    @Override
    public boolean equals(Object other) {
        return other instanceof NumericColumn column
                && name.equals(column.name)
                && Arrays.equals(values, column.values);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(values);
    }

    /**
     * The name, the sizes and the first values.
     *
     * @return for example {@code Age: numeric, 891 values, 177 missing: 22.0, 38.0, 26.0, ...}
     */
    @Override
    public String toString() {
        return TableHead.line(this);
    }
}
