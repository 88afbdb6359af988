package org.mlopssdk.monitoring.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.json.Json;
import org.mlopssdk.monitoring.drift.DriftReport;
import org.mlopssdk.monitoring.drift.DriftVerdict;
import org.mlopssdk.monitoring.drift.Exemption;
import org.mlopssdk.monitoring.drift.FeatureDrift;
import org.mlopssdk.monitoring.profile.EcdfPoint;
import org.mlopssdk.monitoring.profile.KsBounds;
import org.mlopssdk.monitoring.profile.MissingValues;
import org.mlopssdk.monitoring.profile.QualityFinding;
import org.mlopssdk.monitoring.profile.QualityRule;
import org.mlopssdk.monitoring.profile.Severity;
import org.mlopssdk.monitoring.statistic.PsiBin;
import org.mlopssdk.monitoring.statistic.PsiResult;

/** A report as JSON, as {@link Presentation#json} documents it. */
record JsonDocument(
        int format,
        String title,
        String window,
        @Nullable Instant time,
        String subject,
        DriftVerdict verdict,
        String sentence,
        Map<?, ?> policy,
        List<Feature> features,
        List<String> unknownColumns) {
    private static final int VERSION = 1;

    /** One feature. */
    record Feature(
            String feature,
            DriftVerdict verdict,
            boolean exempt,
            @Nullable Exemption exemption,
            String reason,
            String advice,
            List<String> findings,
            List<Quality> quality,
            double strength,
            double importance,
            @Nullable Double adjustedP,
            @Nullable Double missingAdjustedP,
            @Nullable Long rowsNeeded,
            MissingValues missing,
            @Nullable Ks ks,
            @Nullable Psi psi,
            List<EcdfPoint> curve,
            List<Trend.Point> trend) {}

    /** Something that is wrong with the data, or may be. */
    record Quality(QualityRule rule, Severity severity, String sentence) {
        static Quality of(QualityFinding finding) {
            return new Quality(finding.rule(), finding.severity(), writable(finding.sentence()));
        }
    }

    /** The Kolmogorov-Smirnov test, with both ends of what the counters leave open. */
    record Ks(double atLeast, double atMost, double location, String direction, double pAtLeast, double pAtMost) {
        static @Nullable Ks of(@Nullable KsBounds ks) {
            return ks == null
                    ? null
                    : new Ks(
                            ks.atLeast().statistic(),
                            ks.atMost().statistic(),
                            ks.atLeast().location(),
                            Told.direction(ks),
                            ks.atMost().pValue(),
                            ks.atLeast().pValue());
        }
    }

    /** The population stability index with its bins. */
    record Psi(double value, double expectedWithoutDrift, List<Bin> bins) {}

    /** A bin or category. */
    record Bin(String label, long referenceCount, long currentCount, double contribution) {}

    static String of(Presentation presentation) {
        DriftReport report = presentation.report();
        JsonDocument document = new JsonDocument(
                VERSION,
                presentation.title(),
                presentation.window(),
                presentation.time(),
                writable(report.subject()),
                report.verdict(),
                Told.verdict(report),
                Json.read(report.policy().toJson(), Map.class, "drift policy"),
                Views.of(presentation).stream().map(JsonDocument::feature).toList(),
                report.unknownColumns().stream().map(JsonDocument::writable).toList());
        return new String(Json.write(document), StandardCharsets.UTF_8) + "\n";
    }

    private static Feature feature(FeatureView view) {
        FeatureDrift drift = view.drift();
        return new Feature(
                writable(view.name()),
                drift.verdict(),
                drift.exempt(),
                drift.rule().exemption(),
                writable(drift.reason()),
                view.advice(),
                view.findings(),
                drift.comparison().quality().stream().map(Quality::of).toList(),
                drift.strength(),
                drift.importance(),
                drift.adjustedP(),
                drift.missingAdjustedP(),
                drift.rowsNeeded(),
                view.missing(),
                Ks.of(view.ks()),
                psi(view),
                view.curve(),
                view.trend().hasHistory() ? view.trend().points() : List.of());
    }

    private static @Nullable Psi psi(FeatureView view) {
        PsiResult psi = view.psi();
        if (psi == null) {
            return null;
        }
        List<Bin> bins = new ArrayList<>();
        for (PsiBin bin : psi.bins()) {
            bins.add(new Bin(
                    writable(view.shares().get(bins.size()).label()),
                    bin.referenceCount(),
                    bin.currentCount(),
                    bin.contribution()));
        }
        return new Psi(psi.value(), psi.expectedWithoutDrift(), bins);
    }

    /** The text itself; only what has no UTF-8 is shown by its number. */
    private static String writable(String text) {
        return Json.isWritable(text) ? text : Visible.of(text);
    }
}
