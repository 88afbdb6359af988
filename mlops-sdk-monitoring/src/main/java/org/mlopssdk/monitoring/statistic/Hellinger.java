package org.mlopssdk.monitoring.statistic;

/**
 * The Hellinger distance between two samples counted over the same cells.
 *
 * <p>The square root of half the sum of (sqrt(r) - sqrt(c))² over the cells' shares r and c: a metric in [0, 1], 0 for
 * equal shares and 1 for disjoint ones. Empty cells need no replacement.
 *
 * <p>Hellinger E. (1909): Neue Begründung der Theorie quadratischer Formen von unendlichvielen Veränderlichen. Journal
 * für die reine und angewandte Mathematik 136, 210-271.
 *
 * @since 0.1.0
 */
public final class Hellinger {

    private Hellinger() {}

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
            if (counts.both(cell) > 0) {
                // sqrt(r) - sqrt(c) = (r - c) / (sqrt(r) + sqrt(c)), which does not cancel
                double roots = Math.sqrt(counts.xShare(cell)) + Math.sqrt(counts.yShare(cell));
                double difference = counts.difference(cell) / roots;
                sum += difference * difference;
            }
        }
        return Math.sqrt(Math.min(1, sum / 2));
    }
}
