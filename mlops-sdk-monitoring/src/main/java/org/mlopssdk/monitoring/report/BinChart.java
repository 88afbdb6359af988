package org.mlopssdk.monitoring.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The bins of a numeric feature: a wide pale bar for the reference, a narrow one in front of it for the window. */
final class BinChart {
    private static final double GAP = 2;
    private static final double WIDEST = 80;
    private static final double NARROW = 0.46;

    private BinChart() {}

    static Element of(List<Share> shares, Slots slots) {
        double highest = shares.stream().mapToDouble(Share::larger).max().orElse(1);
        Plot plot = Plot.upTo(highest, shares.size());
        return Drawing.of(
                        Plot.WIDTH,
                        Plot.HEIGHT,
                        slots.areValues() ? "Shares by value" : "Shares by bin",
                        Node.text(description(shares, slots)))
                .add(plot.grid())
                .add(
                        Drawing.path(
                                "ref",
                                slots.areValues() ? bars(plot, shares, Share::reference, 1) : outline(plot, shares)),
                        Drawing.path("cur", bars(plot, shares, Share::current, NARROW)),
                        plot.below(slots.marks()));
    }

    /** Bins that adjoin are drawn as one shape. */
    private static String outline(Plot plot, List<Share> shares) {
        Line outline = new Line().move(plot.x(0), plot.y(0));
        for (int i = 0; i < shares.size(); i++) {
            outline.upright(plot.y(shares.get(i).reference())).across(plot.x(i + 1));
        }
        return outline.upright(plot.y(0)).commands();
    }

    private static String bars(Plot plot, List<Share> shares, ToDoubleFunction<Share> height, double part) {
        double width = Math.rint(Math.min(plot.slotWidth() - GAP, WIDEST) * part);
        Line bars = new Line();
        for (int i = 0; i < shares.size(); i++) {
            double top = plot.y(height.applyAsDouble(shares.get(i)));
            if (plot.y(0) - top >= 0.1) {
                bars.bar(plot.x(i + 0.5) - width / 2, top, width, plot.y(0) - top);
            }
        }
        return bars.commands();
    }

    /** The small drawing in the table of all features: the window's bars in front of the reference's. */
    static Element spark(List<Share> shares) {
        double highest = shares.stream().mapToDouble(Share::larger).max().orElse(1);
        double slot = 80.0 / shares.size();
        Line reference = new Line().move(0, 22);
        Line current = new Line();
        for (int i = 0; i < shares.size(); i++) {
            reference.upright(22 - 20 * shares.get(i).reference() / highest).across(slot * (i + 1));
            double y = 22 - 20 * shares.get(i).current() / highest;
            if (i == 0) {
                current.move(0, y);
            }
            current.upright(y).across(slot * (i + 1));
        }
        reference.upright(22);
        return Drawing.spark(80, 24, change(mostChanged(shares)))
                .add(Drawing.path("ref", reference.commands()), Drawing.path("curline", current.commands()));
    }

    private static String description(List<Share> shares, Slots slots) {
        Share most = mostChanged(shares);
        if (most.change() == 0) {
            return "On both sides the same.";
        }
        String noun = !slots.areValues() ? "bin" : slots.knots().length == slots.size() ? "value" : "share";
        return "Of " + Numbers.count(shares.size(), noun) + " the largest change: " + most.label() + ", " + most.told()
                + ".";
    }

    private static String change(Share most) {
        return most.change() == 0 ? "No change" : "Largest change " + most.told();
    }

    private static Share mostChanged(List<Share> shares) {
        return shares.stream()
                .reduce((a, b) -> Math.abs(b.change()) > Math.abs(a.change()) ? b : a)
                .orElseThrow();
    }
}
