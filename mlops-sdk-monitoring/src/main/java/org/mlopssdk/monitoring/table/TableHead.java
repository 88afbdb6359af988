package org.mlopssdk.monitoring.table;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** A table as it prints: one line for each column, so that wide tables stay readable. */
final class TableHead {
    private static final int VALUES = 5;
    private static final int COLUMNS = 50;
    private static final int WIDTH = 24;
    private static final int LINE = 100;
    private static final String MORE = ", ...";

    private TableHead() {}

    static String of(Table table) {
        List<Column> columns = table.columns();
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "Table of %,d rows and %,d columns", table.rows(), columns.size()));
        int width = columns.stream()
                .mapToInt(column -> shorten(column.name()).length())
                .max()
                .orElse(1);
        String format = "%n  %-" + Math.max(width, 6) + "s  %-7s  %9s  %s";
        int room = LINE
                - String.format(Locale.ROOT, format, "", "", "", "")
                        .replace(System.lineSeparator(), "")
                        .length();
        text.append(String.format(Locale.ROOT, format, "column", "type", "missing", "first values"));
        for (Column column : columns.subList(0, Math.min(COLUMNS, columns.size()))) {
            text.append(String.format(
                    Locale.ROOT,
                    format,
                    shorten(column.name()),
                    type(column),
                    column.missing(),
                    firstValues(column, room)));
        }
        if (columns.size() > COLUMNS) {
            text.append(String.format(Locale.ROOT, "%n  ... and %,d more columns", columns.size() - COLUMNS));
        }
        return text.toString();
    }

    static String line(Column column) {
        String head = column.name() + ": " + type(column) + ", " + column.size() + " values, " + column.missing()
                + " missing: ";
        return head + firstValues(column, LINE - head.length());
    }

    static String type(Column column) {
        return column instanceof NumericColumn ? "numeric" : "text";
    }

    /** As many as there is room for, at least one. */
    private static String firstValues(Column column, int room) {
        StringJoiner values = new StringJoiner(", ");
        int row = 0;
        while (row < Math.min(VALUES, column.size())) {
            String value = column.isMissing(row) ? "-" : shorten(column.display(row));
            if (row > 0 && values.length() + value.length() + MORE.length() + 2 > room) {
                break;
            }
            values.add(value);
            row++;
        }
        return values + (column.size() > row ? MORE : "");
    }

    private static String shorten(String value) {
        String oneLine = value.replaceAll("\\s+", " ");
        return oneLine.length() <= WIDTH ? oneLine : oneLine.substring(0, WIDTH - 3) + "...";
    }
}
