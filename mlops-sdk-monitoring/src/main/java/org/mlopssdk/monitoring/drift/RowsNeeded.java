package org.mlopssdk.monitoring.drift;

import java.util.Arrays;
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
 *
 * <p>Categories of which a small window has none, or one too many, raise the index of windows without drift too, and the chi-square test, which takes
 * rare categories together, calls that chance. So a window needs as many rows as it takes until chance alone brings about half the threshold of the
 * index at most.
 */
final class RowsNeeded {
    /** No window is large enough. */
    static final long NEVER = Long.MAX_VALUE;

    private static final long MOST = 1L << 50;

    /** The share that stands in for an empty one in the index. */
    private static final double EPSILON = 1e-4;

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

    /** The largest index that chance alone may bring about on average, so that one at its threshold tells something. */
    static double mostByChance(double threshold) {
        return threshold / 2;
    }

    /**
     * About the mean index of windows without drift: 1/n + 1/m for each category but one, and what epsilon adds for those of which a window has no row.
     */
    static double indexByChance(long[] reference, long window) {
        double n = Arrays.stream(reference).sum();
        double index = 0;
        for (long count : reference) {
            double share = count / n;
            double none = Math.exp(window * Math.log1p(-share));
            double replaced = count == 0 ? 0 : (share - EPSILON) * Math.log(share / EPSILON);
            index += none * replaced + (1 - share) * (count == 0 ? 0 : (1 - none) / window + 1 / n);
        }
        return index;
    }

    /** The smallest size of those from the first on for which a condition holds, which holds for all larger ones too. */
    static long smallest(long first, LongPredicate enough) {
        if (!enough.test(MOST)) {
            return NEVER;
        }
        long below = first - 1;
        long above = first;
        while (!enough.test(above)) {
            below = above;
            above *= 2;
        }
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
