/*
 * Ported from SciPy 1.17.1, scipy/stats/_ksstats.py (_kolmogn_PelzGood), BSD-3-Clause,
 * Copyright (c) 2001-2002 Enthought, Inc. 2003, SciPy Developers. All rights reserved. See NOTICE.
 */
package org.mlopssdk.monitoring.statistic;

/**
 * The law of D<sub>n</sub> for large n and small nx², by the asymptotic series of Pelz and Good.
 *
 * <p>With z = x sqrt(n), P(D<sub>n</sub> &lt;= x) is about K0(z) + K1(z)/n<sup>1/2</sup> + K2(z)/n +
 * K3(z)/n<sup>3/2</sup> (Kolmogorov's limit and the terms of Li-Chien and Korolyuk). Jacobi's theta functions turn
 * each K into a series in q = exp(-pi²/8z²) that converges fast for small z: a sum over odd m of a polynomial in m²
 * times q^(m²), by Horner's rule in q<sup>8k</sup>, and for K2 and K3 a second sum over all k in q<sup>4k²</sup>.
 *
 * <p>Pelz W., Good I. (1976): Approximating the lower tail-areas of the Kolmogorov-Smirnov one-sample statistic.
 * Journal of the Royal Statistical Society, Series B 38(2), 152-156.
 */
final class PelzGood {
    private static final double PI2 = Math.PI * Math.PI;
    private static final double PI4 = PI2 * PI2;
    private static final double PI6 = PI4 * PI2;
    private static final double SQRT_2PI = Math.sqrt(2 * Math.PI);
    private static final double SMALLEST_LOG = -708;

    private PelzGood() {}

    /** P(D_n >= x) for 0 < x < 1. */
    static double survival(long n, double x) {
        double rootN = Math.sqrt((double) n);
        double z = rootN * x;
        double logQ = -PI2 / 8 / (z * z);
        if (logQ < SMALLEST_LOG) {
            return 1;
        }
        int terms = (int) Math.ceil(16 * z / Math.PI);
        double[] k = oddSums(z, Math.exp(logQ), terms);
        addSecondSums(k, z, terms);
        return 1 - k[0] - k[1] / rootN - k[2] / n - k[3] / (n * rootN);
    }

    private static double[] oddSums(double z, double q, int terms) {
        double z2 = z * z;
        double z4 = z2 * z2;
        double z6 = z4 * z2;
        double[] sums = new double[4];
        for (int k = terms; k >= 1; k--) {
            double m2 = (2.0 * k - 1) * (2.0 * k - 1);
            double m4 = m2 * m2;
            double power = Math.pow(q, 8 * k);
            sums[0] = sums[0] * power + 1;
            sums[1] = sums[1] * power - z2 + PI2 / 4 * m2;
            sums[2] = sums[2] * power
                    + (6 * z6 + 2 * z4 + (2 * z4 - 5 * z2) * PI2 / 4 * m2 + PI4 * (1 - 2 * z2) / 16 * m4);
            sums[3] = sums[3] * power
                    + (-30 * z6
                            - 90 * z4 * z4
                            + PI2 * (135 * z4 - 96 * z6) / 4 * m2
                            + PI4 * (-60 * z2 + 212 * z4) / 16 * m4
                            + PI6 * (5 - 30 * z2) / 64 * m4 * m2);
        }
        double scale = q * SQRT_2PI;
        sums[0] *= scale / z;
        sums[1] *= scale / (6 * z4);
        sums[2] *= scale / (72 * z4 * z2 * z);
        sums[3] *= scale / (6480 * z4 * z4 * z2);
        return sums;
    }

    private static void addSecondSums(double[] sums, double z, int terms) {
        double z2 = z * z;
        double q = Math.exp(-PI2 / 2 / z2);
        double second = 0;
        double third = 0;
        for (int k = terms; k >= 1; k--) {
            double k2 = (double) k * k;
            double weight = k2 * Math.pow(q, k2);
            second += weight;
            third += (3 * z2 - PI2 * k2) * weight;
        }
        sums[2] -= second * PI2 * SQRT_2PI / (36 * z2 * z);
        sums[3] += third * PI2 * SQRT_2PI / (216 * z2 * z2 * z2);
    }
}
