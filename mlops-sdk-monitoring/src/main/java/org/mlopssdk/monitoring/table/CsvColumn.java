package org.mlopssdk.monitoring.table;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one CSV column while the file is read. Whether it is numeric is known only at the end, so the texts
 * are kept, end to end in one buffer: a byte for each character and four for each field.
 */
final class CsvColumn {
    private final String name;
    private final Set<String> markers;
    private final boolean declaredText;
    private boolean numeric;
    private final StringBuilder texts = new StringBuilder();
    private int[] ends = new int[16];
    private int size;

    CsvColumn(String name, Set<String> markers, boolean declaredText) {
        this.name = name;
        this.markers = markers;
        this.declaredText = declaredText;
        this.numeric = !declaredText;
    }

    /** Adds a field and tells whether the column can still be numeric. */
    boolean add(String field) {
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, Math.max(size + size / 2, size + 1));
        }
        if (!CsvField.isMissing(field, markers)) {
            texts.append(field);
            numeric = numeric && CsvField.isNumber(field);
        }
        ends[size++] = texts.length();
        return numeric || declaredText;
    }

    Column toColumn() {
        return numeric ? numericColumn() : textColumn();
    }

    private NumericColumn numericColumn() {
        double[] values = new double[size];
        for (int row = 0; row < size; row++) {
            String field = field(row);
            values[row] = field.isEmpty() ? Double.NaN : CsvField.number(field);
        }
        return new NumericColumn(name, values);
    }

    private TextColumn textColumn() {
        Map<String, String> shared = new HashMap<>();
        @Nullable String[] values = new String[size];
        for (int row = 0; row < size; row++) {
            String field = field(row);
            values[row] = field.isEmpty() ? null : shared.computeIfAbsent(field, text -> text);
        }
        return new TextColumn(name, values);
    }

    private String field(int row) {
        return texts.substring(row == 0 ? 0 : ends[row - 1], ends[row]);
    }
}
