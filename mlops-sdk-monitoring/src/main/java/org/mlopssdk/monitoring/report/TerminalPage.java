package org.mlopssdk.monitoring.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mlopssdk.monitoring.drift.DriftReport;
import org.mlopssdk.monitoring.drift.DriftVerdict;
import org.mlopssdk.monitoring.drift.FeatureDrift;

/** A report as text of at most 100 columns, with a line for each feature and its shape and trend in small bars. */
final class TerminalPage {
    private static final int WIDTH = 100;
    private static final int ROWS = 50;
    private static final int REASONS = 5;
    private static final int[] COLUMNS = {12, 21, 10, 10, 22, 8, 10};

    private final DriftReport report;
    private final List<FeatureView> features;
    private final Trend overall;
    private final Sparks sparks;
    private final String title;
    private final List<String> lines = new ArrayList<>();

    private TerminalPage(Presentation presentation, Sparks sparks) {
        this.report = presentation.report();
        this.features = Views.of(presentation);
        this.overall = Views.overall(presentation);
        this.sparks = sparks;
        this.title = Told.over(presentation);
    }

    static String of(Presentation presentation, Sparks sparks) {
        TerminalPage page = new TerminalPage(presentation, sparks);
        page.head();
        page.table();
        page.foot();
        return page.lines.stream().map(page::line).collect(Collectors.joining("\n", "", "\n"));
    }

    private void head() {
        lines.add(title);
        lines.add(report.verdict() + ": " + Told.verdict(report));
        wrap((Told.lead(report, overall) + " " + Told.basis(report, overall)).strip());
        lines.add("");
    }

    private void table() {
        boolean history = overall.hasHistory();
        row("verdict", "feature", "reference", "window", "largest difference", "p", history ? "trend" : "");
        features.stream().limit(ROWS).forEach(view -> {
            List<Share> outline = view.outline(COLUMNS[2]);
            row(
                    view.drift().exempt() ? "exempt" : view.verdict().name(),
                    view.name(),
                    sparks.of(outline, Share::reference),
                    sparks.of(outline, Share::current),
                    Told.difference(view),
                    Told.p(view.p()),
                    history ? sparks.of(view.trend().last(COLUMNS[6])) : "");
        });
        int more = features.size() - ROWS;
        if (more > 0) {
            lines.add("... and " + Numbers.count(more, "feature") + " more");
        }
    }

    private void row(String... cells) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            row.append(Visible.pad(shown(cells[i]), COLUMNS[i])).append(' ');
        }
        lines.add(row.toString());
    }

    private void foot() {
        lines.add("");
        if (!features.isEmpty() && !features.get(0).advice().isEmpty()) {
            wrap("What to do: start with " + Visible.cut(features.get(0).name(), Told.NAME) + ". "
                    + features.get(0).advice());
        }
        unclear();
        features.stream()
                .filter(view -> view.drift().rule().exemption() != null)
                .limit(ROWS)
                .forEach(view -> wrap(Visible.cut(view.name(), Told.NAME) + ": " + Told.exemption(view.drift())));
        if (!report.unknownColumns().isEmpty()) {
            wrap("Not in the profile: " + Told.columns(report.unknownColumns()));
        }
    }

    /** Why nobody can say, once for all features of which it is the same. */
    private void unclear() {
        Map<String, List<FeatureDrift>> reasons = new LinkedHashMap<>();
        for (FeatureDrift drift : report.features(DriftVerdict.INCONCLUSIVE)) {
            String reason = drift.values().reason();
            reasons.computeIfAbsent(reason.isEmpty() ? drift.missing().reason() : reason, any -> new ArrayList<>())
                    .add(drift);
        }
        reasons.entrySet().stream()
                .filter(reason -> !reason.getKey().isEmpty())
                .limit(REASONS)
                .forEach(reason -> wrap("Inconclusive, " + reason.getKey() + ": " + Told.names(reason.getValue())));
    }

    private void wrap(String text) {
        StringBuilder line = new StringBuilder();
        for (String word : shown(text).split(" ", -1)) {
            if (line.length() > 0 && Visible.columns(line + " " + word) > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
    }

    /** Text as this terminal shows it. */
    private String shown(String text) {
        String shown = Visible.of(text).replace('\u00a0', ' ');
        return sparks == Sparks.ASCII ? ascii(shown) : shown;
    }

    private String line(String line) {
        return shown(Visible.cut(line.stripTrailing(), WIDTH));
    }

    /** The few signs of ours in ASCII, and a question mark for those of others. */
    private static String ascii(String line) {
        return line.replace("→", "->")
                .replace('…', '~')
                .replace('−', '-')
                .replace('–', '-')
                .replace('×', 'x')
                .replace('·', '-')
                .replaceAll("[^\\x20-\\x7e]", "?");
    }
}
