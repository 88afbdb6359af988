package org.mlopssdk.monitoring.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;

/**
 * What a model would say at each of several thresholds.
 *
 * @param points a point for each threshold, ascending
 * @since 0.1.0
 */
public record ThresholdSweep(List<Point> points) {
    private static final int MOST_LINES = 50;

    /**
     * A threshold and what comes of it.
     *
     * @param threshold the lowest score that is a yes
     * @param confusion the counts of right and wrong
     */
    public record Point(double threshold, Confusion confusion) {}

    /**
     * Checks and copies the points.
     *
     * @throws IllegalArgumentException if there is none, or thresholds do not ascend
     */
    public ThresholdSweep {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("A sweep has at least one threshold; got none.");
        }
        for (int i = 1; i < points.size(); i++) {
            if (!(points.get(i - 1).threshold < points.get(i).threshold)) {
                throw new IllegalArgumentException("Thresholds ascend; got " + points.get(i - 1).threshold + " before "
                        + points.get(i).threshold + ".");
            }
        }
    }

    static ThresholdSweep of(BinaryScores scores, double... thresholds) {
        List<Point> points = new ArrayList<>();
        for (double threshold : thresholds) {
            points.add(new Point(threshold, scores.confusion(threshold)));
        }
        return new ThresholdSweep(points);
    }

    /**
     * The point at which something is largest; the lowest threshold of several, NaN never.
     *
     * @param what what to compare, for example {@code Confusion::f1}
     * @return the point, or empty where it is NaN everywhere
     */
    public Optional<Point> best(ToDoubleFunction<Confusion> what) {
        return points.stream()
                .filter(point -> !Double.isNaN(what.applyAsDouble(point.confusion)))
                .max(Comparator.<Point>comparingDouble(point -> what.applyAsDouble(point.confusion))
                        .thenComparing(
                                Comparator.comparingDouble(Point::threshold).reversed()));
    }

    /**
     * A table with a line for each threshold (at most 50, evenly chosen) and a drawing of each column.
     *
     * @return several lines of at most 100 characters
     */
    @Override
    public String toString() {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        lines.add(String.format(
                Locale.ROOT,
                "%10s %14s %10s %10s %10s %10s %10s",
                "threshold",
                "said yes",
                "precision",
                "recall",
                "f1",
                "fpr",
                "accuracy"));
        List<Point> shown = shown();
        shown.forEach(point -> lines.add(line(point)));
        lines.add("precision " + drawn(shown, Confusion::precision));
        lines.add("recall    " + drawn(shown, Confusion::recall));
        lines.add("f1        " + drawn(shown, Confusion::f1));
        best(Confusion::f1)
                .ifPresent(best -> lines.add("f1 is best at " + Display.number(best.threshold) + ": "
                        + Display.number(best.confusion.f1())));
        return lines.toString();
    }

    private List<Point> shown() {
        if (points.size() <= MOST_LINES) {
            return points;
        }
        List<Point> shown = new ArrayList<>();
        for (int i = 0; i < MOST_LINES; i++) {
            shown.add(points.get((int) ((long) i * (points.size() - 1) / (MOST_LINES - 1))));
        }
        return shown;
    }

    private static String drawn(List<Point> shown, ToDoubleFunction<Confusion> what) {
        return Display.sparkline(shown.stream()
                .mapToDouble(point -> what.applyAsDouble(point.confusion))
                .toArray());
    }

    private static String line(Point point) {
        Confusion c = point.confusion;
        return String.format(
                Locale.ROOT,
                "%10s %,14d %10s %10s %10s %10s %10s",
                Display.number(point.threshold),
                c.selected(),
                Display.number(c.precision()),
                Display.number(c.recall()),
                Display.number(c.f1()),
                Display.number(c.falsePositiveRate()),
                Display.number(c.accuracy()));
    }
}
