/*
 * The choice of methods, Ruben-Gambino, Durbin-Marsaglia-Tsang-Wang, Pomeranz and Pelz-Good are ported from
 * SciPy 1.17.1, scipy/stats/_ksstats.py, BSD-3-Clause,
 * Copyright (c) 2001-2002 Enthought, Inc. 2003, SciPy Developers. All rights reserved. See NOTICE.
 */
package org.mlopssdk.monitoring.statistic;

/**
 * The law of the two-sided one-sample Kolmogorov-Smirnov statistic D<sub>n</sub> for finite n.
 *
 * <p>No single formula is both accurate and affordable everywhere, so Simard and L'Ecuyer (2011) cut the plane of (n,
 * x) into regions and name the best method for each. SciPy's {@code kstwo} follows them with small changes, and so
 * does this class, so that the two agree to rounding:
 *
 * <ul>
 *   <li>nx &lt;= 1 and nx &gt;= n - 1: closed forms of Ruben and Gambino (1982).
 *   <li>x &gt;= 1/2: the two one-sided events exclude each other, so the tail is exactly twice {@link SmirnovLaw}; far
 *       enough out in the tail this also holds, to rounding, for smaller x (Miller 1956): nx² &gt; 4 for n &lt;= 140,
 *       nx² &gt;= 2.2 above.
 *   <li>n &lt;= 140 otherwise: {@link DurbinMatrix} for nx² &lt;= 0.754693, {@link PomeranzRecursion} up to 4. Both add
 *       positive terms only.
 *   <li>n &gt; 140 otherwise: {@link DurbinMatrix} while its matrix is small (n &lt;= 100000 and nx<sup>3/2</sup> &lt;=
 *       1.4), else {@link PelzGood}, the asymptotic series.
 *   <li>nx² &gt;= 370 for n &gt; 140 and x &lt; 1/2: the tail is below 1e-321 and given as 0.
 * </ul>
 *
 * <p>Where the survival function is had as 1 - cdf, it is at least about 6e-4, so no relative accuracy to speak of is
 * lost.
 *
 * <p>Simard R., L'Ecuyer P. (2011): Computing the Two-Sided Kolmogorov-Smirnov Distribution. Journal of Statistical
 * Software 39(11). Ruben H., Gambino J. (1982): The exact distribution of Kolmogorov's statistic D<sub>n</sub> for
 * n &lt;= 10. Annals of the Institute of Statistical Mathematics 34, 167-173.
 */
final class KolmogorovLaw {
    private static final int SMALL = 140;

    private KolmogorovLaw() {}

    /** P(D_n >= x) for n >= 1. */
    static double survival(long n, double x) {
        double t = n * x;
        if (x >= 1) {
            return 0;
        }
        if (t <= 0.5) {
            return 1;
        }
        if (t <= 1) {
            return clip(1 - cdfNearMinimum(n, t));
        }
        if (t >= n - 1) {
            return clip(2 * Math.pow(1 - x, (double) n));
        }
        if (x >= 0.5) {
            return clip(2 * SmirnovLaw.survival(n, x));
        }
        return clip(n <= SMALL ? survivalOfSmall((int) n, x, t * x) : survivalOfLarge(n, x, t * x));
    }

    private static double survivalOfSmall(int n, double x, double nxx) {
        if (nxx <= 0.754693) {
            return 1 - DurbinMatrix.cdf(n, x);
        }
        return nxx <= 4 ? 1 - PomeranzRecursion.cdf(n, x) : 2 * SmirnovLaw.survival(n, x);
    }

    private static double survivalOfLarge(long n, double x, double nxx) {
        if (nxx >= 370) {
            return 0;
        }
        if (nxx >= 2.2) {
            return 2 * SmirnovLaw.survival(n, x);
        }
        boolean smallMatrix = n <= 100_000 && n * Math.pow(x, 1.5) <= 1.4;
        return smallMatrix ? 1 - DurbinMatrix.cdf((int) n, x) : PelzGood.survival(n, x);
    }

    /** Ruben-Gambino for 1/2 <= t = nx <= 1: n!/n^n * (2t - 1)^n. */
    private static double cdfNearMinimum(long n, double t) {
        if (n > SMALL) {
            return Math.exp(logFactorialOverPower((double) n) + n * Math.log(2 * t - 1));
        }
        double product = 1;
        for (int i = 1; i <= n; i++) {
            product *= i * (1.0 / n) * (2 * t - 1);
        }
        return product;
    }

    /** log(n! / n^n) by Stirling, with n log n taken out before it can cancel. */
    private static double logFactorialOverPower(double n) {
        return Stirling.error(n) + 0.5 * Math.log(2 * Math.PI * n) - n;
    }

    private static double clip(double probability) {
        return Math.min(1, Math.max(0, probability));
    }
}
