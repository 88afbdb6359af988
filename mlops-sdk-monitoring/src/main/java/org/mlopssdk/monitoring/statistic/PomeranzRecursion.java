/*
 * Ported from SciPy 1.17.1, scipy/stats/_ksstats.py (_kolmogn_Pomeranz), BSD-3-Clause,
 * Copyright (c) 2001-2002 Enthought, Inc. 2003, SciPy Developers. All rights reserved. See NOTICE.
 */
package org.mlopssdk.monitoring.statistic;

/**
 * The law of D<sub>n</sub> by the recursion of Pomeranz.
 *
 * <p>An empirical distribution function stays between two lines parallel to the diagonal. Cut the unit interval where
 * the lines cross multiples of 1/n: 2n + 1 pieces, of at most three different lengths. Row i of the recursion holds,
 * for each number of observations allowed at the end of piece i, the probability (of a Poisson process, up to a
 * constant) to have got there inside the lines; each row is the convolution of the one before with the Poisson terms
 * of the piece's length. Only a short stretch of each row, {@code first .. last}, is not zero. The last row times n!
 * is P(D<sub>n</sub> &lt; x).
 *
 * <p>Pomeranz J. (1974): Exact cumulative distribution of the Kolmogorov-Smirnov statistic for small samples (Algorithm
 * 487). Communications of the ACM 17(12), 703-704.
 */
final class PomeranzRecursion {
    private static final int STEP = 128;
    private static final double LARGE = 0x1p128;
    private static final double TINY = 0x1p-128;

    private final int n;
    private final int whole;
    private final int ceiling;
    private final int round;
    private final double[] outer;
    private final double[] even;
    private final double[] odd;

    private PomeranzRecursion(int n, double x) {
        this.n = n;
        double t = n * x;
        whole = (int) Math.floor(t);
        double fraction = t - whole;
        double g = Math.min(fraction, 1 - fraction);
        ceiling = fraction > 0 ? 1 : 0;
        round = fraction > 0.5 ? 1 : 0;
        int terms = 2 * (whole + 1);
        outer = poissonTerms(g / n, terms);
        odd = poissonTerms(2 * g / n, terms);
        even = poissonTerms((1 - 2 * g) / n, terms);
    }

    /** P(D_n < x) for 1 < nx < n. */
    static double cdf(int n, double x) {
        return new PomeranzRecursion(n, x).cdf();
    }

    private static double[] poissonTerms(double mean, int count) {
        double[] terms = new double[count];
        terms[0] = 1;
        for (int k = 1; k < count; k++) {
            terms[k] = terms[k - 1] * mean / k;
        }
        return terms;
    }

    private double cdf() {
        double[] row = new double[n + 1];
        row[0] = 1;
        int exponent = 0;
        int first = 0;
        int last = 0;
        for (int i = 1; i <= 2 * n + 1; i++) {
            int newFirst = first(i);
            int newLast = last(i);
            double[] next = convolve(row, first, last, newFirst, newLast, terms(i));
            exponent += scaleUp(next, newFirst, newLast);
            row = next;
            first = newFirst;
            last = newLast;
        }
        return timesFactorial(row[n], exponent);
    }

    private double[] terms(int i) {
        if (i == 1 || i == 2 * n + 1) {
            return outer;
        }
        return i % 2 == 1 ? odd : even;
    }

    private int first(int i) {
        int half = (i + 1) / 2;
        int first;
        if (i % 2 == 0) {
            first = half - whole;
        } else {
            first = half == n + 1 ? n - whole - ceiling + 1 : half - whole - round;
        }
        return Math.max(first, 0);
    }

    private int last(int i) {
        int half = (i + 1) / 2;
        int last;
        if (i % 2 == 0) {
            last = half + whole + round - 1;
        } else {
            last = half == n + 1 ? n + whole + ceiling - 1 : half + whole + ceiling - 2;
        }
        return Math.min(last, n);
    }

    private static double[] convolve(double[] row, int first, int last, int newFirst, int newLast, double[] terms) {
        double[] next = new double[row.length];
        for (int j = newFirst; j <= newLast; j++) {
            double sum = 0;
            for (int k = Math.max(first, j - terms.length + 1); k <= Math.min(last, j); k++) {
                sum += row[k] * terms[j - k];
            }
            next[j] = sum;
        }
        return next;
    }

    private static int scaleUp(double[] row, int first, int last) {
        double largest = 0;
        for (int j = first; j <= last; j++) {
            largest = Math.max(largest, row[j]);
        }
        if (largest == 0 || largest >= TINY) {
            return 0;
        }
        for (int j = first; j <= last; j++) {
            row[j] *= LARGE;
        }
        return -STEP;
    }

    private double timesFactorial(double value, int exponentOfValue) {
        double p = value;
        int exponent = exponentOfValue;
        for (int k = 1; k <= n; k++) {
            if (p > LARGE) {
                p *= TINY;
                exponent += STEP;
            }
            p *= k;
        }
        return Math.scalb(p, exponent);
    }
}
