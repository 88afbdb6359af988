package org.mlopssdk.monitoring.statistic;

/**
 * The Jensen-Shannon distance between two samples counted over the same cells.
 *
 * <p>The square root of the Jensen-Shannon divergence in bits, as {@code scipy.spatial.distance.jensenshannon(p, q,
 * base=2)}: a metric in [0, 1], 0 for equal shares and 1 for disjoint ones. Empty cells need no replacement.
 *
 * <p>Lin J. (1991): Divergence measures based on the Shannon entropy. IEEE Transactions on Information Theory 37,
 * 145-151.
 *
 * @since 0.1.0
 */
public final class JensenShannon {

    private JensenShannon() {}

    /**
     * The distance between two samples. Swapping them changes nothing.
     *
     * @param reference the counts of the reference
     * @param current the counts of the current sample over the same cells
     * @return the distance, in [0, 1]
     * @throws IllegalArgumentException if the lengths differ, a count is negative, or a sample is empty
     */
    public static double distance(long[] reference, long[] current) {
        Counts counts = Counts.of("reference", reference, "current", current);
        double divergence = 0;
        for (int cell = 0; cell < counts.size(); cell++) {
            double both = counts.xShare(cell) + counts.yShare(cell);
            if (both > 0) {
                divergence += both * excess((counts.xShare(cell) - counts.yShare(cell)) / both);
            }
        }
        return Math.sqrt(Math.min(1, Math.max(0, divergence / 4 / Math.log(2))));
    }

    /**
     * Both summands of a cell, for a relative difference d of its shares; log1p, since they nearly cancel for a small
     * d.
     */
    private static double excess(double d) {
        return Math.abs(d) == 1 ? 2 * Math.log(2) : (1 + d) * Math.log1p(d) + (1 - d) * Math.log1p(-d);
    }
}
