package org.mlopssdk.monitoring.drift;

import java.util.ArrayList;
import java.util.List;
import org.mlopssdk.monitoring.profile.FeatureComparison;
import org.mlopssdk.monitoring.profile.KsBounds;
import org.mlopssdk.monitoring.profile.NumericComparison;
import org.mlopssdk.monitoring.profile.TextComparison;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnovResult;

/** A feature's findings in words, the name of the feature left out. */
final class Sentence {
    private final List<String> parts = new ArrayList<>();

    private Sentence() {}

    static String of(FeatureComparison feature, Finding values, Finding missing) {
        Sentence sentence = new Sentence();
        sentence.addIf(!values.reason().isEmpty(), untold(values, missing));
        // Too few rows keep both from a verdict, and are told once.
        boolean own = missing.adjustedP() != null || values.verdict() != DriftVerdict.INCONCLUSIVE;
        sentence.addIf(own && !missing.reason().isEmpty(), untold(missing, values));
        if (values.adjustedP() != null) {
            sentence.statistics(feature, values.adjustedP());
        }
        boolean tellMissing =
                feature.missing().currentMissing() > 0 || feature.missing().referenceMissing() > 0;
        if (tellMissing && feature.missing().currentRows() > 0) {
            sentence.parts.add(feature.missing().toString());
        }
        if (missing.verdict() == DriftVerdict.DRIFT && missing.adjustedP() != null) {
            sentence.parts.add(Figures.p(missing.adjustedP()));
        }
        return String.join(", ", sentence.parts);
    }

    /** The reason, with the rows that both tests need where there is no test that tells its own. */
    static String untold(Finding finding, Finding other) {
        if (finding.adjustedP() != null || finding.rowsNeeded() == null) {
            return finding.reason();
        }
        long needed = finding.rowsNeeded();
        if (other.adjustedP() == null && other.rowsNeeded() != null) {
            needed = Math.max(needed, other.rowsNeeded());
        }
        return finding.reason() + " (" + needed + " needed)";
    }

    private void addIf(boolean condition, String part) {
        if (condition) {
            parts.add(part);
        }
    }

    private void statistics(FeatureComparison feature, double adjustedP) {
        if (feature instanceof NumericComparison numeric) {
            if (numeric.ks() != null) {
                parts.add(ks(numeric.ks()));
            }
            parts.add(Figures.p(adjustedP));
            if (numeric.psi() != null) {
                parts.add(
                        numeric.psi().isBlind()
                                ? "PSI blind (one bin)"
                                : "PSI " + Figures.text(numeric.psi().value()));
            }
            double outside = numeric.outOfRangeShare();
            if (outside > 0) {
                parts.add(Figures.percent(outside) + " out of range");
            }
        } else if (feature instanceof TextComparison text) {
            if (text.psi() != null) {
                parts.add("PSI " + Figures.text(text.psi().value()));
            }
            parts.add(Figures.p(adjustedP));
            if (text.largestShift() != null) {
                parts.add(text.largestShift().toString());
            }
            double unlisted = text.unlistedShare();
            if (unlisted > 0 && text.unlisted().areNew()) {
                parts.add(Figures.percent(unlisted) + " in new categories");
            }
        }
    }

    private static String ks(KsBounds ks) {
        KolmogorovSmirnovResult test = ks.atLeast();
        String range = ks.isExact()
                ? Figures.text(test.statistic())
                : Figures.text(test.statistic()) + " to "
                        + Figures.text(ks.atMost().statistic());
        return test.statistic() == 0
                ? "KS " + range
                : "KS " + range + " at " + Figures.text(test.location()) + " (current " + direction(test) + ")";
    }

    static String direction(KolmogorovSmirnovResult test) {
        return test.sign() > 0 ? "higher" : "lower";
    }
}
