package org.mlopssdk.monitoring.drift;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.monitoring.profile.FeatureComparison;

/**
 * One feature of a drift report.
 *
 * @param comparison what was measured
 * @param verdict what it came to, values and missing share together
 * @param adjustedP the p-value of the values' test after the adjustment, in [0, 1], the largest possible where the reference was
 *     compressed; null where there was nothing to test or too little
 * @param missingAdjustedP the same for the missing share
 * @param strength the larger effect in multiples of its threshold; not negative; 0 where nothing was tested
 * @param reason the finding in words that a person can act on, without the name of the feature
 * @since 0.1.0
 */
public record FeatureDrift(
        FeatureComparison comparison,
        DriftVerdict verdict,
        @Nullable Double adjustedP,
        @Nullable Double missingAdjustedP,
        double strength,
        String reason) {

    static FeatureDrift of(FeatureComparison comparison, Finding values, Finding missing) {
        DriftVerdict verdict = values.verdict().and(missing.verdict());
        return new FeatureDrift(
                comparison,
                verdict,
                values.adjustedP(),
                missing.adjustedP(),
                Math.max(values.strength(), missing.strength()),
                Sentence.of(comparison, values, missing));
    }

    /**
     * The name of the feature.
     *
     * @return the name
     */
    public String feature() {
        return comparison.feature();
    }

    /**
     * The feature, the reason and the verdict.
     *
     * @return for example {@code Light: KS 0.42 at 12.5 (current lower), p < 1e-300, PSI 2.7: drift}
     */
    @Override
    public String toString() {
        return feature() + ": " + reason + ": " + verdict.name().toLowerCase(Locale.ROOT);
    }
}
