package org.mlopssdk.monitoring.table;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column of texts, some of which may be missing. An empty text is a value, though a CSV file cannot express it.
 *
 * @since 0.1.0
 */
public final class TextColumn implements Column {
    private final String name;
    private final @Nullable String[] values;
    private final int missing;

    /** Takes the array over. */
    TextColumn(String name, @Nullable String[] values) {
        this.name = name;
        this.values = values;
        this.missing = (int) Arrays.stream(values).filter(Objects::isNull).count();
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
     * @return the value; absent for a missing one
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public Optional<String> get(int row) {
        return Optional.ofNullable(values[row]);
    }

    @Override
    public boolean isMissing(int row) {
        return values[row] == null;
    }

    @Override
    public int missing() {
        return missing;
    }

    /**
     * The values that are not missing, in the order of the rows.
     *
     * @return an immutable list
     */
    public List<String> present() {
        return Arrays.stream(values).filter(Objects::nonNull).toList();
    }

    @Override
    public String display(int row) {
        return get(row).orElse("");
    }

    TextColumn rows(int[] rows) {
        @Nullable String[] chosen = new String[rows.length];
        for (int i = 0; i < rows.length; i++) {
            chosen[i] = values[rows[i]];
        }
        return new TextColumn(name, chosen);
    }

    /** Columns are equal by name and values. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TextColumn column && name.equals(column.name) && Arrays.equals(values, column.values);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(values);
    }

    /**
     * The name, the sizes and the first values.
     *
     * @return for example {@code Sex: text, 891 values, 0 missing: male, female, female, ...}
     */
    @Override
    public String toString() {
        return TableHead.line(this);
    }
}
