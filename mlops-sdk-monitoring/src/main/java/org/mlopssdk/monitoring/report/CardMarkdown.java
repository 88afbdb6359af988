package org.mlopssdk.monitoring.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A card in GitHub-flavoured Markdown. */
final class CardMarkdown {

    private final StringBuilder text = new StringBuilder();

    private CardMarkdown() {}

    static String of(ModelCard card) {
        CardMarkdown page = new CardMarkdown();
        page.paragraph("# " + Markdown.prose(card.heading()));
        CardHtml.description(card).forEach(words -> page.paragraph(Markdown.prose(words)));
        List<String> missing = card.missing();
        if (!missing.isEmpty()) {
            page.paragraph("**Missing:** " + Markdown.prose(String.join(", ", missing)) + ".");
        }
        CardSections.of(card).forEach(page::section);
        return page.text.toString();
    }

    private void section(CardSection section) {
        paragraph("## " + Markdown.prose(section.title()));
        if (section.isMissing()) {
            paragraph("Missing. " + Markdown.prose(section.absence()));
        }
        section.blocks().forEach(this::block);
    }

    private void block(CardSection.Block block) {
        if (block instanceof CardSection.Words words) {
            words.paragraphs().forEach(told -> paragraph(Markdown.prose(told)));
            return;
        }
        CardSection.Grid grid = (CardSection.Grid) block;
        line(row(grid.head()));
        StringBuilder rule = new StringBuilder("|");
        for (int column = 0; column < grid.head().size(); column++) {
            rule.append(column < grid.texts() ? "---|" : "---:|");
        }
        line(rule.toString());
        for (List<String> cells : grid.shown()) {
            List<String> shown = new ArrayList<>(List.of(Markdown.cell(cells.get(0))));
            cells.subList(1, cells.size()).forEach(cell -> shown.add(Markdown.prose(cell)));
            line(row(shown));
        }
        line("");
        if (!grid.rest().isEmpty()) {
            paragraph(grid.rest());
        }
    }

    private static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    private void paragraph(String line) {
        line(line);
        line("");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
