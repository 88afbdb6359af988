package org.mlopssdk.monitoring.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns maps into a table. */
final class RowsOfMaps {

    private RowsOfMaps() {}

    static Table table(List<? extends Map<String, ?>> rows) {
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> names.addAll(row.keySet()));
        if (names.isEmpty()) {
            throw new IllegalArgumentException(
                    "The rows have no keys to make columns of; pass at least one row with at least one key.");
        }
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(column(name, rows));
        }
        return Table.of(columns, List.of());
    }

    private static Column column(String name, List<? extends Map<String, ?>> rows) {
        List<@Nullable Object> values = new ArrayList<>(rows.size());
        int firstNumber = -1;
        int firstText = -1;
        for (int row = 0; row < rows.size(); row++) {
            Object value = rows.get(row).get(name);
            values.add(value);
            if (value == null) {
                continue;
            }
            if (Values.isNumber(value)) {
                firstNumber = firstNumber < 0 ? row : firstNumber;
            } else if (Values.isText(value)) {
                firstText = firstText < 0 ? row : firstText;
            } else {
                throw new IllegalArgumentException("The value of '" + name + "' in row " + row + " is of type "
                        + value.getClass().getName() + "; a column holds numbers or texts.");
            }
        }
        if (firstNumber >= 0 && firstText >= 0) {
            throw new IllegalArgumentException("The column '" + name + "' holds a number in row " + firstNumber
                    + " and a text in row " + firstText + "; give it one type.");
        }
        return firstText >= 0 ? Values.text(name, values) : Values.numeric(name, values);
    }
}
