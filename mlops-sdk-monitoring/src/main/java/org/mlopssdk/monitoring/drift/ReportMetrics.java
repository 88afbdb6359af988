package org.mlopssdk.monitoring.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.monitoring.profile.MissingValues;
import org.mlopssdk.monitoring.profile.NumericComparison;
import org.mlopssdk.monitoring.profile.TextComparison;
import org.mlopssdk.monitoring.statistic.PsiResult;

/** A report as labelled metrics. */
final class ReportMetrics {
    static final String COUNTING = "drift.features.counting";
    static final String STRENGTH = "drift.strength";
    static final String STRENGTH_AT_MOST = "drift.strength.most";

    private final List<Metric> all = new ArrayList<>();
    private final Map<String, String> labels;
    private final long n;

    private ReportMetrics(String feature, long n) {
        this.labels = labels(feature);
        this.n = n;
    }

    static Map<String, String> labels(String feature) {
        return Map.of("feature", feature);
    }

    static Metrics of(DriftReport report) {
        List<Metric> all = new ArrayList<>();
        int features = report.features().size();
        int exempt = report.exempt().size();
        all.add(Metric.of("drift.features", features));
        all.add(Metric.of("drift.features.exempt", exempt));
        all.add(Metric.of(COUNTING, features - exempt));
        all.add(Metric.of(
                "drift.features.drifted", report.features(DriftVerdict.DRIFT).size()));
        all.add(Metric.of(
                "drift.features.inconclusive",
                report.features(DriftVerdict.INCONCLUSIVE).size()));
        report.features().forEach(drift -> all.addAll(of(drift)));
        return new Metrics(all);
    }

    private static List<Metric> of(FeatureDrift drift) {
        MissingValues missing = drift.comparison().missing();
        ReportMetrics metrics = new ReportMetrics(drift.feature(), missing.currentRows());
        Finding values = drift.values();
        metrics.add(STRENGTH, Math.max(values.significant(), drift.missing().significant()));
        double most = Math.max(values.possible(), drift.missing().possible());
        metrics.add(STRENGTH_AT_MOST, Double.isFinite(most) ? most : null);
        Long needed = drift.rowsNeeded();
        metrics.add("drift.rows.needed", needed == null ? null : Double.valueOf(needed));
        metrics.add("rows", (double) missing.currentRows());
        if (missing.currentRows() > 0) {
            metrics.add("missing.share", missing.currentShare());
            metrics.add("drift.missing.change", missing.change());
            metrics.add("drift.missing.p.adjusted", drift.missingAdjustedP());
        }
        if (drift.comparison() instanceof NumericComparison numeric) {
            metrics.numeric(numeric, drift.adjustedP());
        } else if (drift.comparison() instanceof TextComparison text) {
            metrics.text(text, drift.adjustedP());
        }
        return metrics.all;
    }

    private void numeric(NumericComparison numeric, @Nullable Double adjustedP) {
        if (numeric.ks() != null) {
            add("drift.ks", numeric.ks().atMost().statistic());
            add("drift.ks.lower", numeric.ks().atLeast().statistic());
            add("drift.ks.p", numeric.ks().atLeast().pValue());
            add("drift.ks.p.adjusted", adjustedP);
            add("out.of.range.share", numeric.outOfRangeShare());
        }
        psi(numeric.psi());
    }

    private void text(TextComparison text, @Nullable Double adjustedP) {
        if (text.chiSquare() != null) {
            add("drift.chi2.p", text.chiSquare().pValue());
            add("drift.chi2.p.adjusted", adjustedP);
            add("unlisted.share", text.unlistedShare());
        }
        psi(text.psi());
    }

    private void psi(@Nullable PsiResult psi) {
        if (psi != null && !psi.isBlind()) {
            add("drift.psi", psi.value());
        }
    }

    private void add(String name, @Nullable Double value) {
        if (value != null) {
            all.add(Metric.of(name, value).withLabels(labels).withN(n));
        }
    }
}
