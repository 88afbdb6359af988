package org.mlopssdk.monitoring.report;

import java.util.ArrayList;
import java.util.List;
import org.mlopssdk.monitoring.drift.DriftReport;
import org.mlopssdk.monitoring.drift.DriftVerdict;

/** A report in GitHub-flavoured Markdown: the verdict, a table of all features, and a section for each that is not stable. */
final class MarkdownPage {
    private static final int PARTS = 3;
    private static final int SECTIONS = 50;

    private final Presentation presentation;
    private final DriftReport report;
    private final List<FeatureView> features;
    private final StringBuilder text = new StringBuilder();

    private MarkdownPage(Presentation presentation) {
        this.presentation = presentation;
        this.report = presentation.report();
        this.features = Views.of(presentation);
    }

    static String of(Presentation presentation) {
        MarkdownPage page = new MarkdownPage(presentation);
        page.head();
        if (!page.features.isEmpty()) {
            page.table();
        }
        page.features.stream()
                .filter(view ->
                        view.verdict() != DriftVerdict.STABLE || view.drift().exempt())
                .limit(SECTIONS)
                .forEach(page::section);
        page.foot();
        return page.text.toString();
    }

    private void head() {
        paragraph("# " + Told.mark(report.verdict()) + " " + report.verdict() + ": " + Told.verdict(report));
        paragraph(Markdown.prose(Told.over(presentation)));
        Trend overall = Views.overall(presentation);
        paragraph(Markdown.prose((Told.lead(report, overall) + " " + Told.basis(report, overall)).strip()));
        if (!features.isEmpty() && !features.get(0).advice().isEmpty()) {
            FeatureView first = features.get(0);
            paragraph("**What to do:** start with " + Markdown.code(Visible.cut(first.name(), Told.NAME)) + ". "
                    + Markdown.prose(first.advice()));
        }
    }

    private void table() {
        boolean history = features.get(0).trend().hasHistory();
        line("| Verdict | Feature | Reference | Window | Largest difference | × threshold | p, adjusted | PSI |"
                + " Missing |"
                + (history ? " Trend |" : ""));
        line("|---|---|---|---|---|---:|---:|---:|---:|" + (history ? "---|" : ""));
        for (FeatureView view : features.subList(0, Math.min(HtmlTable.ROWS, features.size()))) {
            List<Share> outline = view.outline();
            List<String> cells = new ArrayList<>(List.of(
                    Told.verdict(view.drift()),
                    Markdown.cell(Visible.cut(view.name(), Told.NAME)),
                    Sparks.BLOCKS.of(outline, Share::reference),
                    Sparks.BLOCKS.of(outline, Share::current),
                    Markdown.prose(Told.difference(view)),
                    Told.times(FeatureView.effect(view.drift())),
                    Markdown.prose(Told.p(view.p())),
                    Told.psi(view),
                    Markdown.prose(Told.missing(view.missing()))));
            if (history) {
                cells.add(Sparks.BLOCKS.of(view.trend().last(Trend.SKETCHED)));
            }
            row(cells);
        }
        int more = features.size() - HtmlTable.ROWS;
        paragraph(more > 0 ? "\nand " + Numbers.count(more, "feature") + " more." : "");
    }

    private void row(List<String> cells) {
        StringBuilder row = new StringBuilder("|");
        cells.forEach(cell -> row.append(' ').append(cell).append(cell.isEmpty() ? "|" : " |"));
        line(row.toString());
    }

    private void section(FeatureView view) {
        paragraph("## " + Told.verdict(view.drift()) + ": " + Markdown.code(view.name()));
        paragraph(Markdown.prose(Told.sentence(view.drift().reason())));
        item(view.trend().since());
        item(view.advice());
        view.findings().forEach(this::item);
        for (Share share : view.topContributions(PARTS)) {
            line("- " + Markdown.code(Visible.cut(Told.category(share.label()), Told.NAME)) + ": "
                    + Markdown.prose(share.told()) + ", " + Numbers.fixed(share.contribution(), 3) + " of the PSI of "
                    + Told.psi(view));
        }
        line("");
    }

    private void item(String words) {
        if (!words.isEmpty()) {
            line("- " + Markdown.prose(words.endsWith(".") ? words : Told.sentence(words)));
        }
    }

    private void foot() {
        if (!report.unknownColumns().isEmpty()) {
            paragraph("Not in the profile: " + Markdown.prose(Told.columns(report.unknownColumns())) + ".");
        }
        paragraph("Subject: " + Markdown.code(report.subject()));
    }

    private void paragraph(String line) {
        line(line);
        line("");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
