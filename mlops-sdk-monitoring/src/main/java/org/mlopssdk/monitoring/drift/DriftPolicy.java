package org.mlopssdk.monitoring.drift;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.json.Json;
import org.mlopssdk.metric.FreeText;
import org.mlopssdk.monitoring.profile.Pane;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.profile.SeasonalReference;
import org.mlopssdk.monitoring.profile.Window;
import org.mlopssdk.monitoring.table.Table;

/**
 * What counts as drift: an effect that is large enough to matter, and significant. {@linkplain org.mlopssdk.monitoring.drift How a
 * verdict comes about} is said for the package.
 *
 * <pre>{@code
 * DriftReport report = DriftPolicy.ofDefaults().withMinimumRows(500).compare(profile, window);
 * }</pre>
 *
 * @param ksAtLeast from which Kolmogorov-Smirnov statistic on a difference matters, in (0, 1]; 0.1 by default
 * @param psiAtLeast from which population stability index on the difference of a text feature matters, positive; 0.2 by default
 * @param missingChangeAtLeast from which change of the share of missing values on it matters, up or down, in (0, 1]; 0.05 by default
 * @param significance below which adjusted p-value a difference is beyond chance, in (0, 1); 0.05 by default
 * @param minimumRows how many values (rows, for text features and for missing shares) both sides need, positive; 100 by default
 * @param proofOfStability whether STABLE has to be proved; false by default
 * @param features what is different for some features, by name; none by default
 * @param budget how many false alarms it was {@linkplain #calibrated calibrated} for; null by default
 * @since 0.1.0
 */
// Eight components, since what is set for all features and for one has the same names in code and in JSON.
public record DriftPolicy(
        double ksAtLeast,
        double psiAtLeast,
        double missingChangeAtLeast,
        double significance,
        long minimumRows,
        boolean proofOfStability,
        Map<String, FeaturePolicy> features,
        @Nullable FalseAlarmBudget budget)
        implements Thresholds<DriftPolicy> {
    private static final DriftPolicy DEFAULTS = new DriftPolicy(
            CommonThresholds.KS_MODERATE, CommonThresholds.PSI_LARGE, 0.05, 0.05, 100, false, Map.of(), null);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public DriftPolicy {
        FeaturePolicy.requireInRange(ksAtLeast, psiAtLeast, missingChangeAtLeast, minimumRows);
        if (!(significance > 0 && significance < 1)) {
            throw new IllegalArgumentException(
                    "significance lies in (0, 1), for example 0.05; got " + significance + ".");
        }
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

    @Override
    public DriftPolicy withKsAtLeast(double statistic) {
        return with(statistic, psiAtLeast, missingChangeAtLeast, significance, minimumRows, features);
    }

    @Override
    public DriftPolicy withPsiAtLeast(double index) {
        return with(ksAtLeast, index, missingChangeAtLeast, significance, minimumRows, features);
    }

    @Override
    public DriftPolicy withMissingChangeAtLeast(double change) {
        return with(ksAtLeast, psiAtLeast, change, significance, minimumRows, features);
    }

    /**
     * The same policy with another level of significance.
     *
     * @param level below which adjusted p-value a difference is beyond chance, in (0, 1)
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public DriftPolicy withSignificance(double level) {
        return with(ksAtLeast, psiAtLeast, missingChangeAtLeast, level, minimumRows, features);
    }

    @Override
    public DriftPolicy withMinimumRows(long rows) {
        return with(ksAtLeast, psiAtLeast, missingChangeAtLeast, significance, rows, features);
    }

    /** Keeps the budget unless a feature may now drift where it did not. */
    private DriftPolicy with(
            double ks, double psi, double missingChange, double level, long rows, Map<String, FeaturePolicy> some) {
        DriftPolicy changed = new DriftPolicy(ks, psi, missingChange, level, rows, proofOfStability, some, null);
        return budget != null && budget.isKept(this, changed) ? changed.with(budget) : changed;
    }

    DriftPolicy with(FalseAlarmBudget calibratedFor) {
        return new DriftPolicy(
                ksAtLeast,
                psiAtLeast,
                missingChangeAtLeast,
                significance,
                minimumRows,
                proofOfStability,
                features,
                calibratedFor);
    }

    /**
     * The same policy, which calls a feature STABLE only where a difference that matters is ruled out with confidence 1 - significance; what
     * is neither that nor DRIFT is INCONCLUSIVE, with the rows that would prove it. Each feature is proved by itself at that confidence,
     * and then all are (Berger 1982, intersection-union).
     *
     * @return a copy
     */
    public DriftPolicy requiringProofOfStability() {
        return new DriftPolicy(
                ksAtLeast, psiAtLeast, missingChangeAtLeast, significance, minimumRows, true, features, budget);
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
        return with(ksAtLeast, psiAtLeast, missingChangeAtLeast, significance, minimumRows, changed);
    }

    Rule forAll() {
        return FeaturePolicy.NONE.over(this);
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
     * A policy that keeps a {@link FalseAlarmBudget}: the reference is cut into contiguous blocks of the size of a window, each is compared with
     * all others, and the thresholds are set so that, at a confidence of 95 %, no larger share of windows without drift is called DRIFT.
     *
     * @param reference the reference in the order of time, without drift
     * @param windowRows how many rows a window will have, at least 2
     * @param falseAlarmRate the share of windows without drift that may be called DRIFT, in (0, 0.5]
     * @return a policy with thresholds for each feature, to be used with a profile of that reference
     * @throws IllegalArgumentException if a number is out of range, or the reference is too short; the message says how many rows it needs
     */
    public static DriftPolicy calibrated(Table reference, int windowRows, double falseAlarmRate) {
        return Calibration.of(reference, new FalseAlarmBudget(falseAlarmRate, windowRows));
    }

    /**
     * Reads a policy that {@link #toJson} or a person wrote.
     *
     * <p>An object with {@code "format": 1} and, where it differs from the default, {@code ksAtLeast}, {@code psiAtLeast}, {@code
     * missingChangeAtLeast}, {@code significance}, {@code minimumRows}, {@code proofOfStability}, {@code budget} (an object of {@code rate} and {@code
     * windowRows}) and {@code features}: an object with the name of a feature for each field, whose value has any of {@code ksAtLeast}, {@code
     * psiAtLeast}, {@code missingChangeAtLeast}, {@code minimumRows}, {@code weight} and {@code exemption}, an object of {@code because} and, unless it
     * is for good, {@code until} as {@code "2027-03-01T00:00:00Z"}. Any other field is refused, with its place.
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
     * What counts as drift, what is different for some features (at most 50) and why, and what it was calibrated for.
     *
     * @return several lines of at most 100 columns
     */
    @Override
    public String toString() {
        return PolicyText.of(this);
    }
}
