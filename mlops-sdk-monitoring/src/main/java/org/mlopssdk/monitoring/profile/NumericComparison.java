package org.mlopssdk.monitoring.profile;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.monitoring.statistic.PsiResult;

/**
 * A numeric feature in a window against its reference. The statistics are of the values that are present. What it takes to draw both sides
 * is here too: the bins with their counts in {@code psi}, both distribution functions in {@code distributions}.
 *
 * @param feature the name of the feature
 * @param missing its missing values
 * @param ks the Kolmogorov-Smirnov test, or null where a side has no values
 * @param psi the population stability index over the bins of the profile, or null where a side has no values;
 *     {@linkplain PsiResult#isBlind() blind} where the reference has a single bin
 * @param distributions both distributions over the break points
 * @param quality what is wrong with the data of the window
 * @since 0.1.0
 */
public record NumericComparison(
        String feature,
        MissingValues missing,
        @Nullable KsBounds ks,
        @Nullable PsiResult psi,
        Distributions distributions,
        List<QualityFinding> quality)
        implements FeatureComparison {

    /** Copies the findings. */
    public NumericComparison {
        quality = List.copyOf(quality);
    }

    /**
     * How many values of the window lie below the smallest of the reference.
     *
     * @return the number; 0 where the reference has no values
     */
    public long below() {
        return distributions.below();
    }

    /**
     * How many values of the window lie above the largest of the reference.
     *
     * @return the number; 0 where the reference has no values
     */
    public long above() {
        return distributions.above();
    }

    /**
     * The share of the window's values that lie outside the range of the reference.
     *
     * @return the share, in [0, 1]; 0 where a side has no values
     */
    public double outOfRangeShare() {
        long values = missing.currentValues();
        return values == 0 ? 0 : (double) (below() + above()) / values;
    }

    /**
     * What was found, test by test.
     *
     * @return several lines
     */
    @Override
    public String toString() {
        return ComparisonText.of(this, ks, psi, distributions);
    }
}
