package org.mlopssdk.monitoring.drift;

import org.jspecify.annotations.Nullable;
import org.mlopssdk.monitoring.profile.CategoryCount;
import org.mlopssdk.monitoring.profile.TextComparison;

/** The values of a text feature, missing ones as one more category: the population stability index, with the p-value of chi-square. */
final class TextCheck extends FeatureCheck {
    private final TextComparison comparison;

    TextCheck(TextComparison comparison, Rule rule) {
        super(comparison, rule);
        this.comparison = comparison;
    }

    @Override
    double threshold() {
        return rule.psiAtLeast();
    }

    @Override
    @Nullable Evidence observed() {
        return comparison.psi() == null || comparison.chiSquare() == null
                ? null
                : Evidence.exact(
                        comparison.psi().value(), comparison.chiSquare().pValue());
    }

    /** Those that occur on either side. */
    private int categories() {
        return (int) comparison.categories().stream()
                .filter(category -> category.reference() > 0 || category.current() > 0)
                .count();
    }

    @Override
    double effectiveSize(double level) {
        return RowsNeeded.forPsi(threshold(), level, categories());
    }

    /** Also so many that what chance adds to the index of a window is well below the threshold. */
    @Override
    long rowsNeeded(Terms terms) {
        long significant = super.rowsNeeded(terms);
        long[] counts = comparison.categories().stream()
                .mapToLong(CategoryCount::reference)
                .toArray();
        double most = RowsNeeded.mostByChance(threshold());
        return significant == RowsNeeded.NEVER
                ? RowsNeeded.NEVER
                : RowsNeeded.smallest(significant, window -> RowsNeeded.indexByChance(counts, window) <= most);
    }

    @Override
    long leastReference(Terms terms) {
        double byChance = (categories() - 1) / RowsNeeded.mostByChance(threshold());
        return Math.max(super.leastReference(terms), (long) Math.ceil(byChance));
    }

    @Override
    double upperBound(Evidence evidence, long window, double risk) {
        return UpperBound.ofPsi(evidence.effectAtMost(), (double) reference(), (double) window, categories(), risk);
    }

    @Override
    String describe(double effect) {
        return "PSI " + Figures.text(effect);
    }

    @Override
    Finding finding(Evidence adjusted, Terms terms) {
        return comparison.isTooSparse()
                ? Finding.untested("every category is rare, like those of an identifier; leave it out", null)
                : super.finding(adjusted, terms);
    }
}
