package org.mlopssdk.monitoring.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.mlopssdk.monitoring.profile.Distributions;
import org.mlopssdk.monitoring.profile.EcdfPoint;
import org.mlopssdk.monitoring.profile.ValueSummary;
import org.mlopssdk.monitoring.statistic.PsiBin;

/**
 * The axis that both drawings of a numeric feature share: each bin gets a slot of the same width, whatever range of values it spans, and a
 * value lies within its slot where it lies within its bin. So one outlier cannot squeeze all others into a line, a bar stands above the part of
 * the curve that it sums up, and the deciles of a reference make its distribution function nearly straight.
 *
 * <p>The outer slots end where 2 % of the reference lie beyond; that, and whatever of the window lies there, is drawn at the ends. Where each
 * value of the reference is a bin of its own, it lies in the middle of its slot, and what the window has below, between and above these values
 * has slots of its own: a bar that stands at a value holds that value and no other.
 *
 * @param size how many slots there are
 * @param knots the values between which positions are interpolated, ascending: the two ends and the edges, or the values themselves
 * @param places the position of each knot
 * @param areValues whether each bin holds a single value of the reference
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody changes the arrays or compares the records.
record Slots(int size, double[] knots, double[] places, boolean areValues) {
    /** The share of the reference beyond either end. */
    static final double BEYOND = 0.02;

    private static final double MIDDLE = 0.5;

    /** The axis for the bins of a feature that has values on both sides. */
    static Slots of(List<PsiBin> bins, Distributions distributions) {
        List<EcdfPoint> points = distributions.ecdf();
        return bins.size() == points.size() ? ofValues(points) : ofBins(bins, distributions.reference());
    }

    private static Slots ofValues(List<EcdfPoint> points) {
        double[] places = new double[points.size()];
        double before = 0;
        int slots = 0;
        for (int i = 0; i < places.length; i++) {
            slots += points.get(i).currentBelow() > before ? 1 : 0;
            places[i] = slots++ + MIDDLE;
            before = points.get(i).current();
        }
        slots += before < 1 ? 1 : 0;
        return new Slots(slots, points.stream().mapToDouble(EcdfPoint::value).toArray(), places, true);
    }

    private static Slots ofBins(List<PsiBin> bins, ValueSummary reference) {
        double[] knots = new double[bins.size() + 1];
        double[] places = new double[knots.length];
        Arrays.setAll(places, i -> i);
        for (int i = 1; i < bins.size(); i++) {
            knots[i] = bins.get(i).lower();
        }
        double least = reference.quantile(BEYOND).atLeast();
        double most = reference.quantile(1 - BEYOND).atMost();
        knots[0] = bins.size() == 1 ? least : Math.min(least, knots[1]);
        knots[bins.size()] = bins.size() == 1 ? most : Math.max(most, knots[bins.size() - 1]);
        return new Slots(bins.size(), knots, places, false);
    }

    /** Where a value lies, between 0 and the number of slots. */
    double position(double value) {
        int above = 0;
        while (above < knots.length && knots[above] <= value) {
            above++;
        }
        if (above == 0) {
            return places[0];
        }
        int below = above - 1;
        return above == knots.length
                ? places[below]
                : places[below] + (places[above] - places[below]) * fraction(value, knots[below], knots[above]);
    }

    /** Of halves, since the distance between the two ends of the doubles is none; beside an infinite end, the middle. */
    private static double fraction(double value, double lower, double upper) {
        double fraction = (value / 2 - lower / 2) / (upper / 2 - lower / 2);
        return Double.isNaN(fraction) || Double.isInfinite(upper) ? MIDDLE : fraction;
    }

    /** What is drawn in each slot: the bins, or each value and what the window has beside them. */
    List<Share> drawn(List<Share> bins, Distributions distributions) {
        return areValues ? values(distributions.ecdf()) : bins;
    }

    private List<Share> values(List<EcdfPoint> points) {
        List<String> marks = Numbers.distinct(knots);
        List<Share> drawn = new ArrayList<>();
        double before = 0;
        for (int i = 0; i < knots.length; i++) {
            EcdfPoint point = points.get(i);
            if (point.currentBelow() > before) {
                String beside =
                        i == 0 ? "below " + marks.get(0) : "between " + marks.get(i - 1) + " and " + marks.get(i);
                drawn.add(new Share(beside, 0, point.currentBelow() - before, 0));
            }
            drawn.add(new Share(
                    marks.get(i),
                    point.reference() - point.referenceBelow(),
                    point.current() - point.currentBelow(),
                    0));
            before = point.current();
        }
        if (before < 1) {
            drawn.add(new Share("above " + marks.get(knots.length - 1), 0, 1 - before, 0));
        }
        return drawn;
    }

    /** The marks below the axis, by their positions: the values themselves and what lies beyond, or the edges between the bins. */
    SortedMap<Double, String> marks() {
        SortedMap<Double, String> marks = new TreeMap<>();
        List<String> names = edges();
        for (int i = 0; i < names.size(); i++) {
            marks.put(places[areValues ? i : i + 1], names.get(i));
        }
        if (areValues && places[0] > 1) {
            marks.put(MIDDLE, "< " + names.get(0));
        }
        if (areValues && places[knots.length - 1] < size - 1) {
            marks.put(size - MIDDLE, "> " + names.get(knots.length - 1));
        }
        return marks;
    }

    private List<String> edges() {
        return Numbers.distinct(areValues ? knots : Arrays.copyOfRange(knots, 1, Math.max(1, knots.length - 1)));
    }

    /** Each bin in words. */
    List<String> names() {
        List<String> edges = edges();
        if (!areValues) {
            return ranges(edges);
        }
        List<String> ranges = ranges(edges.subList(1, edges.size()));
        return IntStream.range(0, knots.length)
                .mapToObj(i -> isAlone(i) ? edges.get(i) : ranges.get(i))
                .toList();
    }

    /** Whether a bin holds nothing but its value, on either side. */
    private boolean isAlone(int i) {
        double next = i == knots.length - 1 ? size + MIDDLE : places[i + 1];
        return next - places[i] == 1 && (i > 0 || places[0] == MIDDLE);
    }

    private static List<String> ranges(List<String> edges) {
        String[] names = new String[edges.size() + 1];
        Arrays.setAll(names, i -> {
            if (edges.isEmpty()) {
                return "all values";
            }
            return i == 0
                    ? "below " + edges.get(0)
                    : i == edges.size() ? edges.get(i - 1) + " and above" : edges.get(i - 1) + " to " + edges.get(i);
        });
        return List.of(names);
    }
}
