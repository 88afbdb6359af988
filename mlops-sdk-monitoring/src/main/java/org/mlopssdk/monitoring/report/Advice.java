package org.mlopssdk.monitoring.report;

import org.mlopssdk.monitoring.drift.DriftVerdict;
import org.mlopssdk.monitoring.drift.FeatureDrift;
import org.mlopssdk.monitoring.profile.MissingValues;
import org.mlopssdk.monitoring.profile.NumericComparison;
import org.mlopssdk.monitoring.profile.QualityRule;
import org.mlopssdk.monitoring.profile.TextComparison;

/** What to do about a feature, by the likeliest cause of what was found. */
final class Advice {
    /** From which share of values on what is new or out of range is worth a look before anything else. */
    private static final double NOTABLE = 0.01;

    /** Where nothing points at a cause. */
    static final String IN_GENERAL =
            "Compare the source with that of the reference. If the change is real and here to stay, retrain, and fit a"
                    + " new reference.";

    private Advice() {}

    /** A sentence or two; empty where there is nothing to do. */
    static String of(FeatureDrift drift) {
        if (drift.exempt()) {
            return "";
        }
        return switch (drift.verdict()) {
            case DRIFT -> onDrift(drift);
            case INCONCLUSIVE -> onDoubt(drift);
            case STABLE -> "";
        };
    }

    private static String onDrift(FeatureDrift drift) {
        MissingValues missing = drift.comparison().missing();
        if (drift.missing().verdict() == DriftVerdict.DRIFT) {
            return missing.change() > 0
                    ? "Values stopped coming: look at what writes this feature, and at joins and defaults on the way."
                    : "Values that used to be missing are there now: look for a new default or a join that changed.";
        }
        if (drift.comparison().quality().stream().anyMatch(finding -> finding.rule() == QualityRule.CONSTANT)) {
            return "All values are the same: look whether the source is stuck before anything else.";
        }
        if (drift.comparison() instanceof TextComparison text
                && text.unlisted().toldApart()
                && text.unlisted().fresh() >= NOTABLE * missing.currentValues()) {
            return "Look for renamed, recoded or differently spelt categories before anything else.";
        }
        if (drift.comparison() instanceof NumericComparison numeric && numeric.outOfRangeShare() >= NOTABLE) {
            return "Values are where none were before: look at units, scaling and the source before anything else.";
        }
        return IN_GENERAL;
    }

    private static String onDoubt(FeatureDrift drift) {
        Long needed = drift.rowsNeeded();
        return needed == null ? "" : "Judge again when the window has " + Numbers.count(needed, "row") + ".";
    }
}
