package org.mlopssdk.monitoring.drift;

import java.util.Locale;
import org.mlopssdk.monitoring.profile.CategoryShift;
import org.mlopssdk.monitoring.profile.KsBounds;
import org.mlopssdk.monitoring.profile.MissingValues;
import org.mlopssdk.monitoring.profile.NumericComparison;
import org.mlopssdk.monitoring.profile.TextComparison;
import org.mlopssdk.monitoring.statistic.PsiResult;

/** A report as a table for people, at most 100 columns wide. */
final class ReportTable {
    private static final int ROWS = 50;
    private static final int FEATURE = 21;
    private static final int EFFECT = 31;

    private final DriftReport report;
    private final StringBuilder text = new StringBuilder();

    private ReportTable(DriftReport report) {
        this.report = report;
    }

    static String of(DriftReport report) {
        ReportTable table = new ReportTable(report);
        table.title();
        table.row("verdict", "feature", "largest difference", "p", "PSI", "missing, %");
        report.features().stream().limit(ROWS).forEach(table::feature);
        int more = report.features().size() - ROWS;
        if (more > 0) {
            table.line("... and " + more + " features more");
        }
        table.reasons();
        if (!report.unknownColumns().isEmpty()) {
            table.line("not in the profile: " + String.join(", ", report.unknownColumns()));
        }
        return table.text.toString();
    }

    private void title() {
        int exempt = report.exempt().size();
        text.append(Lines.cut(
                report.verdict() + ": "
                        + report.features(DriftVerdict.DRIFT).size() + " of "
                        + (report.features().size() - exempt) + " features drift, "
                        + report.features(DriftVerdict.INCONCLUSIVE).size() + " inconclusive"
                        + (exempt == 0 ? "; " : ", " + exempt + " exempt; ")
                        + rows(),
                Lines.WIDTH));
    }

    /** Of what is exempt, or was: somebody meant to look at the feature again. And of what was tested and yet has no verdict. */
    private void reasons() {
        report.features().stream()
                .filter(drift -> drift.rule().exemption() != null || isUndecided(drift))
                .limit(ROWS)
                .forEach(drift -> text.append(System.lineSeparator())
                        .append(Lines.wrapped(drift.feature() + ": " + drift.reason(), 2)));
    }

    private static boolean isUndecided(FeatureDrift drift) {
        return drift.verdict() == DriftVerdict.INCONCLUSIVE
                && (drift.adjustedP() != null || drift.missingAdjustedP() != null);
    }

    private String rows() {
        long most = report.features().stream()
                .mapToLong(drift -> drift.comparison().missing().currentRows())
                .max()
                .orElse(0);
        long reference = report.features().stream()
                .mapToLong(drift -> drift.comparison().missing().referenceRows())
                .max()
                .orElse(0);
        return most + " rows against " + reference;
    }

    private void feature(FeatureDrift drift) {
        MissingValues missing = drift.comparison().missing();
        boolean missingLeads = missingLeads(drift);
        Double p = missingLeads ? drift.missingAdjustedP() : drift.adjustedP();
        row(
                drift.exempt() ? "exempt" : drift.verdict().name(),
                drift.feature(),
                missingLeads ? "missing " + Figures.points(missing.change()) : effect(drift),
                p == null ? "-" : Figures.p(p).substring(2),
                psi(drift),
                share(missing.referenceShare()) + " -> "
                        + (missing.currentRows() == 0 ? "-" : share(missing.currentShare())));
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    /** Whether more, or fewer, values are missing, and that is what makes the feature drift more than its values do. */
    private boolean missingLeads(FeatureDrift drift) {
        return drift.missing().verdict() == DriftVerdict.DRIFT
                && drift.missing().significant() >= drift.values().significant();
    }

    private static String effect(FeatureDrift drift) {
        if (drift.adjustedP() == null) {
            return Sentence.untold(drift.values(), drift.missing());
        }
        if (drift.comparison() instanceof NumericComparison numeric && numeric.ks() != null) {
            return effect(numeric.ks());
        }
        if (drift.comparison() instanceof TextComparison text && text.largestShift() != null) {
            return effect(text.largestShift());
        }
        return "-";
    }

    private static String effect(KsBounds ks) {
        double d = ks.atLeast().statistic();
        if (d == 0 && ks.isExact()) {
            return "KS 0";
        }
        String direction = Sentence.direction(ks.atLeast());
        return ks.isExact()
                ? String.format(
                        Locale.ROOT,
                        "KS %.3f at %s %s",
                        d,
                        Figures.text(ks.atLeast().location()),
                        direction)
                : String.format(
                        Locale.ROOT, "KS %.3f to %.3f %s", d, ks.atMost().statistic(), direction);
    }

    private static String effect(CategoryShift shift) {
        String shares = String.format(
                Locale.ROOT, " %.1f -> %.1f %%", 100 * shift.referenceShare(), 100 * shift.currentShare());
        return Lines.cut(shift.category(), EFFECT - shares.length()) + shares;
    }

    private static String psi(FeatureDrift drift) {
        PsiResult psi = drift.comparison() instanceof NumericComparison numeric
                ? numeric.psi()
                : ((TextComparison) drift.comparison()).psi();
        return psi == null || psi.isBlind() || drift.adjustedP() == null
                ? "-"
                : String.format(Locale.ROOT, "%.3f", psi.value());
    }

    private void row(String verdict, String feature, String effect, String p, String psi, String missing) {
        line(String.format(
                Locale.ROOT,
                "%-12s %-" + FEATURE + "s %-" + EFFECT + "s %-8s %7s  %s",
                verdict,
                Lines.cut(feature, FEATURE),
                Lines.cut(effect, EFFECT),
                p,
                psi,
                missing));
    }

    private void line(String line) {
        text.append(System.lineSeparator()).append(Lines.cut(line.stripTrailing(), Lines.WIDTH));
    }
}
