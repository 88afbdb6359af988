package org.mlopssdk.monitoring.statistic;

import org.jspecify.annotations.Nullable;

/** The laws of the one-sample Kolmogorov-Smirnov statistics for a sample of n values: the share above d. */
final class OneSampleLaw {
    private static final long LARGEST_TWO_SIDED = 140;
    private static final long LARGEST_ONE_SIDED = 1_000_000;

    private OneSampleLaw() {}

    /**
     * The method that gives the p-value, where one was asked for or none. Up to the largest n the finite law is exact,
     * to rounding; beyond, it joins series that are good to about six digits.
     */
    static PValueMethod method(@Nullable PValueMethod asked, long n, Alternative alternative) {
        long largest = alternative == Alternative.TWO_SIDED ? LARGEST_TWO_SIDED : LARGEST_ONE_SIDED;
        if (asked == null) {
            return n <= largest ? PValueMethod.EXACT : PValueMethod.ASYMPTOTIC;
        }
        if (asked != PValueMethod.EXACT && asked != PValueMethod.CONDITIONAL) {
            return asked;
        }
        if (n > largest) {
            throw new IllegalArgumentException("The exact " + alternative + " p-value of one sample is had for n up to "
                    + largest + ", and n is " + n + "; ask for PValueMethod.ASYMPTOTIC.");
        }
        return PValueMethod.EXACT;
    }

    static double finite(double d, long n, Alternative alternative) {
        if (alternative == Alternative.TWO_SIDED) {
            return KolmogorovLaw.survival(n, d);
        }
        if (d <= 0 || d >= 1) {
            return d <= 0 ? 1 : 0;
        }
        return n == 1 ? 1 - d : Math.min(1, SmirnovLaw.survival(n, d));
    }

    static double limit(double d, long n, Alternative alternative) {
        return KolmogorovLimit.survival(Math.sqrt((double) n) * d, alternative);
    }
}
