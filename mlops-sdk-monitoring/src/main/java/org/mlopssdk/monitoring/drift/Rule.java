package org.mlopssdk.monitoring.drift;

import org.jspecify.annotations.Nullable;

/**
 * What one feature is judged by: the policy for all features, with what it says about this one.
 *
 * @param ksAtLeast from which Kolmogorov-Smirnov statistic on a difference matters, if it is numeric
 * @param psiAtLeast from which population stability index on a difference matters, if it is text
 * @param missingChangeAtLeast from which change of the share of missing values on it matters
 * @param minimumRows how many values, or rows, both sides need
 * @param weight how much it matters beside other features
 * @param exemption why it has no part in the verdict, or null if it has
 * @since 0.1.0
 */
public record Rule(
        double ksAtLeast,
        double psiAtLeast,
        double missingChangeAtLeast,
        long minimumRows,
        double weight,
        @Nullable Exemption exemption) {
    /** Whether nothing drifts by this that would not drift by the other. */
    boolean isNoStricterThan(Rule other) {
        return ksAtLeast >= other.ksAtLeast
                && psiAtLeast >= other.psiAtLeast
                && missingChangeAtLeast >= other.missingChangeAtLeast
                && minimumRows >= other.minimumRows;
    }

    /**
     * The thresholds, and the exemption on lines of its own.
     *
     * @return for example {@code KS >= 0.1, PSI >= 0.2, missing share +/- 0.05, rows >= 100}
     */
    @Override
    public String toString() {
        String told = new FeaturePolicy(
                        ksAtLeast, psiAtLeast, missingChangeAtLeast, minimumRows, weight == 1 ? null : weight, null)
                .told();
        return told + (exemption == null ? "" : System.lineSeparator() + Lines.wrapped("  " + exemption.told(), 2));
    }
}
