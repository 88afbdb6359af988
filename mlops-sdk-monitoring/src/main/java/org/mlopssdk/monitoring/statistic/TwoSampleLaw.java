package org.mlopssdk.monitoring.statistic;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The laws of the two-sample Kolmogorov-Smirnov statistics for samples of n and m values: the share above d. */
final class TwoSampleLaw {
    private static final double AFFORDABLE = 1e8;
    private static final double LARGEST = 1e12;
    private static final double ROUNDINGS = 0x1p-50;

    private TwoSampleLaw() {}

    /** Whether the exact law takes no more than about a tenth of a second. */
    private static boolean isAffordable(long n, long m) {
        return (double) n * (double) m <= AFFORDABLE;
    }

    /** The method that gives the p-value, where one was asked for or none. */
    static PValueMethod method(@Nullable PValueMethod asked, long n, long m, boolean tied) {
        PValueMethod method =
                asked != null ? asked : isAffordable(n, m) ? PValueMethod.CONDITIONAL : PValueMethod.ASYMPTOTIC;
        if (method == PValueMethod.EXACT || method == PValueMethod.CONDITIONAL) {
            requireCountable(n, m);
        }
        return method == PValueMethod.CONDITIONAL && !tied ? PValueMethod.EXACT : method;
    }

    private static void requireCountable(long n, long m) {
        if ((double) n * (double) m > LARGEST || (double) n + m > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("The exact p-value of " + n + " against " + m
                    + " values would take too long: n*m may be at most 1e12; ask for PValueMethod.ASYMPTOTIC.");
        }
    }

    static double exact(long distance, long n, long m, Alternative alternative, @Nullable BitSet groupEnds) {
        return LatticePaths.survival((int) n, (int) m, distance, alternative, groupEnds);
    }

    /** The smallest whole number that is not below d*n*m, but for the roundings with which d may have been found. */
    static long distance(double d, long n, long m) {
        double product = (double) n * m;
        return (long) Math.ceil(d * product - product * ROUNDINGS);
    }

    /**
     * As SciPy's {@code ks_2samp(..., method='asymp')}: two-sided the law of one sample of the effective size; one-sided
     * Hodges (1958), equation 5.3.
     */
    static double asymptotic(double d, long n, long m, Alternative alternative) {
        // In SciPy's order of operations: the larger factor first, in doubles, then half to even.
        double larger = (double) Math.max(n, m);
        double smaller = (double) Math.min(n, m);
        double effective = larger * smaller / (larger + smaller);
        if (alternative == Alternative.TWO_SIDED) {
            double rounded = Math.rint(effective);
            return rounded == 0 ? 1 : KolmogorovLaw.survival((long) rounded, d);
        }
        double z = Math.sqrt(effective) * d;
        double correction = 2 * z * (larger + 2 * smaller) / Math.sqrt(larger * smaller * (larger + smaller)) / 3;
        return Math.exp(-2 * z * z - correction);
    }

    static double limit(double d, long n, long m, Alternative alternative) {
        double effective = (double) n / ((double) n + m) * m;
        return KolmogorovLimit.survival(Math.sqrt(effective) * d, alternative);
    }
}
