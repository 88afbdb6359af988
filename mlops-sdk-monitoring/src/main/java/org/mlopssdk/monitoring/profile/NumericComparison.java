package org.mlopssdk.monitoring.profile;

import org.jspecify.annotations.Nullable;
import org.mlopssdk.monitoring.statistic.PsiResult;

/**
 * A numeric feature in a window against its reference. The statistics are of the values that are present.
 *
 * @param feature the name of the feature
 * @param missing its missing values
 * @param ks the Kolmogorov-Smirnov test, or null where a side has no values
 * @param psi the population stability index over the bins of the profile, or null where a side has no values;
 *     {@linkplain PsiResult#isBlind() blind} where the reference has a single bin
 * @param below how many values of the window lie below the smallest of the reference
 * @param above how many lie above the largest
 * @since 0.1.0
 */
public record NumericComparison(
        String feature,
        MissingValues missing,
        @Nullable KsBounds ks,
        @Nullable PsiResult psi,
        long below,
        long above) implements FeatureComparison {

    /**
     * The share of the window's values that lie outside the range of the reference.
     *
     * @return the share, in [0, 1]; 0 where a side has no values
     */
    public double outOfRangeShare() {
        long values = missing.currentValues();
        return values == 0 ? 0 : (double) (below + above) / values;
    }
}
