package org.mlopssdk.monitoring.report;

import java.util.ArrayList;
import java.util.List;
import org.mlopssdk.monitoring.profile.CategoryShift;

/** All features in one table, a row for each, in the order of the report. */
final class HtmlTable {
    /** How many rows there are at most. */
    static final int ROWS = 1_000;

    private static final int DIFFERENCE = 80;

    private HtmlTable() {}

    static Element of(List<FeatureView> features) {
        boolean history = features.get(0).trend().hasHistory();
        Element body = Element.of("tbody");
        List<Node> rows = new ArrayList<>();
        features.stream().limit(ROWS).forEach(view -> rows.add(row(view, history)));
        Element table = Element.of("table", Element.of("thead", head(history)), body.add(rows))
                .withClass("all");
        Element section = Element.of(
                        "section",
                        Element.of("h2", "All features, those that matter most first")
                                .with("id", "all"),
                        Element.of("div", table)
                                .withClass("scroll")
                                .with("role", "group")
                                .with("aria-labelledby", "all")
                                .with("tabindex", "0"))
                .with("aria-labelledby", "all");
        int left = features.size() - ROWS;
        return left <= 0
                ? section
                : section.add(Element.of("p", Numbers.count(left, "feature") + " more are left out here.")
                        .withClass("note"));
    }

    private static Element head(boolean history) {
        Element head = Element.of(
                "tr",
                column("Verdict").withClass("t"),
                column("Feature").withClass("t"),
                column("Shares").withClass("t"),
                column("Largest difference").withClass("t"),
                column("× threshold"),
                column("p, adjusted"),
                column("PSI"),
                column("Missing"));
        return history ? head.add(column("Trend").withClass("t")) : head;
    }

    private static Element column(String name) {
        return Element.of("th", name);
    }

    private static Element row(FeatureView view, boolean history) {
        Element name = Element.of("bdi", Node.cut(view.name(), Told.NAME));
        Element row = Element.of(
                "tr",
                HtmlFeature.verdict("td", view.drift()),
                Element.of("th", view.number() > HtmlPage.SECTIONS ? name : link(view, name)),
                view.shares().isEmpty() ? cell("") : Element.of("td", BinChart.spark(view.outline())),
                Element.of("td").add(difference(view)).withClass("t"),
                cell(Told.times(FeatureView.effect(view.drift()))),
                cell(Told.p(view.p())),
                cell(Told.psi(view)),
                cell(Told.missing(view.missing())));
        return history ? row.add(trend(view.trend().last(Trend.SKETCHED))) : row;
    }

    /** The largest difference; a category from right to left stays apart, since it would turn the numbers beside it. */
    static List<Node> difference(FeatureView view) {
        CategoryShift shift = Told.shift(view);
        return shift == null || shift.size() == 0
                ? List.of(Node.cut(Told.difference(view), DIFFERENCE))
                : List.of(
                        Element.of("bdi", Node.cut(Told.category(shift.category()), Told.CATEGORY)),
                        Node.text(" " + Told.shares(shift)));
    }

    private static Element trend(Trend trend) {
        return trend.isKnown() ? Element.of("td", TrendChart.spark(trend)) : cell(Told.NOTHING);
    }

    private static Element link(FeatureView view, Element name) {
        return Element.of("a", name).with("href", "#f" + view.number());
    }

    private static Element cell(String text) {
        return Element.of("td", text);
    }
}
