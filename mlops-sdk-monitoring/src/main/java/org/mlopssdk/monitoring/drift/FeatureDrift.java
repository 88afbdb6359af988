package org.mlopssdk.monitoring.drift;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.monitoring.profile.FeatureComparison;

/**
 * One feature of a drift report.
 *
 * @param comparison what was measured
 * @param rule what it was judged by
 * @param exempt whether it has no part in the verdict of the report; the rule's exemption says why
 * @param values what the test of its values came to
 * @param missing what the test of its missing share came to
 * @param reason the finding in words that a person can act on, without the name of the feature
 * @since 0.1.0
 */
public record FeatureDrift(
        FeatureComparison comparison, Rule rule, boolean exempt, Finding values, Finding missing, String reason) {
    private static final int COLUMNS = 100;

    static FeatureDrift of(
            FeatureComparison comparison, Rule rule, boolean exempt, Finding values, Finding missing, Instant now) {
        String found = Sentence.of(comparison, values, missing);
        Exemption exemption = rule.exemption();
        String reason = exemption == null ? found : exemption.describe(now) + (found.isEmpty() ? "" : ", " + found);
        return new FeatureDrift(comparison, rule, exempt, values, missing, reason);
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
     * What it came to, values and missing share together, whether or not it counts.
     *
     * @return the more serious of both verdicts
     */
    public DriftVerdict verdict() {
        return values.verdict().and(missing.verdict());
    }

    /**
     * The p-value of the values' test after the adjustment.
     *
     * @return the p-value, in [0, 1], the largest possible where the reference was compressed; null where there was nothing to test or too
     *     little
     */
    public @Nullable Double adjustedP() {
        return values.adjustedP();
    }

    /**
     * The same for the missing share.
     *
     * @return the p-value, in [0, 1], or null
     */
    public @Nullable Double missingAdjustedP() {
        return missing.adjustedP();
    }

    /**
     * The larger effect in multiples of its threshold, significant or not.
     *
     * @return the strength, not negative; 0 where nothing was tested
     */
    public double strength() {
        return Math.max(values.strength(), missing.strength());
    }

    /**
     * By what reports order features of the same verdict: strength times weight.
     *
     * @return the product, not negative
     */
    public double importance() {
        return strength() * rule.weight();
    }

    /**
     * How many values, or rows, the window needs for a verdict.
     *
     * <p>For DRIFT or STABLE by significance: so many that an effect at its threshold t is significant at a, the policy's significance over
     * the number of features that count (the strictest step of the adjustment). With N = nm/(n+m) for a reference of n and a window of m,
     * that is from N = ln(2/a) / 2t² on for Kolmogorov-Smirnov (Massart 1990), q(a; k-1) / t for the index over k categories, and q(a; 1) v /
     * t² for a missing share of variance v, q being the upper quantile of chi-square; at least the policy's minimum. For the index also so many
     * that chance alone brings about half its threshold on average at most. For a proof of stability: so many that the same observed effect
     * would prove it.
     *
     * @return the number, or null where there is a verdict, or no window would do
     */
    public @Nullable Long rowsNeeded() {
        if (verdict() != DriftVerdict.INCONCLUSIVE || values.isBeyondRows() || missing.isBeyondRows()) {
            return null;
        }
        return Stream.of(values, missing)
                .map(Finding::rowsNeeded)
                .filter(Objects::nonNull)
                .reduce(Math::max)
                .orElse(null);
    }

    /**
     * The feature, the reason and the verdict, on several lines where one would be too long.
     *
     * @return for example {@code Light: KS 0.42 at 12.5 (current lower), p < 1e-300, PSI 2.7: drift}
     */
    @Override
    public String toString() {
        String word = verdict().name().toLowerCase(Locale.ROOT);
        String name = Lines.shown(feature());
        String line = name + ": " + reason + ": " + word;
        return line.length() <= COLUMNS ? line : name + ":" + wrapped() + ": " + word;
    }

    /** The reason on lines of its own, broken behind commas. */
    private String wrapped() {
        StringBuilder lines = new StringBuilder();
        int room = 0;
        for (String part : reason.split("(?<=,) ", -1)) {
            boolean next = part.length() >= room;
            lines.append(next ? System.lineSeparator() + "  " : " ").append(part);
            room = (next ? COLUMNS - 2 : room - 1) - part.length();
        }
        return lines.toString();
    }
}
