package org.mlopssdk.examples;

import java.util.List;
import org.mlopssdk.monitoring.table.NumericColumn;
import org.mlopssdk.monitoring.table.Table;

/** Rows of a table as a model takes them: the features as an array each, the label beside them. Immutable, as far as arrays go. */
public final class LabelledRows {

    private final Table features;
    private final double[][] rows;
    private final boolean[] labels;

    private LabelledRows(Table features, double[][] rows, boolean[] labels) {
        this.features = features;
        this.rows = rows;
        this.labels = labels;
    }

    static LabelledRows of(Table table, String label) {
        Table features = table.without(label);
        List<NumericColumn> columns =
                features.names().stream().map(features::numeric).toList();
        double[][] rows = new double[table.rows()][];
        boolean[] labels = new boolean[table.rows()];
        for (int row = 0; row < rows.length; row++) {
            int at = row;
            rows[row] = columns.stream().mapToDouble(column -> column.get(at)).toArray();
            labels[row] = table.numeric(label).get(row) == 1;
        }
        return new LabelledRows(features, rows, labels);
    }

    /**
     * The columns without the label.
     *
     * @return the features
     */
    public Table features() {
        return features;
    }

    /**
     * How many rows there are.
     *
     * @return the number of rows
     */
    public int size() {
        return rows.length;
    }

    /**
     * The features of a row.
     *
     * @param row the row, from 0
     * @return a value for each feature; NaN is missing
     */
    public double[] row(int row) {
        return rows[row];
    }

    /**
     * The label of a row.
     *
     * @param row the row, from 0
     * @return true for 1
     */
    public boolean label(int row) {
        return labels[row];
    }
}
