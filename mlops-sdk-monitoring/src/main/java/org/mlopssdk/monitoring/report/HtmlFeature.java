package org.mlopssdk.monitoring.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mlopssdk.monitoring.drift.DriftVerdict;
import org.mlopssdk.monitoring.drift.FeatureDrift;
import org.mlopssdk.monitoring.profile.CategoryShift;
import org.mlopssdk.monitoring.profile.KsBounds;
import org.mlopssdk.monitoring.profile.TextComparison;
import org.mlopssdk.monitoring.statistic.PsiResult;

/** The section of one feature: open where it drifts, closed otherwise. */
final class HtmlFeature {
    private static final int NAME = 64;
    private static final int SINCE = 80;
    private static final int REASON = 400;
    private static final int PARTS = 3;
    private static final int CATEGORIES = 10;
    private static final int FINDINGS = 3;
    private static final int FINDING = 220;
    private static final int LEAST_FINDING = 64;

    private final FeatureView view;

    private HtmlFeature(FeatureView view) {
        this.view = view;
    }

    static Element of(FeatureView view) {
        HtmlFeature feature = new HtmlFeature(view);
        Element details = Element.of("details", feature.heading(), feature.body());
        return view.verdict() == DriftVerdict.DRIFT && !view.drift().exempt() ? details.with("open", "") : details;
    }

    /** A verdict as a mark, a word and a colour. */
    static Element verdict(String element, FeatureDrift drift) {
        String style = drift.exempt() ? "exempt" : drift.verdict().name().toLowerCase(Locale.ROOT);
        return Element.of(element, Told.verdict(drift)).withClass("verdict " + style);
    }

    private Element heading() {
        Element summary = Element.of(
                "summary",
                Element.of(
                        "h3",
                        verdict("span", view.drift()),
                        Node.text(" "),
                        Element.of("bdi", Node.cut(view.name(), NAME))));
        String since = view.trend().since();
        return since.isEmpty()
                ? summary
                : summary.add(Element.of("span", Node.cut(since, SINCE)).withClass("note"));
    }

    private Element body() {
        Element body = Element.of("div").withClass("body").with("id", "f" + view.number());
        Element reason = Element.of("p").add(reason());
        body = view.verdict() == DriftVerdict.DRIFT ? body.add(finding(), reason.withClass("note")) : body.add(reason);
        if (!view.advice().equals(Advice.IN_GENERAL) && !view.advice().isEmpty()) {
            body = body.add(Element.of("p", view.advice()).withClass("todo"));
        }
        List<Node> drawings = new ArrayList<>(figures());
        drawings.addAll(parts());
        drawings.addAll(trend());
        if (!drawings.isEmpty()) {
            body = body.add(Element.of("div").add(drawings).withClass("pair"));
        }
        return body.add(findings());
    }

    /** The reason; a category in it stays apart, as in {@link HtmlTable#difference}. */
    private List<Node> reason() {
        String reason = Told.sentence(view.drift().reason());
        CategoryShift shift = view.drift().comparison() instanceof TextComparison text ? text.largestShift() : null;
        int begin = shift == null ? -1 : reason.indexOf(shift.toString());
        if (shift == null || begin < 0 || Visible.columns(reason) > REASON) {
            return List.of(Node.cut(reason, REASON));
        }
        String category = shift.category();
        return List.of(
                Node.cut(reason.substring(0, begin), REASON),
                Element.of("bdi", Node.cut(Told.category(category), REASON)),
                Node.cut(reason.substring(begin + category.length()), REASON));
    }

    /** What drifts, and by how much, before all its numbers. */
    private Element finding() {
        return Element.of(
                "p",
                Element.of("strong").add(HtmlTable.difference(view)),
                Node.text(", an effect of " + Told.times(view.drift().strength()) + " its threshold."));
    }

    private List<Node> figures() {
        Slots slots = view.slots();
        KsBounds ks = view.ks();
        if (slots != null && ks != null) {
            String bins = slots.areValues()
                    ? "Share of each value"
                    : Numbers.count(slots.size(), "bin") + ", drawn equally wide";
            return List.of(
                    figure(legend(bins), BinChart.of(view.drawn(), slots)),
                    figure(legend("Share up to each value, same axis"), CurveChart.of(slots, view.curve(), ks)));
        }
        if (view.isText() && !view.shares().isEmpty()) {
            return List.of(figure(legend("Share of each category"), CategoryChart.of(view.largestShares(CATEGORIES))));
        }
        return List.of();
    }

    private static Element figure(Element caption, Element drawing) {
        return Element.of("figure", caption, drawing);
    }

    /** The short names of its elements are many bytes less than classes. */
    private static Element legend(String caption) {
        return Element.of("figcaption", caption).add(Element.of("i", "reference"), Element.of("b", "this window"));
    }

    private List<Node> parts() {
        PsiResult psi = view.psi();
        List<Share> top = view.topContributions(PARTS);
        if (psi == null || top.isEmpty()) {
            return List.of();
        }
        String caption = "Largest parts of the PSI of " + Numbers.fixed(psi.value(), 3) + " (without drift about "
                + Numbers.fixed(psi.expectedWithoutDrift(), 3) + ")";
        Element head = Element.of(
                "tr",
                Element.of("th", view.isText() ? "Category" : "Bin"),
                Element.of("th", "Share"),
                Element.of("th", "Part"));
        List<Element> rows = top.stream().map(this::part).toList();
        return List.of(Element.of(
                "div",
                Element.of(
                        "table",
                        Element.of("caption", caption),
                        Element.of("thead", head),
                        Element.of("tbody").add(rows))));
    }

    private Element part(Share share) {
        Node label = Node.cut(Told.category(share.label()), Told.NAME);
        return Element.of(
                "tr",
                Element.of("th", view.isText() ? Element.of("bdi", label) : label),
                Element.of("td", share.told()),
                Element.of("td", Numbers.fixed(share.contribution(), 3)));
    }

    private List<Node> findings() {
        if (view.findings().isEmpty()) {
            return List.of();
        }
        List<Element> items = new ArrayList<>();
        view.findings().stream()
                .limit(FINDINGS)
                .forEach(finding -> items.add(Element.of("li", Node.cut(finding, FINDING, LEAST_FINDING))));
        int more = view.findings().size() - FINDINGS;
        if (more > 0) {
            items.add(Element.of("li", "And " + Numbers.count(more, "finding") + " more, in the JSON form."));
        }
        return List.of(Element.of("ul").add(items));
    }

    private List<Node> trend() {
        Trend drawn = view.trend().last(Trend.DRAWN);
        if (!drawn.hasHistory() || !drawn.isKnown()) {
            return List.of();
        }
        String caption =
                "Effect over its threshold; thick is drift" + (drawn.isAlike() ? "" : "; dashed: judged otherwise");
        return List.of(figure(Element.of("figcaption", caption), TrendChart.of(drawn)));
    }
}
