/*
 * Ported from SciPy 1.17.1, scipy/stats/_ksstats.py (_kolmogn_DMTW), BSD-3-Clause,
 * Copyright (c) 2001-2002 Enthought, Inc. 2003, SciPy Developers. All rights reserved. See NOTICE.
 */
package org.mlopssdk.monitoring.statistic;

/**
 * The law of D<sub>n</sub> by Durbin's matrix, as Marsaglia, Tsang and Wang compute it.
 *
 * <p>Write x = (k - h)/n with k an integer and 0 &lt;= h &lt; 1. Then P(D<sub>n</sub> &lt; x) = n!/n<sup>n</sup> times
 * the middle element of H<sup>n</sup>, where H is a (2k-1) x (2k-1) matrix of reciprocal factorials with corrections
 * in h in its first column and last row. The power is taken by repeated squaring; of the product only the middle row
 * is kept. Powers of 2 are taken out along the way and put back at the end. Costs O(k³ log n), so it is for small nx.
 *
 * <p>Durbin J. (1968): The probability that the sample distribution function lies between two parallel straight lines.
 * Annals of Mathematical Statistics 39, 398-411. Marsaglia G., Tsang W., Wang J. (2003): Evaluating Kolmogorov's
 * distribution. Journal of Statistical Software 8(18).
 */
final class DurbinMatrix {
    private static final int STEP = 128;
    private static final double LARGE = 0x1p128;
    private static final double TINY = 0x1p-128;

    private DurbinMatrix() {}

    /** P(D_n < x) for nx > 1/2 and x < 1. */
    static double cdf(int n, double x) {
        double nx = n * x;
        int k = (int) Math.ceil(nx);
        double[][] power = matrix(2 * k - 1, k - nx);
        double[] row = new double[power.length];
        row[k - 1] = 1;
        int rowExponent = 0;
        int powerExponent = 0;
        for (int bits = n; bits > 0; bits >>= 1) {
            if ((bits & 1) == 1) {
                row = multiply(row, power);
                rowExponent += powerExponent;
                rowExponent += scaleDown(row, row[k - 1]);
            }
            if (bits > 1) {
                power = square(power);
                powerExponent = 2 * powerExponent + scaleDown(power, k - 1);
            }
        }
        return timesFactorialOverPower(row[k - 1], n, rowExponent);
    }

    private static double[][] matrix(int size, double h) {
        double[] reciprocalFactorial = new double[size + 1];
        reciprocalFactorial[0] = 1;
        for (int j = 1; j <= size; j++) {
            reciprocalFactorial[j] = reciprocalFactorial[j - 1] / j;
        }
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 1; j <= Math.min(i + 1, size - 1); j++) {
                matrix[i][j] = reciprocalFactorial[i - j + 1];
            }
        }
        for (int i = 0; i < size; i++) {
            double edge = (1 - Math.pow(h, i + 1)) * reciprocalFactorial[i + 1];
            matrix[i][0] = edge;
            matrix[size - 1][size - 1 - i] = edge;
        }
        double corner = 1 + Math.pow(Math.max(2 * h - 1, 0), size) - 2 * Math.pow(h, size);
        matrix[size - 1][0] = corner * reciprocalFactorial[size];
        return matrix;
    }

    private static double[] multiply(double[] row, double[][] matrix) {
        double[] product = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            double factor = row[i];
            double[] line = matrix[i];
            for (int j = 0; j < line.length; j++) {
                product[j] += factor * line[j];
            }
        }
        return product;
    }

    private static double[][] square(double[][] matrix) {
        double[][] product = new double[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            product[i] = multiply(matrix[i], matrix);
        }
        return product;
    }

    private static int scaleDown(double[][] matrix, int middle) {
        double size = matrix[middle][middle];
        int exponent = 0;
        for (double[] line : matrix) {
            exponent = scaleDown(line, size);
        }
        return exponent;
    }

    private static int scaleDown(double[] line, double size) {
        if (size <= LARGE) {
            return 0;
        }
        for (int j = 0; j < line.length; j++) {
            line[j] *= TINY;
        }
        return STEP;
    }

    private static double timesFactorialOverPower(double value, int n, int exponentOfValue) {
        double p = value;
        int exponent = exponentOfValue;
        for (int i = 1; i <= n; i++) {
            p = i * p / n;
            if (p < TINY) {
                p *= LARGE;
                exponent -= STEP;
            }
        }
        return Math.scalb(p, exponent);
    }
}
