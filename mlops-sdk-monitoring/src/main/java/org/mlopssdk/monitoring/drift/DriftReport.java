package org.mlopssdk.monitoring.drift;

import java.util.List;
import java.util.stream.Stream;
import org.mlopssdk.metric.Measured;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.profile.Window;
import org.mlopssdk.monitoring.table.Table;

/**
 * Which features of a window drifted from the reference, which are stable, and for which nobody can say.
 *
 * <pre>{@code
 * DriftReport report = DriftReport.between(training, lastWeek);
 * if (report.verdict() == DriftVerdict.DRIFT) {
 *     System.out.println(report);
 * }
 * }</pre>
 *
 * <p>Immutable. It is {@link Measured}, so a gate can judge it: {@link #metrics} tells the names.
 *
 * @param subject the window and the profile, by the digests of their counts
 * @param reference what it was judged against: the fingerprint of the profile, or of the seasonal reference
 * @param policy what counted as drift
 * @param features the features of the profile: those that drift first, then the inconclusive, then the stable, then the exempt; within each
 *     by importance: the effect in multiples of its threshold, times the feature's weight
 * @param unknownColumns the columns of the table that the profile does not know, which nothing is said about; empty for a window
 * @since 0.1.0
 */
public record DriftReport(
        String subject, String reference, DriftPolicy policy, List<FeatureDrift> features, List<String> unknownColumns)
        implements Measured {

    /** Copies the lists. */
    public DriftReport {
        features = List.copyOf(features);
        unknownColumns = List.copyOf(unknownColumns);
    }

    /**
     * Judges a window by the default policy.
     *
     * @param profile the profile that the window was recorded against
     * @param window the window
     * @return the report
     * @throws IllegalArgumentException if the window belongs to another profile
     */
    public static DriftReport compare(ReferenceProfile profile, Window window) {
        return DriftPolicy.ofDefaults().compare(profile, window);
    }

    /**
     * Judges the rows of a table against those of another by the default policy.
     *
     * @param reference the reference, at least one row
     * @param current a table with a column for each of the reference
     * @return the report
     * @throws IllegalArgumentException if the reference has no rows, or a column is not there or of another type
     */
    public static DriftReport between(Table reference, Table current) {
        return DriftPolicy.ofDefaults().between(reference, current);
    }

    /**
     * DRIFT if any feature drifts, else INCONCLUSIVE if any is or none counts, else STABLE. Exempt features don't count.
     *
     * @return the verdict
     */
    public DriftVerdict verdict() {
        return counting().map(FeatureDrift::verdict).reduce(DriftVerdict::and).orElse(DriftVerdict.INCONCLUSIVE);
    }

    /**
     * The features that count and have one verdict.
     *
     * @param verdict the verdict
     * @return those features, in the order of the report
     */
    public List<FeatureDrift> features(DriftVerdict verdict) {
        return counting().filter(drift -> drift.verdict() == verdict).toList();
    }

    /**
     * The features that have no part in the verdict, because the policy ignores them or makes an exception for some time.
     *
     * @return those features, in the order of the report
     */
    public List<FeatureDrift> exempt() {
        return features.stream().filter(FeatureDrift::exempt).toList();
    }

    private Stream<FeatureDrift> counting() {
        return features.stream().filter(drift -> !drift.exempt());
    }

    /**
     * One feature.
     *
     * @param name its name
     * @return what was found
     * @throws IllegalArgumentException if the profile has no such feature
     */
    public FeatureDrift feature(String name) {
        return features.stream()
                .filter(drift -> drift.feature().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no feature '" + name + "'; the report has "
                        + features.stream().limit(20).map(FeatureDrift::feature).toList()
                        + (features.size() > 20 ? " and more." : ".")));
    }

    /**
     * The numbers of the report. Without labels: {@code drift.features}, and of those {@code drift.features.exempt}, {@code
     * drift.features.counting}, and of these {@code drift.features.drifted} and {@code drift.features.inconclusive}. With the label {@code feature}, as far as there was anything to compare:
     *
     * <ul>
     *   <li>{@code drift.strength}, the larger effect of both tests in multiples of its threshold, 0 unless it is beyond chance; {@code
     *       drift.strength.most}, the largest that is not ruled out, absent where nothing is; by these two a gate {@linkplain
     *       DriftPolicy#toGate judges}; {@code drift.rows.needed} where the window is too small for a verdict;
     *   <li>{@code rows} and {@code missing.share} of the window; {@code drift.missing.change} and its {@code
     *       drift.missing.p.adjusted};
     *   <li>numeric: {@code drift.ks}, the largest D that the counters allow, {@code drift.ks.lower}, the smallest, and their
     *       {@code drift.ks.p} and {@code drift.ks.p.adjusted}, the largest p-values that they allow; {@code drift.psi} unless
     *       there is a single bin; {@code out.of.range.share};
     *   <li>text: {@code drift.psi}, {@code drift.chi2.p}, {@code drift.chi2.p.adjusted} and {@code unlisted.share}.
     * </ul>
     *
     * <p>Adjusted p-values are there for features with enough rows only.
     */
    @Override
    public Metrics metrics() {
        return ReportMetrics.of(this);
    }

    /**
     * The report as a table of at most 100 columns: the verdict, and a line for each feature (at most 50).
     *
     * @return several lines
     */
    @Override
    public String toString() {
        return ReportTable.of(this);
    }
}
