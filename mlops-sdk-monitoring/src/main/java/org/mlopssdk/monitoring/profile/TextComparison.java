package org.mlopssdk.monitoring.profile;

import org.jspecify.annotations.Nullable;
import org.mlopssdk.monitoring.statistic.ChiSquareResult;
import org.mlopssdk.monitoring.statistic.PsiResult;

/**
 * A text feature in a window against its reference. Missing values are one more category here, as is customary, besides being
 * compared on their own; so are all values that are not listed, together.
 *
 * @param feature the name of the feature
 * @param missing its missing values
 * @param chiSquare the chi-square test, categories with fewer than five expected values and unlisted values taken together; no
 *     degrees of freedom where that leaves a single cell; null where a side has no rows
 * @param psi the population stability index over the categories in the order of the profile, then the unlisted, then the
 *     missing values; null where a side has no rows
 * @param largestShift the category whose share moved most, or null where a side has no rows
 * @param unlisted the values of categories that the profile does not list
 * @since 0.1.0
 */
public record TextComparison(
        String feature,
        MissingValues missing,
        @Nullable ChiSquareResult chiSquare,
        @Nullable PsiResult psi,
        @Nullable CategoryShift largestShift,
        UnlistedValues unlisted)
        implements FeatureComparison {

    /**
     * Whether there are several categories, all too rare for the test to tell anything, like those of an identifier.
     *
     * @return true if the test was left with a single cell though there are more
     */
    public boolean isTooSparse() {
        return chiSquare != null
                && psi != null
                && chiSquare.degreesOfFreedom() == 0
                && psi.bins().stream()
                                .filter(bin -> bin.referenceCount() + bin.currentCount() > 0)
                                .count()
                        > 1;
    }

    /**
     * The share of the window's values that are of no listed category: new ones where {@link UnlistedValues#areNew()}.
     *
     * @return the share, in [0, 1]; 0 without values
     */
    public double unlistedShare() {
        long values = missing.currentValues();
        return values == 0 ? 0 : (double) unlisted.current() / values;
    }
}
