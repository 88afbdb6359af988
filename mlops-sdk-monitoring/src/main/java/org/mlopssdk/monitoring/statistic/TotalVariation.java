package org.mlopssdk.monitoring.statistic;

/**
 * The total variation distance between two samples counted over the same cells.
 *
 * <p>Half the sum of |r - c| over the cells' shares r and c, which is the largest difference in the share of any set of
 * cells: a metric in [0, 1], 0 for equal shares and 1 for disjoint ones. Empty cells need no replacement.
 *
 * @since 0.1.0
 */
public final class TotalVariation {

    private TotalVariation() {}

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
        double sum = 0;
        for (int cell = 0; cell < counts.size(); cell++) {
            sum += Math.abs(counts.difference(cell));
        }
        return Math.min(1, sum / 2);
    }
}
