package org.mlopssdk.monitoring.multivariate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.monitoring.table.Column;
import org.mlopssdk.monitoring.table.NumericColumn;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.monitoring.table.TextColumn;

/**
 * Two tables as columns of numbers: the rows of the reference, then those of the current one. {@code NaN} where a number
 * is missing or infinite. It depends on the rows, not on which table they are from, as permutation tests need.
 */
final class Encoding {
    private final Table reference;
    private final Table current;
    private final int rows;
    private final List<Term> terms = new ArrayList<>();
    private final List<double[]> columns = new ArrayList<>();

    private Encoding(Table reference, Table current) {
        this.reference = reference;
        this.current = current;
        this.rows = Math.addExact(reference.rows(), current.rows());
    }

    static Encoding of(Table reference, Table current, int maxCategories) {
        requireRows("reference", reference);
        requireRows("current", current);
        if (!new HashSet<>(reference.names()).equals(new HashSet<>(current.names()))) {
            throw new IllegalArgumentException("Both tables must have the same columns; "
                    + Stream.of(only("reference", reference, current), only("current one", current, reference))
                            .filter(told -> !told.isEmpty())
                            .collect(Collectors.joining(", "))
                    + ". Take what both have by select(...) or without(...).");
        }
        Encoding encoding = new Encoding(reference, current);
        for (String name : reference.names()) {
            if (encoding.isText(name)) {
                encoding.addCategories(name, maxCategories);
            } else {
                encoding.addNumbers(name);
            }
        }
        return encoding;
    }

    private static String only(String which, Table table, Table other) {
        List<String> names = new ArrayList<>(table.names());
        names.removeAll(other.names());
        return names.isEmpty() ? "" : "only the " + which + " has " + String.join(", ", names);
    }

    private static void requireRows(String name, Table table) {
        if (table.rows() < 2) {
            throw new IllegalArgumentException("The " + name + " table has " + table.rows()
                    + " rows; a comparison needs at least two on each side.");
        }
    }

    /** A column in which everything is missing has whatever type the other one has. */
    private boolean isText(String name) {
        Column first = reference.column(name);
        Column second = current.column(name);
        boolean firstEmpty = first.missing() == first.size();
        boolean secondEmpty = second.missing() == second.size();
        if (!firstEmpty && !secondEmpty && first instanceof TextColumn != second instanceof TextColumn) {
            throw new IllegalArgumentException("The column '" + name + "' is text in one table and numeric in the"
                    + " other; read both with the same types.");
        }
        return (firstEmpty ? second : first) instanceof TextColumn;
    }

    private void addNumbers(String name) {
        double[] values = new double[rows];
        Arrays.fill(values, Double.NaN);
        copy(reference.column(name), values, 0);
        copy(current.column(name), values, reference.rows());
        terms.add(new Term(name, name));
        columns.add(Arrays.stream(values)
                .map(value -> Double.isFinite(value) ? value : Double.NaN)
                .toArray());
        addIndicator(name, "is missing", row -> Double.isNaN(values[row]));
        addIndicator(name, "is infinite", row -> values[row] == Double.POSITIVE_INFINITY);
        addIndicator(name, "is minus infinite", row -> values[row] == Double.NEGATIVE_INFINITY);
    }

    private static void copy(Column column, double[] values, int offset) {
        if (column instanceof NumericColumn numbers) {
            System.arraycopy(numbers.values(), 0, values, offset, numbers.size());
        }
    }

    private void addCategories(String name, int maxCategories) {
        @Nullable String[] values = new String[rows];
        copy(reference.column(name), values, 0);
        copy(current.column(name), values, reference.rows());
        Map<String, Integer> counts = new HashMap<>();
        for (String value : values) {
            if (value != null) {
                counts.merge(value, 1, Integer::sum);
            }
        }
        List<String> categories = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        List<String> own = categories.subList(0, Math.min(maxCategories, categories.size()));
        for (String category : own) {
            addIndicator(name, "= " + category, row -> category.equals(values[row]));
        }
        Set<String> others = new HashSet<>(categories.subList(own.size(), categories.size()));
        addIndicator(name, "is another category", row -> values[row] != null && others.contains(values[row]));
        addIndicator(name, "is missing", row -> values[row] == null);
    }

    private static void copy(Column column, @Nullable String[] values, int offset) {
        if (column instanceof TextColumn texts) {
            for (int row = 0; row < texts.size(); row++) {
                values[offset + row] = texts.get(row).orElse(null);
            }
        }
    }

    /** A condition that never holds is left out. */
    private void addIndicator(String feature, String condition, IntPredicate holds) {
        double[] indicator = new double[rows];
        boolean occurs = false;
        for (int row = 0; row < rows; row++) {
            indicator[row] = holds.test(row) ? 1 : 0;
            occurs |= indicator[row] == 1;
        }
        if (occurs) {
            terms.add(new Term(feature, feature + " " + condition));
            columns.add(indicator);
        }
    }

    int rows() {
        return rows;
    }

    int referenceRows() {
        return reference.rows();
    }

    int currentRows() {
        return current.rows();
    }

    List<Term> terms() {
        return terms;
    }

    /** The columns, one array for each term. */
    List<double[]> columns() {
        return columns;
    }
}
