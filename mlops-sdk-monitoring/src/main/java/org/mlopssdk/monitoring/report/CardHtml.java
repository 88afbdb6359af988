package org.mlopssdk.monitoring.report;

import java.util.ArrayList;
import java.util.List;

/** A card as a page. */
final class CardHtml {

    private CardHtml() {}

    static String of(ModelCard card) {
        List<CardSection> sections = CardSections.of(card);
        Element main = Element.of("main");
        for (int i = 0; i < sections.size(); i++) {
            main = main.add(section(sections.get(i), "s" + (i + 1)));
        }
        Element page = HtmlPage.page("Model card: " + card.heading(), Element.of("body", header(card), main, footer()));
        return HtmlPage.written(page, Node.ALL);
    }

    private static Element header(ModelCard card) {
        Element header = Element.of(
                "header",
                Element.of("p", "Model card").withClass("over"),
                Element.of("h1", Element.of("bdi", card.heading())));
        for (String words : description(card)) {
            header = header.add(Element.of("p", words).withClass("lead"));
        }
        List<String> missing = card.missing();
        return missing.isEmpty()
                ? header
                : header.add(Element.of("p", Element.of("strong", "Missing: "))
                        .add(String.join(", ", missing) + ".")
                        .withClass("todo"));
    }

    static List<String> description(ModelCard card) {
        return card.version()
                .description()
                .map(text -> CardSection.Words.of(text).paragraphs())
                .orElse(List.of());
    }

    private static Element section(CardSection section, String id) {
        Element element = Element.of(
                        "section", Element.of("h2", section.title()).with("id", id))
                .with("aria-labelledby", id);
        if (section.isMissing()) {
            return element.add(Element.of("p", "Missing. " + section.absence()).withClass("note"));
        }
        for (CardSection.Block block : section.blocks()) {
            element = element.add(block(block, id));
        }
        return element;
    }

    private static List<Element> block(CardSection.Block block, String id) {
        if (block instanceof CardSection.Words words) {
            return words.paragraphs().stream()
                    .map(paragraph -> Element.of("p", paragraph))
                    .toList();
        }
        CardSection.Grid grid = (CardSection.Grid) block;
        List<Element> elements = new ArrayList<>(List.of(Element.of("div", table(grid))
                .withClass("scroll")
                .with("role", "group")
                .with("aria-labelledby", id)
                .with("tabindex", "0")));
        if (!grid.rest().isEmpty()) {
            elements.add(Element.of("p", grid.rest()).withClass("note"));
        }
        return elements;
    }

    private static Element table(CardSection.Grid grid) {
        Element head = Element.of("tr");
        for (int column = 0; column < grid.head().size(); column++) {
            head = head.add(aligned(Element.of("th", grid.head().get(column)), grid, column));
        }
        List<Element> rows = new ArrayList<>();
        for (List<String> cells : grid.shown()) {
            List<Element> row = new ArrayList<>();
            for (int column = 0; column < cells.size(); column++) {
                row.add(aligned(
                        Element.of(column == 0 ? "th" : "td", Element.of("bdi", cells.get(column))), grid, column));
            }
            rows.add(Element.of("tr").add(row));
        }
        return Element.of(
                "table", Element.of("thead", head), Element.of("tbody").add(rows));
    }

    private static Element aligned(Element cell, CardSection.Grid grid, int column) {
        return column < grid.texts() ? cell.withClass("t") : cell;
    }

    private static Element footer() {
        return Element.of(
                "footer",
                Element.of(
                        "p",
                        "Made of what was registered, by MLOps SDK: this page holds no row of anybody's data, runs no"
                                + " script and asks for nothing from any network."));
    }
}
