package org.mlopssdk.monitoring.table;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table as it prints: one line for each column, so that wide tables stay readable. */
final class TableHead {
    private static final int VALUES = 5;
    private static final int COLUMNS = 50;
    private static final int WIDTH = 24;

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
        text.append(String.format(Locale.ROOT, format, "column", "type", "missing", "first values"));
        for (Column column : columns.subList(0, Math.min(COLUMNS, columns.size()))) {
            text.append(String.format(
                    Locale.ROOT, format, shorten(column.name()), type(column), column.missing(), firstValues(column)));
        }
        if (columns.size() > COLUMNS) {
            text.append(String.format(Locale.ROOT, "%n  ... and %,d more columns", columns.size() - COLUMNS));
        }
        return text.toString();
    }

    static String line(Column column) {
        return column.name() + ": " + type(column) + ", " + column.size() + " values, " + column.missing()
                + " missing: " + firstValues(column);
    }

    static String type(Column column) {
        return column instanceof NumericColumn ? "numeric" : "text";
    }

    private static String firstValues(Column column) {
        return IntStream.range(0, Math.min(VALUES, column.size()))
                        .mapToObj(row -> column.isMissing(row) ? "-" : shorten(column.display(row)))
                        .collect(Collectors.joining(", "))
                + (column.size() > VALUES ? ", ..." : "");
    }

    private static String shorten(String value) {
        String oneLine = value.replaceAll("\\s+", " ");
        return oneLine.length() <= WIDTH ? oneLine : oneLine.substring(0, WIDTH - 3) + "...";
    }
}
