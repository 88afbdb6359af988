package org.mlopssdk.monitoring.statistic;

import java.util.function.DoubleUnaryOperator;

/**
 * The largest vertical distance between an empirical distribution function and a given continuous one.
 *
 * <p>The empirical function steps from (i-1)/n to i/n at the i-th smallest value, so the largest distances are attained
 * there: above at the upper end of a step, below at its lower end.
 */
record OneSampleGap(double statistic, double location, int sign) {

    static OneSampleGap of(double[] sorted, DoubleUnaryOperator distribution, Alternative alternative) {
        double n = sorted.length;
        OneSampleGap above = new OneSampleGap(0, sorted[sorted.length - 1], 1);
        OneSampleGap below = new OneSampleGap(0, sorted[0], -1);
        double last = 0;
        for (int i = 0; i < sorted.length; i++) {
            double expected = distribution.applyAsDouble(sorted[i]);
            requireProbability(expected, last, sorted[i]);
            last = expected;
            above = above.larger((i + 1) / n - expected, sorted[i]);
            below = below.larger(expected - i / n, sorted[i]);
        }
        return switch (alternative) {
            case TWO_SIDED -> below.statistic > above.statistic ? below : above;
            case LESS -> below;
            case GREATER -> above;
        };
    }

    private OneSampleGap larger(double distance, double point) {
        return distance > statistic ? new OneSampleGap(distance, point, sign) : this;
    }

    private static void requireProbability(double value, double last, double point) {
        if (!(value >= last && value <= 1)) {
            throw new IllegalArgumentException("The distribution function gives " + value + " at " + point + " after "
                    + last + " at a smaller value; it has to stay in [0, 1] and never to decrease.");
        }
    }
}
