package org.mlopssdk.monitoring.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.monitoring.statistic.ChiSquareResult;
import org.mlopssdk.monitoring.statistic.PsiResult;

/**
 * A text feature in a window against its reference. Missing values are one more category here, as is customary, besides being
 * compared on their own; so are all values that are not listed, together.
 *
 * <p>Flat, with one component more than the house allows: a noun for some of them would say nothing.
 *
 * @param feature the name of the feature
 * @param missing its missing values
 * @param chiSquare the chi-square test, categories with fewer than five expected values and unlisted values taken together; no
 *     degrees of freedom where that leaves a single cell; null where a side has no rows
 * @param psi the population stability index over the categories in the order of the profile, then the unlisted, then the
 *     missing values; null where a side has no rows
 * @param categories the counts of each category on both sides, in the order of the bins of {@code psi}
 * @param unlisted the values of categories that the profile does not list
 * @param quality what is wrong with the data of the window
 * @since 0.1.0
 */
public record TextComparison(
        String feature,
        MissingValues missing,
        @Nullable ChiSquareResult chiSquare,
        @Nullable PsiResult psi,
        List<CategoryCount> categories,
        UnlistedValues unlisted,
        List<QualityFinding> quality)
        implements FeatureComparison {
    private static final int SHOWN = 10;

    /** Copies the lists. */
    public TextComparison {
        categories = List.copyOf(categories);
        quality = List.copyOf(quality);
    }

    /**
     * The category whose share moved most, of those that occur; the first of several.
     *
     * @return the category and its shares, or null where a side has no rows
     */
    public @Nullable CategoryShift largestShift() {
        CategoryShift largest = null;
        for (CategoryCount category : comparable() ? categories : List.<CategoryCount>of()) {
            CategoryShift shift = category.shift(missing.referenceRows(), missing.currentRows());
            if (category.occurs() && (largest == null || shift.size() > largest.size())) {
                largest = shift;
            }
        }
        return largest;
    }

    private boolean comparable() {
        return missing.referenceRows() > 0 && missing.currentRows() > 0;
    }

    /**
     * The categories that are the most frequent on either side, for a picture or a table.
     *
     * @param atMost how many at most, positive
     * @return the categories, the largest share on either side first, ties in the order of the profile; without those that occur nowhere
     * @throws IllegalArgumentException if the number is not positive
     */
    public List<CategoryCount> topCategories(int atMost) {
        if (atMost < 1) {
            throw new IllegalArgumentException("At least one category has to be asked for; got " + atMost + ".");
        }
        long n = Math.max(1, missing.referenceRows());
        long m = Math.max(1, missing.currentRows());
        return categories.stream()
                .filter(CategoryCount::occurs)
                .sorted(Comparator.comparingDouble((CategoryCount category) ->
                        -Math.max((double) category.reference() / n, (double) category.current() / m)))
                .limit(atMost)
                .toList();
    }

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

    /**
     * What was found, test by test, and the categories that are the most frequent on either side (at most ten).
     *
     * @return several lines
     */
    @Override
    public String toString() {
        if (chiSquare == null || psi == null) {
            return ComparisonText.of(this);
        }
        List<Object> found = new ArrayList<>(
                List.of(chiSquare, psi.toString().lines().findFirst().orElse("")));
        topCategories(SHOWN).forEach(each -> found.add(each.shift(missing.referenceRows(), missing.currentRows())));
        return ComparisonText.of(this, found.toArray());
    }
}
