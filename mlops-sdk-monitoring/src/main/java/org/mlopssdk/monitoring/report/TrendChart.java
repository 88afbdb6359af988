package org.mlopssdk.monitoring.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.mlopssdk.monitoring.drift.DriftVerdict;

/** The effect of a feature over windows and its threshold; the line is thicker where it drifts. */
final class TrendChart {
    private static final int LABEL = 24;
    private static final double HEIGHT = 130;
    private static final double LINE = 12;
    private static final double TICK = 3;
    private static final double[] TOPS = {2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 40, 50, 80, 100, 200, 500, 1000};

    private final List<Trend.Point> points;
    private final double left;
    private final double right;
    private final double ground;
    private final double top;
    private final double height;

    private TrendChart(Trend trend, double left, double right, double ground, double height) {
        this.points = trend.points();
        this.left = left;
        this.right = right;
        this.ground = ground;
        this.height = height;
        this.top = top();
    }

    /** A round number of thresholds above all effects, so that the threshold itself is always in sight. */
    private double top() {
        double highest = points.stream()
                .map(Trend.Point::effect)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        for (double round : TOPS) {
            if (highest <= round) {
                return round;
            }
        }
        return highest;
    }

    /** The drawing in the feature's own section. */
    static Element of(Trend trend) {
        TrendChart chart = new TrendChart(trend, 48, Plot.WIDTH - 12, HEIGHT - 24, HEIGHT - 36);
        List<Node> labels = new ArrayList<>(List.of(Node.text(Numbers.value(chart.top) + " ×"), Node.text("1 ×")));
        List<Double> places = new ArrayList<>(List.of(chart.y(chart.top) + 4, chart.y(1) + 4));
        if (chart.y(0) - chart.y(1) >= LINE) {
            labels.add(Node.text("0"));
            places.add(chart.y(0) + 4);
        }
        Line grid = new Line().move(42, chart.y(0)).across(Plot.WIDTH - 6);
        grid.move(42, chart.y(chart.top)).across(Plot.WIDTH - 6);
        Line limit = new Line().move(42, chart.y(1)).across(Plot.WIDTH - 6);
        String first = trend.points().get(0).window();
        String last = trend.points().get(trend.points().size() - 1).window();
        return Drawing.of(Plot.WIDTH, HEIGHT, "Trend", Node.text(chart.description()))
                .add(Drawing.path("grid", grid.commands()), Drawing.path("limit", limit.commands()))
                .add(Drawing.column(36, labels, places))
                .add(chart.curve())
                .add(
                        Drawing.word("", 42, HEIGHT - 6, Node.cut(first, LABEL)),
                        Drawing.word("e", Plot.WIDTH - 6, HEIGHT - 6, Node.cut(last, LABEL)));
    }

    /** The small drawing in the table of all features. */
    static Element spark(Trend trend) {
        TrendChart chart = new TrendChart(trend, 3, 61, 21, 18);
        return Drawing.spark(64, 24, chart.name())
                .add(Drawing.path(
                        "limit", new Line().move(0, chart.y(1)).across(64).commands()))
                .add(chart.curve());
    }

    private double x(int i) {
        return points.size() == 1 ? right : left + (right - left) * i / (points.size() - 1);
    }

    private double y(double effect) {
        return ground - height * Math.min(1, effect / top);
    }

    /**
     * A line for what does not drift and one, drawn thicker, for what does, each dashed where another policy or reference was in force; each window
     * is the end of its piece.
     */
    private List<Node> curve() {
        Map<String, Line> lines = new TreeMap<>();
        String last = "";
        for (int i = 0; i < points.size(); i++) {
            Double effect = points.get(i).effect();
            if (effect == null) {
                last = "";
                continue;
            }
            String style = style(points.get(i));
            Line line = lines.computeIfAbsent(style, any -> new Line());
            Double before = i == 0 ? null : points.get(i - 1).effect();
            if (before == null) {
                line.move(x(i) - TICK, y(effect));
            } else if (!style.equals(last)) {
                line.move(x(i - 1), y(before));
            }
            line.straight(x(i), y(effect));
            last = style;
        }
        List<Node> drawn = new ArrayList<>();
        lines.forEach((style, line) -> drawn.add(Drawing.path(style, line.commands())));
        return drawn;
    }

    private static String style(Trend.Point point) {
        return (point.verdict() == DriftVerdict.DRIFT ? "hot" : "curline") + (point.isAlike() ? "" : " other");
    }

    /** What the small drawing shows in a few words, since a table has many of them. */
    private String name() {
        return Told.times(points.get(0).effect()) + " to "
                + Told.times(points.get(points.size() - 1).effect());
    }

    private String description() {
        Trend.Point first = points.get(0);
        Trend.Point last = points.get(points.size() - 1);
        long unlike = points.stream().filter(point -> !point.isAlike()).count();
        long drifting = points.stream()
                .filter(point -> point.verdict() == DriftVerdict.DRIFT)
                .count();
        return "From " + Told.times(first.effect()) + " its threshold to " + Told.times(last.effect()) + ", drift in "
                + drifting + " of " + Numbers.count(points.size(), "window")
                + (unlike == 0 ? "." : ", " + Numbers.count(unlike) + " judged otherwise.");
    }
}
