package org.mlopssdk.monitoring.statistic;

/**
 * The energy distance between two samples, in the convention of {@code scipy.stats.energy_distance}.
 *
 * <p>The root of 2 E|X - Y| - E|X - X'| - E|Y - Y'|, which on the real line is the root of twice the integral of
 * (F<sub>reference</sub> - F<sub>current</sub>)²: a metric, in units of the root of the values, unbounded, 0 for equal
 * distributions. Szekely and Rizzo call the square of this number the energy distance (R's {@code energy} package adds a
 * factor of nm/(n + m)). Ties are taken as they are. What is infinite or not a number has no distance, and is refused.
 *
 * <p>Szekely G. J., Rizzo M. L. (2013): Energy statistics: a class of statistics based on distances. Journal of Statistical
 * Planning and Inference 143, 1249-1272.
 *
 * @since 0.1.0
 */
public final class EnergyDistance {

    private EnergyDistance() {}

    /**
     * The distance between two samples. Takes the time of sorting them. Swapping them changes no bit.
     *
     * @param reference the reference, in any order; not modified
     * @param current the current sample, in any order; not modified
     * @return the distance, not negative
     * @throws IllegalArgumentException if a sample is empty or holds a {@code NaN} or an infinite value (the message names
     *     sample and index), or the range of all values exceeds the largest {@code double}
     */
    public static double distance(double[] reference, double[] current) {
        Samples.requireFinite("reference", reference);
        Samples.requireFinite("current", current);
        return distance(PooledPoints.ofSamples("reference", reference, "current", current));
    }

    /**
     * The distance between two samples given as counts of their values; bit for bit that of the samples themselves.
     *
     * @param points the values that occur, in strictly ascending order
     * @param reference how often each occurs in the reference; zeros are allowed
     * @param current how often each occurs in the current sample; zeros are allowed
     * @return the distance, not negative
     * @throws IllegalArgumentException if the lengths differ, the points do not ascend or are not all finite, a count is
     *     negative, or a sample is empty
     */
    public static double distance(double[] points, long[] reference, long[] current) {
        Samples.requireFinite("points", points);
        return distance(PooledPoints.ofCounts(points, "reference", reference, "current", current));
    }

    private static double distance(PooledPoints pooled) {
        Sum area = new Sum();
        pooled.requireRange().forEachGap((width, difference) -> area.add(width * (difference * difference)));
        return Math.sqrt(2) * Math.sqrt(area.value());
    }
}
