package org.mlopssdk.monitoring.report;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.monitoring.drift.DriftReport;
import org.mlopssdk.monitoring.drift.DriftVerdict;
import org.mlopssdk.monitoring.drift.Exemption;
import org.mlopssdk.monitoring.drift.FeatureDrift;
import org.mlopssdk.monitoring.profile.CategoryShift;
import org.mlopssdk.monitoring.profile.KsBounds;
import org.mlopssdk.monitoring.profile.MissingValues;
import org.mlopssdk.monitoring.profile.Severity;
import org.mlopssdk.monitoring.profile.TextComparison;
import org.mlopssdk.monitoring.statistic.PsiResult;

/** The findings in words, the same in all forms of a report. */
final class Told {
    private static final int NAMES = 3;
    private static final int COLUMNS = 20;
    static final int NAME = 40;
    static final int CATEGORY = 24;
    private static final int REASON = 80;
    private static final String NONE = "none";
    static final String NOTHING = "–";

    private Told() {}

    /** What stands above the verdict: the title, the window, and the time if there is one. */
    static String over(Presentation presentation) {
        List<String> over = new ArrayList<>(List.of(presentation.title()));
        if (!presentation.window().equals(Presentation.WINDOW)) {
            over.add(presentation.window());
        }
        if (presentation.time() != null) {
            over.add(presentation.time().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        return String.join(" · ", over);
    }

    /** The verdict as one sentence. */
    static String verdict(DriftReport report) {
        int all = report.features().size() - report.exempt().size();
        int drifting = report.features(DriftVerdict.DRIFT).size();
        int unclear = report.features(DriftVerdict.INCONCLUSIVE).size();
        return switch (report.verdict()) {
            case DRIFT ->
                Numbers.count(drifting) + " of " + Numbers.count(all, "feature")
                        + (drifting == 1 ? " has drifted" : " have drifted");
            case INCONCLUSIVE ->
                unclear == 0
                        ? "There is no feature that counts"
                        : "Nobody can say: " + Numbers.count(unclear) + " of " + Numbers.count(all, "feature")
                                + " could not be judged";
            case STABLE -> "No drift in " + (all == 1 ? "the only feature" : "any of " + Numbers.count(all, "feature"));
        };
    }

    /** Names of features in a row, the first three. */
    static String names(List<FeatureDrift> features) {
        List<String> names = features.stream()
                .limit(NAMES)
                .map(drift -> Visible.cut(drift.feature(), NAME))
                .toList();
        int more = features.size() - names.size();
        if (more > 0) {
            return String.join(", ", names) + " and " + Numbers.count(more) + " more";
        }
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** How many rows were compared. */
    static String rows(DriftReport report) {
        long current = 0;
        long reference = 0;
        for (FeatureDrift drift : report.features()) {
            current = Math.max(current, drift.comparison().missing().currentRows());
            reference = Math.max(reference, drift.comparison().missing().referenceRows());
        }
        return Numbers.count(current, "row") + " against " + Numbers.count(reference) + " of the reference";
    }

    /** Whom the verdict concerns, and since when; empty where all is well. */
    static String lead(DriftReport report, Trend overall) {
        List<FeatureDrift> concerned = report.features(report.verdict());
        String names = report.verdict() == DriftVerdict.STABLE || concerned.isEmpty() ? "" : names(concerned) + ". ";
        return (names + sentence(overall.since())).strip();
    }

    /** What was compared, and what to know besides. */
    static String basis(DriftReport report, Trend overall) {
        StringBuilder basis = new StringBuilder(rows(report)).append('.');
        List<FeatureDrift> unclear = report.features(DriftVerdict.INCONCLUSIVE);
        if (report.verdict() == DriftVerdict.DRIFT && !unclear.isEmpty()) {
            basis.append(" Inconclusive: ").append(names(unclear)).append('.');
        }
        String quality = quality(report);
        basis.append(quality.isEmpty() ? "" : " " + quality);
        return basis.append(overall.isAlike() ? "" : " " + overall.unlike()).toString();
    }

    /** Words as a sentence of their own. */
    static String sentence(String words) {
        return words.isEmpty() ? "" : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
    }

    /** What is wrong with the data, and of which features; empty where nothing is but what chance may bring about. */
    static String quality(DriftReport report) {
        StringBuilder told = new StringBuilder();
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING)) {
            List<FeatureDrift> features = report.features().stream()
                    .filter(drift ->
                            drift.comparison().quality().stream().anyMatch(finding -> finding.severity() == severity))
                    .toList();
            if (!features.isEmpty()) {
                told.append(told.isEmpty() ? "Data quality: " : "; ")
                        .append(severity == Severity.ERROR ? "errors in " : "warnings on ")
                        .append(names(features));
            }
        }
        return told.isEmpty() ? "" : told.append('.').toString();
    }

    /** The first columns of many, as names. */
    static String columns(List<String> columns) {
        String named = String.join(
                ", ",
                columns.stream()
                        .limit(COLUMNS)
                        .map(column -> Visible.cut(column, NAME))
                        .toList());
        int more = columns.size() - COLUMNS;
        return more > 0 ? named + " and " + Numbers.count(more) + " more" : named;
    }

    /** A verdict's mark: they differ in shape, not in colour alone. */
    static String mark(DriftVerdict verdict) {
        return switch (verdict) {
            case DRIFT -> "▲";
            case INCONCLUSIVE -> "◇";
            case STABLE -> "●";
        };
    }

    /** What a feature came to, as a mark and a word. */
    static String verdict(FeatureDrift drift) {
        return drift.exempt() ? "○\u00a0Exempt" : mark(drift.verdict()) + "\u00a0" + word(drift.verdict());
    }

    /** A constant of the library as a word. */
    static String word(Enum<?> constant) {
        String name = constant.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    /** The exemption of a feature in words, also one that has expired; empty without one. */
    static String exemption(FeatureDrift drift) {
        Exemption exemption = drift.rule().exemption();
        return exemption == null ? "" : standing(exemption, drift.exempt()) + " (" + exemption.because() + ")";
    }

    /** How an exemption stands, without its reason. */
    static String standing(Exemption exemption, boolean active) {
        if (exemption.until() == null) {
            return "ignored";
        }
        return active
                ? "excepted until " + exemption.until()
                : "counts again since its exception expired on " + exemption.until();
    }

    /** D, or both ends of what the counters leave open. */
    static String distance(KsBounds ks) {
        String least = Numbers.fixed(ks.atLeast().statistic(), 3);
        String most = Numbers.fixed(ks.atMost().statistic(), 3);
        return least.equals(most) ? least : least + " to " + most;
    }

    static String direction(KsBounds ks) {
        return ks.atLeast().sign() > 0 ? "higher" : "lower";
    }

    /** The largest difference between the two sides, values and missing share compared by how much each matters. */
    static String difference(FeatureView view) {
        if (view.missingLeads()) {
            return "missing " + change(view.missing().change());
        }
        CategoryShift shift = shift(view);
        if (shift != null) {
            return shift.size() == 0 ? NONE : Visible.cut(category(shift.category()), CATEGORY) + " " + shares(shift);
        }
        String untested =
                view.drift().adjustedP() == null ? view.drift().values().reason() : "";
        return untested.isEmpty() ? values(view.ks()) : Visible.cut(untested, REASON);
    }

    private static String values(@Nullable KsBounds ks) {
        if (ks == null) {
            return NOTHING;
        }
        return ks.atMost().statistic() == 0 ? NONE : "D " + distance(ks) + ", " + direction(ks);
    }

    /** A category as it is shown: one without a sign to be seen would look like a fault of the page. */
    static String category(String category) {
        return category.isEmpty() ? "(empty)" : category.isBlank() ? "(blank)" : category;
    }

    /** The shift of a category where that is the largest difference, else null. */
    static @Nullable CategoryShift shift(FeatureView view) {
        boolean leads = !view.missingLeads() && view.drift().adjustedP() != null;
        return leads && view.drift().comparison() instanceof TextComparison text ? text.largestShift() : null;
    }

    static String shares(CategoryShift shift) {
        return shares(shift.referenceShare(), shift.currentShare());
    }

    static String shares(double reference, double current) {
        return Numbers.percent(reference) + " → " + Numbers.percent(current);
    }

    /** A change of a share in points, with its sign. */
    static String change(double change) {
        return (change < 0 ? "−" : "+") + Numbers.fixed(Math.abs(100 * change), 1) + "\u00a0points";
    }

    static String times(@Nullable Double effect) {
        return effect == null ? NOTHING : Numbers.fixed(effect, effect < 10 ? 2 : effect < 100 ? 1 : 0) + "\u00a0×";
    }

    static String p(@Nullable Double p) {
        return p == null ? NOTHING : Numbers.p(p);
    }

    static String psi(FeatureView view) {
        PsiResult psi = view.psi();
        return psi == null || psi.isBlind() || view.isSparse() ? NOTHING : Numbers.fixed(psi.value(), 3);
    }

    static String missing(MissingValues missing) {
        if (missing.currentRows() == 0) {
            return NOTHING;
        }
        return missing.referenceMissing() + missing.currentMissing() == 0
                ? "0"
                : shares(missing.referenceShare(), missing.currentShare());
    }
}
