package org.mlopssdk.monitoring.drift;

import org.mlopssdk.monitoring.profile.FeatureComparison;

/** The share of a feature's missing values, by the chi-square test of both shares. */
final class MissingCheck extends FeatureCheck {

    MissingCheck(FeatureComparison comparison, Rule rule) {
        super(comparison, rule);
    }

    @Override
    double threshold() {
        return rule.missingChangeAtLeast();
    }

    @Override
    Evidence observed() {
        return Evidence.exact(Math.abs(sizes.change()), sizes.pValue());
    }

    @Override
    double effectiveSize(double level) {
        return RowsNeeded.forShare(threshold(), level, sizes.referenceShare());
    }

    @Override
    double upperBound(Evidence evidence, long window, double risk) {
        return UpperBound.ofChange(
                (double) sizes.referenceMissing(),
                (double) reference(),
                sizes.currentShare() * window,
                (double) window,
                risk);
    }

    @Override
    String describe(double effect) {
        return Figures.percent(effect) + " more or less missing";
    }
}
