package org.mlopssdk.monitoring.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mlopssdk.monitoring.drift.DriftReport;

/** The page as a whole: the verdict, the table of all features, a section for each, and how to read it. */
final class HtmlPage {
    /** How many features get a section of their own; those that matter most come first. */
    static final int SECTIONS = 100;

    /** A page takes no more for each feature, and as much as twenty of them where it has fewer. */
    static final int BYTES = 5_000;

    private static final int FEATURES = 20;
    private static final int EXEMPTIONS = 50;
    private static final int REASON = 250;
    private static final int SUBJECT = 200;

    /** In how many columns a text of others is shown, at the widest and where the page has the least room. */
    private static final int WIDEST = 256;

    private static final int NARROWEST = 4;

    private final Presentation presentation;
    private final DriftReport report;
    private final List<FeatureView> features;

    private HtmlPage(Presentation presentation) {
        this.presentation = presentation;
        this.report = presentation.report();
        this.features = Views.of(presentation);
    }

    static String of(Presentation presentation) {
        HtmlPage page = new HtmlPage(presentation);
        Element html = page(page.report.verdict() + ": " + presentation.title(), page.body());
        return fitting(html, BYTES * Math.max(FEATURES, page.features.size()));
    }

    /** A whole page around a body, which can load and run nothing. */
    static Element page(String title, Element body) {
        return Element.of("html", head(title), body).with("lang", "en").with("dir", "ltr");
    }

    static String written(Element page, int room) {
        StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
        page.appendTo(out, room);
        return out.append('\n').toString();
    }

    /** The page with each text of others in as many columns as it asks for; in half as many, and half of that, while it is too large. */
    private static String fitting(Element page, int bytes) {

        String text = written(page, Node.ALL);
        for (int room = WIDEST; room >= NARROWEST && text.getBytes(StandardCharsets.UTF_8).length > bytes; room /= 2) {
            text = written(page, room);
        }
        return text;
    }

    private static Element head(String title) {
        String policy =
                "default-src 'none'; style-src " + Stylesheet.digest() + "; base-uri 'none'; form-action 'none'";
        return Element.of(
                "head",
                Element.of("meta").with("charset", "utf-8"),
                meta("http-equiv", "Content-Security-Policy", policy),
                meta("name", "viewport", "width=device-width, initial-scale=1"),
                meta("name", "color-scheme", "light dark"),
                Element.of("title", title),
                new Node.Style(Stylesheet.CSS));
    }

    private static Element meta(String kind, String name, String content) {
        return Element.of("meta").with(kind, name).with("content", content);
    }

    private Element body() {
        Element main = Element.of("main");
        if (!features.isEmpty()) {
            main = main.add(HtmlTable.of(features), sections());
        }
        return Element.of("body", header(), main.add(HtmlReading.of(report)), footer());
    }

    private Element header() {
        Element header = Element.of(
                "header",
                Element.of("p", Told.over(presentation)).withClass("over"),
                Element.of("p", Told.mark(report.verdict()) + "\u00a0" + report.verdict())
                        .withClass("verdict " + report.verdict().name().toLowerCase(Locale.ROOT)),
                Element.of("h1", Told.verdict(report)));
        Trend overall = Views.overall(presentation);
        String lead = Told.lead(report, overall);
        if (!lead.isEmpty()) {
            header = header.add(Element.of("p", lead).withClass("lead"));
        }
        header = header.add(Element.of("p", Told.basis(report, overall)).withClass("note"));
        FeatureView first = features.isEmpty() ? null : features.get(0);
        if (first != null && !first.advice().isEmpty()) {
            header = header.add(Element.of("p", Element.of("strong", "What to do: "))
                    .add("start with ")
                    .add(link(first), Node.text(". " + first.advice()))
                    .withClass("todo"));
        }
        return header.add(exemptions());
    }

    private List<Node> exemptions() {
        List<Element> items = features.stream()
                .map(HtmlPage::exemption)
                .flatMap(Optional::stream)
                .limit(EXEMPTIONS)
                .toList();
        return items.isEmpty() ? List.of() : List.of(Element.of("ul").add(items).withClass("note"));
    }

    /** How an exemption stands is always there whole; its reason, as far as there is room. */
    private static Optional<Element> exemption(FeatureView view) {
        return Optional.ofNullable(view.drift().rule().exemption())
                .map(exemption -> Element.of(
                        "li",
                        link(view),
                        Node.text(": " + Told.standing(exemption, view.drift().exempt()) + " ("),
                        Node.cut(exemption.because(), REASON),
                        Node.text(").")));
    }

    private static Element link(FeatureView view) {
        Element name = Element.of("bdi", Node.cut(view.name(), Told.NAME));
        return view.number() > SECTIONS ? name : Element.of("a", name).with("href", "#f" + view.number());
    }

    private Element sections() {
        Element section = Element.of(
                        "section", Element.of("h2", "Feature by feature").with("id", "features"))
                .with("aria-labelledby", "features");
        for (FeatureView view : features.subList(0, Math.min(SECTIONS, features.size()))) {
            section = section.add(HtmlFeature.of(view));
        }
        int left = features.size() - SECTIONS;
        return left <= 0
                ? section
                : section.add(Element.of(
                                "p",
                                "The other " + Numbers.count(left, "feature")
                                        + " matter less, and stand in the table above only.")
                        .withClass("note"));
    }

    private Element footer() {
        return Element.of(
                "footer",
                Element.of(
                        "p",
                        "Made of counters by MLOps SDK: this page holds no row of anybody's data, runs no script and"
                                + " asks for nothing from any network."),
                Element.of("p", Node.cut("Subject: " + report.subject(), SUBJECT)));
    }
}
