package org.mlopssdk.monitoring.statistic;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * The chi-square test of homogeneity: do two samples of categories come from one distribution?
 *
 * <p>Pearson's statistic of the 2 x k table without Yates' correction, and its limiting law, as SciPy's
 * {@code chi2_contingency([x, y], correction=False)}. Cells that are empty in both samples are left out. The p-value is
 * rough where many cells are expected to hold fewer than five values.
 *
 * <pre>{@code
 * long[] reference = {60, 40};
 * long[] current = {45, 55};
 * ChiSquareResult result = ChiSquare.withDefaults().test(reference, current);
 * }</pre>
 *
 * <p>Instances are immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class ChiSquare {
    private static final ChiSquare DEFAULTS = new ChiSquare();

    private ChiSquare() {}

    /**
     * The test without Yates' correction.
     *
     * @return the test
     */
    public static ChiSquare withDefaults() {
        return DEFAULTS;
    }

    /**
     * Tests two samples that have been counted over the same cells. Swapping them changes nothing.
     *
     * @param x the counts of the first sample
     * @param y the counts of the second sample over the same cells
     * @return the result; statistic 0 and p-value 1 where a single cell holds everything
     * @throws IllegalArgumentException if the lengths differ, a count is negative, or a sample is empty
     */
    public ChiSquareResult test(long[] x, long[] y) {
        Counts counts = Counts.of("x", x, "y", y);
        double n = (double) counts.xTotal();
        double m = (double) counts.yTotal();
        double statistic = 0;
        int cells = 0;
        for (int cell = 0; cell < counts.size(); cell++) {
            double both = (double) x[cell] + y[cell];
            if (both > 0) {
                // (x - e)²/e + (y - f)²/f with both expectations from the same cell: one square over one product.
                double difference = differenceOfProducts((double) x[cell], m, (double) y[cell], n);
                statistic += difference / n * difference / m / both;
                cells++;
            }
        }
        int degrees = cells - 1;
        double p = degrees == 0 ? 1 : ChiSquaredDistribution.of(degrees).survivalProbability(statistic);
        return new ChiSquareResult(statistic, p, degrees);
    }

    /** a*b - c*d to full accuracy where the products nearly cancel, after Kahan. */
    private static double differenceOfProducts(double a, double b, double c, double d) {
        double cd = c * d;
        return Math.fma(a, b, -cd) + Math.fma(-c, d, cd);
    }

    /**
     * What the test computes.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return "ChiSquare[2 x k, without Yates' correction]";
    }
}
