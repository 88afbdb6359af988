package org.mlopssdk.monitoring.drift;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.json.Json;
import org.mlopssdk.metric.FreeText;
import org.mlopssdk.monitoring.profile.Pane;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.profile.SeasonalReference;
import org.mlopssdk.monitoring.profile.Window;
import org.mlopssdk.monitoring.table.Table;

/**
 * What counts as drift: an effect that is large enough to matter, and significant. A large window finds the smallest difference significant, and a
 * small one shows large differences by chance; so both are asked for.
 *
 * <ul>
 *   <li>A numeric feature drifts by its Kolmogorov-Smirnov statistic, a text feature by its population stability index with the p-value of
 *       chi-square.
 *   <li>The share of missing values is judged on its own; either makes the feature drift.
 *   <li>p-values are asymptotic, and adjusted together (Benjamini-Hochberg) over all features with enough rows, those of the
 *       missing shares among themselves.
 *   <li>A feature with too few values on either side is INCONCLUSIVE, and so is one with a large difference that may be chance; the report
 *       says how many rows would tell. So is one whose reference is kept too coarsely to tell on which side of a threshold it lies.
 *   <li>STABLE means that no large difference was seen. {@link #requiringProofOfStability} asks for more: that none is there.
 * </ul>
 *
 * <pre>{@code
 * DriftReport report = DriftPolicy.ofDefaults().withMinimumRows(500).compare(profile, window);
 * }</pre>
 *
 * @param ksAtLeast from which Kolmogorov-Smirnov statistic on a difference matters, in (0, 1]; 0.1 by default
 * @param psiAtLeast from which population stability index on the difference of a text feature matters, positive; 0.2 by default
 * @param missingChangeAtLeast from which change of the share of missing values on, up or down, it matters, in (0, 1]; 0.05 by
 *     default
 * @param significance below which adjusted p-value a difference is beyond chance, in (0, 1); 0.05 by default
 * @param minimumRows how many values (rows, for text features and for missing shares) both sides need, positive; 100 by default
 * @param proofOfStability whether STABLE has to be proved; false by default
 * @param features what is different for some features, by name; none by default
 * @since 0.1.0
 */
// Seven components, since what is set for all features and for one has the same names in code and in JSON.
public record DriftPolicy(
        double ksAtLeast,
        double psiAtLeast,
        double missingChangeAtLeast,
        double significance,
        long minimumRows,
        boolean proofOfStability,
        Map<String, FeaturePolicy> features) {
    private static final DriftPolicy DEFAULTS =
            new DriftPolicy(CommonThresholds.KS_MODERATE, CommonThresholds.PSI_LARGE, 0.05, 0.05, 100, false, Map.of());

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public DriftPolicy {
        FeaturePolicy.requireKs(ksAtLeast);
        FeaturePolicy.requirePsi(psiAtLeast);
        FeaturePolicy.requireMissingChange(missingChangeAtLeast);
        if (!(significance > 0 && significance < 1)) {
            throw new IllegalArgumentException(
                    "significance lies in (0, 1), for example 0.05; got " + significance + ".");
        }
        FeaturePolicy.requireRows(minimumRows);
        features.keySet().forEach(feature -> FreeText.require("the name of a feature", feature));
        features = Collections.unmodifiableMap(new TreeMap<>(features));
    }

    /**
     * The policy to begin with.
     *
     * @return the defaults
     */
    public static DriftPolicy ofDefaults() {
        return DEFAULTS;
    }

    /**
     * The same policy with another threshold for numeric features.
     *
     * @param statistic from which Kolmogorov-Smirnov statistic on a difference matters, in (0, 1]
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public DriftPolicy withKsAtLeast(double statistic) {
        return new DriftPolicy(
                statistic, psiAtLeast, missingChangeAtLeast, significance, minimumRows, proofOfStability, features);
    }

    /**
     * The same policy with another threshold for text features.
     *
     * @param index from which population stability index on a difference matters, positive
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public DriftPolicy withPsiAtLeast(double index) {
        return new DriftPolicy(
                ksAtLeast, index, missingChangeAtLeast, significance, minimumRows, proofOfStability, features);
    }

    /**
     * The same policy with another threshold for missing values.
     *
     * @param change from which change of their share on it matters, in (0, 1]
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public DriftPolicy withMissingChangeAtLeast(double change) {
        return new DriftPolicy(ksAtLeast, psiAtLeast, change, significance, minimumRows, proofOfStability, features);
    }

    /**
     * The same policy with another level of significance.
     *
     * @param level below which adjusted p-value a difference is beyond chance, in (0, 1)
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public DriftPolicy withSignificance(double level) {
        return new DriftPolicy(
                ksAtLeast, psiAtLeast, missingChangeAtLeast, level, minimumRows, proofOfStability, features);
    }

    /**
     * The same policy with another minimum of rows.
     *
     * @param rows how many both sides need, positive
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public DriftPolicy withMinimumRows(long rows) {
        return new DriftPolicy(
                ksAtLeast, psiAtLeast, missingChangeAtLeast, significance, rows, proofOfStability, features);
    }

    /**
     * The same policy, which calls a feature STABLE only where a difference that matters is ruled out with confidence 1 - significance; what
     * is neither that nor DRIFT is INCONCLUSIVE, with the rows that would prove it. Each feature is proved by itself at that confidence,
     * and then all are (Berger 1982, intersection-union).
     *
     * <p>Upper bounds: of the Kolmogorov-Smirnov distance by the Dvoretzky-Kiefer-Wolfowitz inequality, of missing shares by the exact
     * intervals of Clopper and Pearson, both valid for independent rows of any distribution; of the population stability index approximately, by
     * Patnaik's law (1949) of the non-central chi-square.
     *
     * @return a copy
     */
    public DriftPolicy requiringProofOfStability() {
        return new DriftPolicy(ksAtLeast, psiAtLeast, missingChangeAtLeast, significance, minimumRows, true, features);
    }

    /**
     * The same policy with something different for one feature; what was said about it before is kept.
     *
     * @param feature its name; comparing with a profile that does not have it fails
     * @param change what is different, for example {@code p -> p.withKsAtLeast(0.2)}
     * @return a copy
     * @throws IllegalArgumentException if the name is not 1 to 250 printable characters
     */
    public DriftPolicy forFeature(String feature, UnaryOperator<FeaturePolicy> change) {
        Map<String, FeaturePolicy> changed = new TreeMap<>(features);
        changed.put(feature, change.apply(features.getOrDefault(feature, FeaturePolicy.NONE)));
        return new DriftPolicy(
                ksAtLeast, psiAtLeast, missingChangeAtLeast, significance, minimumRows, proofOfStability, changed);
    }

    /**
     * What a feature is judged by.
     *
     * @param feature its name
     * @return the settings for all features, with what is different for this one
     */
    public Rule ruleFor(String feature) {
        return features.getOrDefault(feature, FeaturePolicy.NONE).over(this);
    }

    /**
     * Judges a window, now.
     *
     * @param profile the profile that the window was recorded against
     * @param window the window
     * @return the report
     * @throws IllegalArgumentException if the window belongs to another profile, or the policy names a feature that the profile does not have
     */
    public DriftReport compare(ReferenceProfile profile, Window window) {
        return compare(profile, window, Instant.now());
    }

    /**
     * Judges a window at a time, by which exceptions have expired or have not.
     *
     * @param profile the profile that the window was recorded against
     * @param window the window
     * @param now the time
     * @return the report
     * @throws IllegalArgumentException if the window belongs to another profile, or the policy names a feature that the profile does not have
     */
    public DriftReport compare(ReferenceProfile profile, Window window, Instant now) {
        return Judge.report(this, profile, window, now, List.of());
    }

    /**
     * Judges the rows of a table against a profile, now. Columns that the profile does not know are named in the report.
     *
     * @param profile the reference
     * @param current a table with a column for each feature
     * @return the report
     * @throws IllegalArgumentException if a column is not there or of another type, or the policy names a feature that the profile does not
     *     have
     */
    public DriftReport compare(ReferenceProfile profile, Table current) {
        List<String> unknown = new ArrayList<>(current.names());
        unknown.removeAll(profile.features());
        return Judge.report(this, profile, profile.newWindow().recordAll(current), Instant.now(), unknown);
    }

    /**
     * Judges what was recorded in a span of time against the reference for those hours of the week, as of the end of the span.
     *
     * @param seasons the references for each hour of the week
     * @param pane what was recorded, and when
     * @return the report; features of which the reference has too few rows in those hours are INCONCLUSIVE
     * @throws IllegalArgumentException if the pane has no length or belongs to another profile, or the policy names a feature that the
     *     profile does not have
     */
    public DriftReport compare(SeasonalReference seasons, Pane pane) {
        return Judge.report(this, seasons, pane);
    }

    /**
     * Judges the rows of a table against those of another. Columns that only the current one has are named in the report.
     *
     * @param reference the reference, at least one row
     * @param current a table with a column for each of the reference
     * @return the report
     * @throws IllegalArgumentException if the reference has no rows, a column is not there or of another type, or the policy names a feature
     *     that the reference does not have
     */
    public DriftReport between(Table reference, Table current) {
        return compare(ReferenceProfile.fit(reference), current);
    }

    /**
     * The policy as a gate over {@link DriftReport#metrics}, whose verdict on a report of this policy at that time is the report's: PASS for
     * STABLE, FAIL for DRIFT, INCONCLUSIVE for INCONCLUSIVE.
     *
     * <p>Of each feature that counts, {@code drift.strength} is below 1, or it fails, and {@code drift.strength.most} is below 1, or it is
     * inconclusive. Of those that are exempt the same is advised.
     *
     * @param profile the profile whose features are judged
     * @param now the time, by which exceptions have expired or have not
     * @return the gate
     * @throws IllegalArgumentException if the policy names a feature that the profile does not have
     */
    public Gate toGate(ReferenceProfile profile, Instant now) {
        FeatureNames.requireKnown(features.keySet(), profile.features());
        return DriftGate.of(this, profile.features(), now);
    }

    /**
     * A policy that keeps a budget of false alarms, calibrated on the reference: it is cut into contiguous blocks of the size of a window,
     * each is compared with all others, and the thresholds are set so that, at a confidence of 95 %, at most the declared share of windows
     * without drift is called DRIFT, over all features together.
     *
     * <p>Blocks keep the dependence of rows in time, which p-values know nothing of. How many it takes comes from distribution-free tolerance
     * limits (Wilks 1941): ln(0.05) / ln(1 - rate), 59 for a rate of 0.05. A feature's threshold is in proportion to the upper decile
     * of its differences over the blocks. Windows with fewer values than any block are INCONCLUSIVE.
     *
     * @param reference the reference in the order of time, without drift
     * @param windowRows how many rows a window will have, at least 2
     * @param falseAlarmRate the share of windows without drift that may be called DRIFT, in (0, 0.5]
     * @return a policy with thresholds for each feature, to be used with a profile of that reference
     * @throws IllegalArgumentException if a number is out of range, or the reference is too short; the message says how many rows it needs
     */
    public static DriftPolicy calibrated(Table reference, int windowRows, double falseAlarmRate) {
        return Calibration.of(reference, windowRows, falseAlarmRate);
    }

    /**
     * Reads a policy that {@link #toJson} or a person wrote.
     *
     * <p>An object with {@code "format": 1} and, where it differs from the default, {@code ksAtLeast}, {@code psiAtLeast}, {@code
     * missingChangeAtLeast}, {@code significance}, {@code minimumRows}, {@code proofOfStability} and {@code features}: an object with the
     * name of a feature for each field, whose value has any of {@code ksAtLeast}, {@code psiAtLeast}, {@code missingChangeAtLeast}, {@code
     * minimumRows}, {@code weight} and {@code exemption}, an object of {@code because} and, unless it is for good, {@code until} as
     * {@code "2027-03-01T00:00:00Z"}. Any other field is refused, with its place.
     *
     * @param json the policy in UTF-8
     * @return the policy
     * @throws org.mlopssdk.error.CorruptedException if it is something else, has an unknown field, or a number is out of range
     * @throws org.mlopssdk.error.UnsupportedFormatException if it is of a newer format
     */
    public static DriftPolicy fromJson(byte[] json) {
        return PolicyDocument.read(json);
    }

    /**
     * The policy as JSON, so that it can be kept and reviewed apart from code; always the same bytes for the same policy.
     *
     * @return one line in UTF-8
     */
    public byte[] toJson() {
        return Json.write(PolicyDocument.of(this));
    }

    /**
     * What counts as drift, and what is different for some features.
     *
     * @return a line, and one for each of these features
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("drift from KS ")
                .append(ksAtLeast)
                .append(", PSI ")
                .append(psiAtLeast)
                .append(", missing share +/- ")
                .append(missingChangeAtLeast)
                .append(" on, p < ")
                .append(significance)
                .append(", rows >= ")
                .append(minimumRows)
                .append(proofOfStability ? ", stability proved" : "");
        features.forEach((feature, policy) -> text.append(System.lineSeparator())
                .append("  ")
                .append(feature)
                .append(": ")
                .append(policy));
        return text.toString();
    }
}
