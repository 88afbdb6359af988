package org.mlopssdk.monitoring.drift;

import org.jspecify.annotations.Nullable;
import org.mlopssdk.monitoring.profile.NumericComparison;

/** The values of a numeric feature, by the Kolmogorov-Smirnov test. */
final class NumericCheck extends FeatureCheck {
    private final NumericComparison comparison;

    NumericCheck(NumericComparison comparison, Rule rule) {
        super(comparison, rule);
        this.comparison = comparison;
    }

    @Override
    double threshold() {
        return rule.ksAtLeast();
    }

    @Override
    @Nullable Evidence observed() {
        return comparison.ks() == null ? null : Evidence.of(comparison.ks());
    }

    @Override
    long reference() {
        return sizes.referenceValues();
    }

    @Override
    long current() {
        return sizes.currentValues();
    }

    @Override
    String unit() {
        return "values";
    }

    @Override
    double effectiveSize(double level) {
        return RowsNeeded.forKs(threshold(), level);
    }

    @Override
    double upperBound(Evidence evidence, long window, double risk) {
        return UpperBound.ofKs(evidence.effectAtMost(), (double) reference(), (double) window, risk);
    }

    @Override
    String describe(double effect) {
        return "KS " + Figures.text(effect);
    }

    @Override
    Finding untested(Terms terms) {
        if (sizes.referenceValues() > 0 || sizes.referenceRows() < rule.minimumRows()) {
            return super.untested(terms);
        }
        if (sizes.currentValues() > 0) {
            return Finding.untested("no values in the reference", null);
        }
        return sizes.currentRows() < rule.minimumRows()
                ? Finding.untested(fewRows("rows", sizes.currentRows()), rule.minimumRows())
                : Finding.nothingToTest("no values, as in the reference");
    }
}
