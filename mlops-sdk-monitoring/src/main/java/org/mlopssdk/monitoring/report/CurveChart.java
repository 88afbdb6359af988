package org.mlopssdk.monitoring.report;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.mlopssdk.monitoring.profile.EcdfPoint;
import org.mlopssdk.monitoring.profile.KsBounds;

/**
 * Both distribution functions of a numeric feature, and the place where they are furthest apart. At the points each is exact, jumps
 * included; straight lines lead from point to point.
 */
final class CurveChart {
    private final Plot plot;
    private final Slots slots;
    private final List<EcdfPoint> points;

    private CurveChart(Slots slots, List<EcdfPoint> points) {
        this.plot = new Plot(slots.size(), 1);
        this.slots = slots;
        this.points = points;
    }

    static Element of(Slots slots, List<EcdfPoint> points, KsBounds ks) {
        CurveChart chart = new CurveChart(slots, points);
        return Drawing.of(Plot.WIDTH, Plot.HEIGHT, "Distribution functions", Node.text(description(ks)))
                .add(chart.plot.grid())
                .add(Drawing.path("refline", chart.reference()), Drawing.path("curline", chart.current()))
                .add(chart.distance(ks))
                .add(chart.plot.below(slots.marks()));
    }

    private double x(EcdfPoint point) {
        return plot.x(slots.position(point.value()));
    }

    private String reference() {
        return curve(EcdfPoint::referenceBelow, EcdfPoint::reference);
    }

    private String current() {
        return curve(EcdfPoint::currentBelow, EcdfPoint::current);
    }

    /** From nothing to all: what lies beyond the axis is drawn at its ends. */
    private String curve(ToDoubleFunction<EcdfPoint> below, ToDoubleFunction<EcdfPoint> at) {
        Line line = new Line().move(plot.x(0), plot.y(0));
        points.forEach(point ->
                line.straight(x(point), plot.y(below.applyAsDouble(point))).upright(plot.y(at.applyAsDouble(point))));
        return line.straight(plot.x(slots.size()), plot.y(1)).commands();
    }

    private List<Node> distance(KsBounds ks) {
        if (ks.atMost().statistic() == 0) {
            return List.of();
        }
        EcdfPoint farthest = points.stream()
                .reduce((a, b) -> b.distance() > a.distance() ? b : a)
                .orElseThrow();
        boolean below = Math.abs(farthest.referenceBelow() - farthest.currentBelow()) == farthest.distance();
        double one = plot.y(below ? farthest.referenceBelow() : farthest.reference());
        double other = plot.y(below ? farthest.currentBelow() : farthest.current());
        double x = x(farthest);
        Line line = new Line().move(x - 4, one).across(x + 4);
        line.move(x, one).upright(other).move(x - 4, other).across(x + 4);
        boolean left = slots.position(farthest.value()) > 0.6 * slots.size();
        return List.of(
                Drawing.path("d", line.commands()),
                Drawing.word(
                                left ? "dt e" : "dt",
                                left ? x - 8 : x + 8,
                                (one + other) / 2 + 4,
                                Node.text("D " + Told.distance(ks)))
                        .with("paint-order", "stroke"));
    }

    private static String description(KsBounds ks) {
        if (ks.atMost().statistic() == 0) {
            return "They are the same.";
        }
        return "Values of this window are " + Told.direction(ks) + ": the functions are furthest apart, by "
                + Told.distance(ks) + ", at " + Numbers.value(ks.atLeast().location()) + ".";
    }
}
