package org.mlopssdk.monitoring.drift;

import java.util.function.LongPredicate;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * How many rows a verdict needs. An effect at its threshold t is significant at a level a once the effective size N = nm/(n+m) of
 * a reference of n and a window of m rows reaches
 *
 * <ul>
 *   <li>Kolmogorov-Smirnov: ln(2/a) / 2t², by Massart (1990), P(D >= t) <= 2 exp(-2Nt²);
 *   <li>chi-square of the categories, PSI being about chi-square / N (Yurdakul and Naranjo 2020): q / t, with q the upper a-quantile of
 *       chi-square with one degree of freedom less than there are categories;
 *   <li>chi-square of the missing shares, whose statistic is N t² / v with v the variance of the pooled share: q v / t², v the largest
 *       possible between the reference's share and one that is t away.
 * </ul>
 *
 * <p>and the window needs m = N n / (n - N). Where n is not above N, no window is large enough. An effect above its threshold needs fewer.
 */
final class RowsNeeded {
    /** No window is large enough. */
    static final long NEVER = Long.MAX_VALUE;

    private static final long MOST = 1L << 50;

    private RowsNeeded() {}

    /** The effective size for a Kolmogorov-Smirnov statistic. */
    static double forKs(double threshold, double level) {
        return Math.log(2 / level) / (2 * threshold * threshold);
    }

    /** The effective size for a population stability index over some categories. */
    static double forPsi(double threshold, double level, int categories) {
        return quantile(Math.max(1, categories - 1), level) / threshold;
    }

    /** The effective size for a share that was another in the reference. */
    static double forShare(double threshold, double level, double share) {
        double least = Math.max(0, share - threshold);
        double most = Math.min(1, share + threshold);
        double widest = Math.max(least, Math.min(most, 0.5));
        return quantile(1, level) * widest * (1 - widest) / (threshold * threshold);
    }

    private static double quantile(int degrees, double level) {
        return ChiSquaredDistribution.of(degrees).inverseSurvivalProbability(level);
    }

    /** How large the window is that reaches an effective size against a reference of n. */
    static long ofWindow(double effective, long n) {
        double whole = (double) ofReference(effective);
        return n > whole ? (long) Math.ceil(whole * n / (n - whole)) : NEVER;
    }

    /** The size that a reference has to exceed, so that a large window reaches an effective size. */
    static long ofReference(double effective) {
        return (long) Math.floor(effective)
                + 1; // strictly significant, and whole, as the size is rounded for its p-value
    }

    /** The smallest size from which on a condition holds, which holds for all larger ones too. */
    static long smallest(LongPredicate enough) {
        if (!enough.test(MOST)) {
            return NEVER;
        }
        long below = 0;
        long above = MOST;
        while (above - below > 1) {
            long middle = (below + above) >>> 1;
            if (enough.test(middle)) {
                above = middle;
            } else {
                below = middle;
            }
        }
        return above;
    }
}
