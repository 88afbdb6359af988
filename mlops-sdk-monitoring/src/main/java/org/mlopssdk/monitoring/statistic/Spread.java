package org.mlopssdk.monitoring.statistic;

import java.util.function.IntToDoubleFunction;

/** How far the values of the first of two samples lie apart: by their squares, and by their quartiles. */
final class Spread {
    /** The interquartile range of a normal distribution, in its standard deviations: 2 Phi^-1(3/4). */
    private static final double NORMAL_QUARTILES = 1.3489795003921634;

    private final double[] points;
    private final Counts counts;

    Spread(PooledPoints pooled) {
        this.points = pooled.points();
        this.counts = pooled.counts();
    }

    /** The population standard deviation, as numpy.std; in units of the range meanwhile, so that no square overflows. */
    double deviation() {
        double low = valueAt(0);
        double range = valueAt(counts.xTotal() - 1) - low;
        if (range == 0) {
            return 0;
        }
        double mean = mean(cell -> (points[cell] - low) / range);
        double variance = mean(cell -> {
            double off = (points[cell] - low) / range - mean;
            return off * off;
        });
        return range * Math.sqrt(variance);
    }

    private double mean(IntToDoubleFunction value) {
        Sum sum = new Sum();
        for (int cell = 0; cell < points.length; cell++) {
            if (counts.x(cell) > 0) { // a point of the other sample may be out of all proportion
                sum.add(counts.xShare(cell) * value.applyAsDouble(cell));
            }
        }
        return sum.value();
    }

    /** The interquartile range, scaled so that it is the standard deviation of a normal distribution. */
    double quartileDeviation() {
        return (quantile(0.75) - quantile(0.25)) / NORMAL_QUARTILES;
    }

    /** As numpy.quantile with linear interpolation. */
    private double quantile(double level) {
        double position = (counts.xTotal() - 1) * level;
        long below = (long) position;
        double low = valueAt(below);
        double high = valueAt(Math.min(below + 1, counts.xTotal() - 1));
        return low + (high - low) * (position - below);
    }

    /** The value of rank {@code index}, from 0. */
    private double valueAt(long index) {
        long seen = 0;
        for (int cell = 0; cell < points.length; cell++) {
            seen += counts.x(cell);
            if (seen > index) {
                return points[cell];
            }
        }
        throw new AssertionError("No value of rank " + index);
    }
}
