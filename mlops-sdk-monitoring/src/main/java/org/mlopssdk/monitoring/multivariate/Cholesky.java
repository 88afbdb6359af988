package org.mlopssdk.monitoring.multivariate;

/** Solves linear equations whose matrix is symmetric and positive definite. */
final class Cholesky {
    private final double[][] factor;

    /** Factors a matrix in place; only its lower triangle is read. */
    Cholesky(double[][] matrix) {
        this.factor = matrix;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < i; j++) {
                factor[i][j] = (factor[i][j] - product(factor[i], factor[j], j)) / factor[j][j];
            }
            // Rounding may leave nothing of a pivot that is positive; a tiny one makes a long step, which is then cut.
            double pivot = factor[i][i] - product(factor[i], factor[i], i);
            factor[i][i] = Math.sqrt(Math.max(pivot, 1e-14));
        }
    }

    private static double product(double[] a, double[] b, int length) {
        double sum = 0;
        for (int k = 0; k < length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    double[] solve(double[] right) {
        double[] x = right.clone();
        for (int i = 0; i < x.length; i++) {
            x[i] = (x[i] - product(factor[i], x, i)) / factor[i][i];
        }
        for (int i = x.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < x.length; k++) {
                x[i] -= factor[k][i] * x[k];
            }
            x[i] /= factor[i][i];
        }
        return x;
    }
}
