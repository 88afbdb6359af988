package org.mlopssdk.monitoring.report;

import java.util.ArrayList;
import java.util.List;

/** The categories of a text feature: a thick pale bar for the reference, a thin one in front of it for the window. */
final class CategoryChart {
    private static final double WIDTH = Plot.WIDTH;
    private static final double ROW = 23;
    private static final double LEFT = 134;
    private static final double LENGTH = 188;
    private static final int LABEL = 19;
    private static final int DESCRIPTION = 600;

    private CategoryChart() {}

    static Element of(List<Share> shares) {
        double highest = shares.stream().mapToDouble(Share::larger).max().orElse(1);
        Element chart = Drawing.of(WIDTH, ROW * shares.size() + 4, "Shares by category", description(shares));
        List<Node> labels = new ArrayList<>();
        List<Node> changes = new ArrayList<>();
        List<Double> places = new ArrayList<>();
        Line reference = new Line();
        Line current = new Line();
        for (int i = 0; i < shares.size(); i++) {
            Share share = shares.get(i);
            double y = ROW * i + 4;
            reference.bar(LEFT, y, LENGTH * share.reference() / highest, 16);
            current.bar(LEFT, y + 4, LENGTH * share.current() / highest, 8);
            labels.add(Node.cut(Told.category(share.label()), LABEL));
            changes.add(Node.text(share.told()));
            places.add(y + 13);
        }
        Line base = new Line().move(LEFT, 0).upright(ROW * shares.size() + 4);
        return chart.add(
                Drawing.column(LEFT - 10, labels, places),
                Drawing.column(WIDTH, changes, places),
                Drawing.path("ref", reference.commands()),
                Drawing.path("cur", current.commands()),
                Drawing.path("base", base.commands()));
    }

    private static Node description(List<Share> shares) {
        StringBuilder told = new StringBuilder("From the reference to this window:");
        shares.forEach(share -> told.append(' ')
                .append(Visible.cut(Told.category(share.label()), LABEL))
                .append(' ')
                .append(share.told())
                .append(';'));
        return Node.cut(told.deleteCharAt(told.length() - 1).append('.').toString(), DESCRIPTION);
    }
}
