package org.mlopssdk.monitoring.statistic;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * The chi-square test of homogeneity: do two samples of categories come from one distribution?
 *
 * <p>By default Pearson's statistic of the 2 x k table without Yates' correction, and its limiting law, as SciPy's
 * {@code chi2_contingency([x, y], correction=False)}; with {@link #likelihoodRatio()} the G-test, as with {@code
 * lambda_="log-likelihood"}. Cells that are empty in both samples are left out. The p-value is rough where many cells are
 * expected to hold fewer than five values; {@link #poolingBelow(double)} makes one cell of those.
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
    private static final ChiSquare DEFAULTS = new ChiSquare(ChiSquareStatistic.PEARSON, 0);

    private final ChiSquareStatistic kind;
    private final double minimumExpected;

    private ChiSquare(ChiSquareStatistic kind, double minimumExpected) {
        this.kind = kind;
        this.minimumExpected = minimumExpected;
    }

    /**
     * Pearson's test without Yates' correction and without pooling.
     *
     * @return the test
     */
    public static ChiSquare withDefaults() {
        return DEFAULTS;
    }

    /**
     * The same test by the likelihood ratio: the G-test.
     *
     * @return a new test
     */
    public ChiSquare likelihoodRatio() {
        return new ChiSquare(ChiSquareStatistic.LIKELIHOOD_RATIO, minimumExpected);
    }

    /**
     * The same test with small cells made into one. A cell is small if fewer values than the minimum are expected of it in
     * the smaller sample. If the small cells together are still too small, the next larger ones join them, those of equal
     * size at once, so that the order of cells has no say. Cells are chosen by what both samples hold together, which says
     * nothing about how they differ, so the law of the statistic stays what it is.
     *
     * @param expected the smallest number of values that may be expected in a cell; five by custom (Cochran W. G. 1954,
     *     Some methods for strengthening the common chi-square tests, Biometrics 10, 417-451), 0 for no pooling
     * @return a new test
     * @throws IllegalArgumentException if the number is negative, infinite or {@code NaN}
     */
    public ChiSquare poolingBelow(double expected) {
        if (!(expected >= 0 && expected < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The smallest expected count is a finite number from 0, by custom 5; got " + expected + ".");
        }
        return new ChiSquare(kind, expected);
    }

    /**
     * Tests two samples that have been counted over the same cells. Swapping them changes nothing, nor does any order of
     * the cells, but for rounding.
     *
     * @param x the counts of the first sample
     * @param y the counts of the second sample over the same cells
     * @return the result; statistic 0 and p-value 1 where a single cell holds everything
     * @throws IllegalArgumentException if the lengths differ, a count is negative, or a sample is empty
     */
    public ChiSquareResult test(long[] x, long[] y) {
        PooledCells cells = PooledCells.of(Counts.of("x", x, "y", y), minimumExpected);
        double statistic = kind == ChiSquareStatistic.PEARSON ? pearson(cells.counts()) : ratio(cells.counts());
        int degrees = cells.counts().size() - 1;
        double p = degrees == 0 ? 1 : ChiSquaredDistribution.of(degrees).survivalProbability(statistic);
        return new ChiSquareResult(kind, statistic, p, degrees, cells.smallestExpected(), cells.pooled());
    }

    /** (x - e)²/e + (y - f)²/f with both expectations from the same cell: n m (r - c)² over both counts. */
    static double pearson(Counts counts) {
        double product = (double) counts.xTotal() * counts.yTotal();
        double statistic = 0;
        for (int cell = 0; cell < counts.size(); cell++) {
            double difference = counts.difference(cell);
            statistic += difference * difference / counts.both(cell);
        }
        return statistic * product;
    }

    private static double ratio(Counts counts) {
        double n = (double) counts.xTotal();
        double m = (double) counts.yTotal();
        double sum = 0;
        for (int cell = 0; cell < counts.size(); cell++) {
            double xShare = n / (n + m) * counts.both(cell);
            double yShare = m / (n + m) * counts.both(cell);
            double off = counts.difference(cell) * n * m / (n + m); // seen - expected in x; the opposite in y
            sum += RelativeEntropy.part((double) counts.x(cell), xShare, off)
                    + RelativeEntropy.part((double) counts.y(cell), yShare, -off);
        }
        return 2 * sum;
    }

    /**
     * What the test computes.
     *
     * @return one line
     */
    @Override
    public String toString() {
        String pooling = minimumExpected == 0 ? "" : ", pooling cells below " + minimumExpected + " expected";
        return "ChiSquare[2 x k, " + kind.symbol() + " without Yates' correction" + pooling + "]";
    }
}
