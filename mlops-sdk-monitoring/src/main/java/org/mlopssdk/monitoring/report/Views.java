package org.mlopssdk.monitoring.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.monitoring.drift.DriftReport;
import org.mlopssdk.monitoring.drift.DriftVerdict;
import org.mlopssdk.monitoring.drift.FeatureDrift;
import org.mlopssdk.monitoring.profile.CategoryCount;
import org.mlopssdk.monitoring.profile.NumericComparison;
import org.mlopssdk.monitoring.profile.TextComparison;
import org.mlopssdk.monitoring.statistic.PsiBin;
import org.mlopssdk.monitoring.statistic.PsiResult;

/** Takes from a report, and those before it, what is told about each feature. */
final class Views {
    /** Enough points for a curve of that size on a screen. */
    private static final int POINTS = 20;

    private final Presentation presentation;

    private final Map<String, Map<String, FeatureDrift>> earlier = new LinkedHashMap<>();

    private Views(Presentation presentation) {
        this.presentation = presentation;
        presentation.earlier().forEach((window, report) -> earlier.put(window, byName(report)));
    }

    private static Map<String, FeatureDrift> byName(DriftReport report) {
        return report.features().stream().collect(Collectors.toMap(FeatureDrift::feature, drift -> drift, (a, b) -> a));
    }

    /** The features in the order of the report. */
    static List<FeatureView> of(Presentation presentation) {
        Views views = new Views(presentation);
        List<FeatureView> all = new ArrayList<>();
        for (FeatureDrift drift : presentation.report().features()) {
            all.add(views.view(all.size() + 1, drift));
        }
        return all;
    }

    /** How the report as a whole fared. */
    static Trend overall(Presentation presentation) {
        List<Trend.Point> points = new ArrayList<>();
        DriftReport now = presentation.report();
        presentation.earlier().forEach((window, then) -> points.add(point(window, then, now, null, then.verdict())));
        points.add(point(presentation.window(), now, now, null, now.verdict()));
        return new Trend(points);
    }

    private FeatureView view(int number, FeatureDrift drift) {
        Trend trend = trend(drift);
        List<String> findings = Findings.of(drift);
        String advice = Advice.of(drift);
        if (drift.comparison() instanceof NumericComparison numeric && numeric.psi() != null) {
            Slots slots = Slots.of(numeric.psi().bins(), numeric.distributions());
            List<Share> shares = shares(numeric.psi(), slots.names());
            return new FeatureView(
                    number,
                    drift,
                    shares,
                    slots.drawn(shares, numeric.distributions()),
                    slots,
                    numeric.distributions().ecdf(POINTS),
                    trend,
                    findings,
                    advice);
        }
        List<Share> shares = drift.comparison() instanceof TextComparison text && text.psi() != null
                ? shares(
                        text.psi(),
                        text.categories().stream().map(CategoryCount::category).toList())
                : List.of();
        return new FeatureView(number, drift, shares, shares, null, List.of(), trend, findings, advice);
    }

    private static List<Share> shares(PsiResult psi, List<String> labels) {
        double n = psi.referenceSize();
        double m = psi.currentSize();
        List<Share> shares = new ArrayList<>();
        for (PsiBin bin : psi.bins()) {
            shares.add(new Share(
                    labels.get(shares.size()), bin.referenceCount() / n, bin.currentCount() / m, bin.contribution()));
        }
        return shares;
    }

    private Trend trend(FeatureDrift drift) {
        List<Trend.Point> points = new ArrayList<>();
        DriftReport now = presentation.report();
        presentation.earlier().forEach((window, report) -> {
            FeatureDrift then = earlier.getOrDefault(window, Map.of()).get(drift.feature());
            points.add(
                    then == null
                            ? point(window, report, now, null, null)
                            : point(window, report, now, FeatureView.effect(then), then.verdict()));
        });
        points.add(point(presentation.window(), now, now, FeatureView.effect(drift), drift.verdict()));
        return new Trend(points);
    }

    private static Trend.Point point(
            String window, DriftReport then, DriftReport now, @Nullable Double effect, @Nullable DriftVerdict verdict) {
        boolean samePolicy = then.policy().equals(now.policy());
        boolean sameReference = then.reference().equals(now.reference());
        return new Trend.Point(window, effect, verdict, samePolicy ? null : true, sameReference ? null : true);
    }
}
