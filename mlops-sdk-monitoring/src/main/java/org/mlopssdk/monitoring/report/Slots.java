package org.mlopssdk.monitoring.report;

import java.util.Arrays;
import java.util.List;
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
 * value of the reference is a bin of its own, it lies in the middle of its slot.
 *
 * @param size how many slots there are
 * @param knots the values between which positions are interpolated, ascending: the two ends and the edges, or the values themselves
 * @param first the position of the first knot; the others follow at a distance of 1
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody changes the array or compares the records.
record Slots(int size, double[] knots, double first) {
    /** The share of the reference beyond either end. */
    static final double BEYOND = 0.02;

    private static final double MIDDLE = 0.5;

    /** The axis for the bins of a feature that has values on both sides. */
    static Slots of(List<PsiBin> bins, Distributions distributions) {
        List<EcdfPoint> points = distributions.ecdf();
        if (bins.size() == points.size()) {
            return new Slots(
                    bins.size(), points.stream().mapToDouble(EcdfPoint::value).toArray(), MIDDLE);
        }
        double[] knots = new double[bins.size() + 1];
        for (int i = 1; i < bins.size(); i++) {
            knots[i] = bins.get(i).lower();
        }
        ValueSummary reference = distributions.reference();
        double least = reference.quantile(BEYOND).atLeast();
        double most = reference.quantile(1 - BEYOND).atMost();
        knots[0] = bins.size() == 1 ? least : Math.min(least, knots[1]);
        knots[bins.size()] = bins.size() == 1 ? most : Math.max(most, knots[bins.size() - 1]);
        return new Slots(bins.size(), knots, 0);
    }

    /** Whether each bin holds a single value of the reference. */
    boolean areValues() {
        return first > 0;
    }

    /** Where a value lies, between 0 and the number of slots. */
    double position(double value) {
        int above = 0;
        while (above < knots.length && knots[above] <= value) {
            above++;
        }
        if (above == 0) {
            return first;
        }
        int below = above - 1;
        return first + below + (above == knots.length ? 0 : fraction(value, knots[below], knots[above]));
    }

    /** Of halves, since the distance between the two ends of the doubles is none; beside an infinite end, the middle. */
    private static double fraction(double value, double lower, double upper) {
        double fraction = (value / 2 - lower / 2) / (upper / 2 - lower / 2);
        return Double.isNaN(fraction) || Double.isInfinite(upper) ? MIDDLE : fraction;
    }

    /** The names of the marks: the values themselves, or the edges between the bins. */
    List<String> marks() {
        return Numbers.distinct(areValues() ? knots : Arrays.copyOfRange(knots, 1, Math.max(1, knots.length - 1)));
    }

    /** The position of the first mark. */
    double firstMark() {
        return areValues() ? first : 1;
    }

    /** Each bin in words. */
    List<String> names() {
        List<String> marks = marks();
        if (areValues()) {
            return marks;
        }
        String[] names = new String[size];
        Arrays.setAll(names, i -> {
            if (size == 1) {
                return "all values";
            }
            return i == 0
                    ? "below " + marks.get(0)
                    : i == size - 1 ? marks.get(i - 1) + " and above" : marks.get(i - 1) + " to " + marks.get(i);
        });
        return List.of(names);
    }
}
