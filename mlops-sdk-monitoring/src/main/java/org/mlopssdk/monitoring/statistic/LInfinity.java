package org.mlopssdk.monitoring.statistic;

/**
 * The L-infinity (Chebyshev) distance between two samples counted over the same cells.
 *
 * <p>The largest |r - c| over the cells' shares r and c: a metric in [0, 1], 0 for equal shares, and 1 only where each
 * sample fills a cell of its own. It looks at one cell alone, so unlike {@link TotalVariation}, which is never smaller, it
 * can't add up many small shifts; splitting a cell makes it smaller. Empty cells need no replacement. As SciPy's {@code
 * scipy.spatial.distance.chebyshev} of the shares.
 *
 * @since 0.1.0
 */
public final class LInfinity {

    private LInfinity() {}

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
        double largest = 0;
        for (int cell = 0; cell < counts.size(); cell++) {
            largest = Math.max(largest, Math.abs(counts.difference(cell)));
        }
        return largest;
    }
}
