package org.mlopssdk.monitoring.multivariate;

import java.util.List;

/**
 * Brings columns to mean 0 and deviation 1 (of all rows, not of a sample) over the rows it was fitted to. {@code NaN}
 * counts as the mean, and a column that is constant in those rows as 0.
 */
final class Standardiser {
    /** Beyond what any row that was fitted to can have; keeps what unseen rows may hold finite. */
    private static final double FARTHEST = 1e9;

    private final List<double[]> columns;
    private final double[] scales;
    private final double[] means;
    private final double[] deviations;

    Standardiser(List<double[]> columns, int[] rows) {
        this.columns = columns;
        this.scales = new double[columns.size()];
        this.means = new double[columns.size()];
        this.deviations = new double[columns.size()];
        for (int column = 0; column < scales.length; column++) {
            fit(column, rows);
        }
    }

    /** Values are divided by the largest first, so that squares neither overflow nor vanish. */
    private void fit(int column, int[] rows) {
        double[] values = columns.get(column);
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        int present = 0;
        for (int row : rows) {
            if (!Double.isNaN(values[row])) {
                lowest = Math.min(lowest, values[row]);
                highest = Math.max(highest, values[row]);
                present++;
            }
        }
        if (!(lowest < highest)) {
            return;
        }
        double scale = Math.max(Math.abs(lowest), Math.abs(highest));
        double sum = 0;
        for (int row : rows) {
            sum += Double.isNaN(values[row]) ? 0 : values[row] / scale;
        }
        double mean = sum / present;
        double squares = 0;
        for (int row : rows) {
            double distance = Double.isNaN(values[row]) ? 0 : values[row] / scale - mean;
            squares += distance * distance;
        }
        scales[column] = scale;
        means[column] = mean;
        deviations[column] = Math.sqrt(squares / present);
    }

    /** The standardised values of a row, one for each column. */
    void row(int row, double[] into) {
        for (int column = 0; column < into.length; column++) {
            double value = columns.get(column)[row];
            if (Double.isNaN(value) || deviations[column] == 0) {
                into[column] = 0;
            } else {
                double standard = (value / scales[column] - means[column]) / deviations[column];
                into[column] = Math.max(-FARTHEST, Math.min(FARTHEST, standard));
            }
        }
    }

    /** The standardised values of some rows. */
    double[][] rows(int[] rows) {
        double[][] matrix = new double[rows.length][columns.size()];
        for (int i = 0; i < rows.length; i++) {
            row(rows[i], matrix[i]);
        }
        return matrix;
    }
}
