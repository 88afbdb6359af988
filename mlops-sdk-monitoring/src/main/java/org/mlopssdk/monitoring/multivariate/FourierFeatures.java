package org.mlopssdk.monitoring.multivariate;

/**
 * Random Fourier features (Rahimi and Recht 2007): each row x becomes cos(w x) and sin(w x) for D random frequencies w, all
 * divided by the root of D. The product of the features of two rows is close to the Gaussian kernel {@code exp(-|x -
 * y|^2 / (2 h^2))} of bandwidth h, and that of a row with itself is 1.
 */
final class FourierFeatures {
    private final double[][] frequencies;
    private final double scale;

    private FourierFeatures(double[][] frequencies) {
        this.frequencies = frequencies;
        this.scale = 1 / Math.sqrt(frequencies.length);
    }

    /** Frequencies drawn one after the other, each column by column. */
    static FourierFeatures draw(RandomNumbers random, int count, int columns, double bandwidth) {
        double[][] frequencies = new double[count][columns];
        for (double[] frequency : frequencies) {
            for (int column = 0; column < columns; column++) {
                frequency[column] = random.gaussian() / bandwidth;
            }
        }
        return new FourierFeatures(frequencies);
    }

    /** The number of features: a cosine and a sine for each frequency. */
    int size() {
        return 2 * frequencies.length;
    }

    /** Adds the features of a row to a sum. */
    void addTo(double[] sum, double[] row) {
        for (int f = 0; f < frequencies.length; f++) {
            double[] frequency = frequencies[f];
            double angle = 0;
            for (int column = 0; column < row.length; column++) {
                angle += frequency[column] * row[column];
            }
            sum[2 * f] += scale * Math.cos(angle);
            sum[2 * f + 1] += scale * Math.sin(angle);
        }
    }
}
