package org.mlopssdk.monitoring.multivariate;

import java.util.Arrays;

/**
 * Random Fourier features (Rahimi and Recht 2007): each row x becomes cos(w x) and sin(w x) for D random frequencies w, all
 * divided by the root of D. The product of the features of two rows is close to the Gaussian kernel {@code exp(-|x -
 * y|^2 / (2 h^2))} of bandwidth h, and that of a row with itself is 1.
 */
final class FourierFeatures {
    /** By column, then by frequency, so that the angles of a row grow side by side. */
    private final double[][] frequencies;

    private final int count;
    private final double scale;

    private FourierFeatures(double[][] frequencies, int count) {
        this.frequencies = frequencies;
        this.count = count;
        this.scale = 1 / Math.sqrt(count);
    }

    /** Frequencies drawn one after the other, each column by column. */
    static FourierFeatures draw(RandomNumbers random, int count, int columns, double bandwidth) {
        double[][] frequencies = new double[columns][count];
        for (int f = 0; f < count; f++) {
            for (int column = 0; column < columns; column++) {
                frequencies[column][f] = random.gaussian() / bandwidth;
            }
        }
        return new FourierFeatures(frequencies, count);
    }

    /** The number of features: a cosine and a sine for each frequency. */
    int size() {
        return 2 * count;
    }

    /** The sum of the features of rows. */
    double[] sum(Standardiser rows, int from, int to) {
        double[] sum = new double[size()];
        double[] row = new double[frequencies.length];
        double[] angles = new double[count];
        for (int i = from; i < to; i++) {
            rows.row(i, row);
            Arrays.fill(angles, 0);
            for (int column = 0; column < row.length; column++) {
                addMultiple(angles, frequencies[column], row[column]);
            }
            for (int f = 0; f < count; f++) {
                sum[2 * f] += scale * Math.cos(angles[f]);
                sum[2 * f + 1] += scale * Math.sin(angles[f]);
            }
        }
        return sum;
    }

    private static void addMultiple(double[] to, double[] values, double factor) {
        for (int i = 0; i < to.length; i++) {
            to[i] += values[i] * factor;
        }
    }
}
