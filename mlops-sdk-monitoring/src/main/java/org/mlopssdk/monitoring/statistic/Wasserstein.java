package org.mlopssdk.monitoring.statistic;

/**
 * The Wasserstein-1 (earth mover's, Kantorovich-Rubinstein) distance between two samples: by how much values have to be
 * moved on average to make one sample of the other.
 *
 * <p>On the real line it is the area between the two empirical distribution functions, the integral of |F<sub>reference</sub>
 * - F<sub>current</sub>|, as {@code scipy.stats.wasserstein_distance}: a metric, in units of the values, unbounded, 0 for
 * equal distributions. Ties are taken as they are. Adding a constant to both samples changes nothing but rounding;
 * multiplying both multiplies it. Differences of the distribution functions are exact integers before they are divided, so
 * the relative error is that of a few roundings.
 *
 * <p>What is infinite or not a number has no distance, and is refused.
 *
 * <p>Vallender S. S. (1974): Calculation of the Wasserstein distance between probability distributions on the line. Theory
 * of Probability and its Applications 18, 784-786.
 *
 * <pre>{@code
 * double[] reference = {0, 1, 2, 3};
 * double[] current = {1, 2, 3, 4};
 * WassersteinResult result = Wasserstein.compare(reference, current);
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Wasserstein {

    private Wasserstein() {}

    /**
     * The distance between two samples. Takes the time of sorting them. Swapping them changes the distance in no bit.
     *
     * @param reference the reference, in any order; not modified
     * @param current the current sample, in any order; not modified
     * @return the distance and the deviation of the reference
     * @throws IllegalArgumentException if a sample is empty or holds a {@code NaN} or an infinite value (the message names
     *     sample and index), or the range of all values exceeds the largest {@code double}
     */
    public static WassersteinResult compare(double[] reference, double[] current) {
        Samples.requireFinite("reference", reference);
        Samples.requireFinite("current", current);
        return compare(PooledPoints.ofSamples("reference", reference, "current", current));
    }

    /**
     * The distance between two samples given as counts of their values; bit for bit that of the samples themselves.
     *
     * @param points the values that occur, in strictly ascending order
     * @param reference how often each occurs in the reference; zeros are allowed
     * @param current how often each occurs in the current sample; zeros are allowed
     * @return the distance and the deviation of the reference
     * @throws IllegalArgumentException if the lengths differ, the points do not ascend or are not all finite, a count is
     *     negative, or a sample is empty
     */
    public static WassersteinResult compare(double[] points, long[] reference, long[] current) {
        Samples.requireFinite("points", points);
        return compare(PooledPoints.ofCounts(points, "reference", reference, "current", current));
    }

    private static WassersteinResult compare(PooledPoints pooled) {
        Sum area = new Sum();
        pooled.requireRange().forEachGap((width, difference) -> area.add(width * Math.abs(difference)));
        Spread spread = new Spread(pooled);
        return new WassersteinResult(
                area.value(),
                spread.deviation(),
                spread.quartileDeviation(),
                pooled.counts().xTotal(),
                pooled.counts().yTotal());
    }
}
