package org.mlopssdk.monitoring.statistic;

/**
 * The Jensen-Shannon divergence and distance between two samples counted over the same cells, in bits.
 *
 * <p>With h = (r + c) / 2 for the cells' shares r and c, the divergence is half the sum of r log2(r / h) + c log2(c / h):
 * in [0, 1], 0 for equal shares and 1 for disjoint ones. The base is 2, so that the largest value is 1; in nats it is
 * smaller by the factor ln 2. The distance is its square root, as {@code scipy.spatial.distance.jensenshannon(p, q,
 * base=2)}, and a metric. Empty cells need no replacement.
 *
 * <p>Lin J. (1991): Divergence measures based on the Shannon entropy. IEEE Transactions on Information Theory 37,
 * 145-151; that the root is a metric: Endres D. M., Schindelin J. E. (2003): A new metric for probability distributions.
 * IEEE Transactions on Information Theory 49, 1858-1860.
 *
 * @since 0.1.0
 */
public final class JensenShannon {

    private JensenShannon() {}

    /**
     * The distance between two samples, the root of the divergence. Swapping them changes nothing.
     *
     * @param reference the counts of the reference
     * @param current the counts of the current sample over the same cells
     * @return the distance, in [0, 1]
     * @throws IllegalArgumentException if the lengths differ, a count is negative, or a sample is empty
     */
    public static double distance(long[] reference, long[] current) {
        return Math.sqrt(divergence(reference, current));
    }

    /**
     * The divergence between two samples, in bits. Swapping them changes nothing.
     *
     * @param reference the counts of the reference
     * @param current the counts of the current sample over the same cells
     * @return the divergence, in [0, 1]
     * @throws IllegalArgumentException if the lengths differ, a count is negative, or a sample is empty
     */
    public static double divergence(long[] reference, long[] current) {
        Counts counts = Counts.of("reference", reference, "current", current);
        double sum = 0;
        for (int cell = 0; cell < counts.size(); cell++) {
            double r = counts.xShare(cell);
            double c = counts.yShare(cell);
            double half = (r + c) / 2;
            double toHalf = counts.difference(cell) / 2;
            sum += RelativeEntropy.part(r, half, toHalf) + RelativeEntropy.part(c, half, -toHalf);
        }
        return Math.min(1, sum / 2 / Math.log(2));
    }
}
