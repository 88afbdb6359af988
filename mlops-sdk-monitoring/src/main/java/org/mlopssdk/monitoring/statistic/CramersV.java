package org.mlopssdk.monitoring.statistic;

/**
 * Cramer's V: how strongly the category of a value depends on the sample that it comes from, whatever the sample sizes.
 *
 * <p>For two samples, V = sqrt(X² / N), with Pearson's X² of the {@linkplain ChiSquare chi-square test} and N values in both
 * samples together: 0 for equal shares, 1 for disjoint samples, the same when samples are swapped or cells reordered. As
 * SciPy's {@code scipy.stats.contingency.association(table, method="cramer")}. Cells that are empty in both samples are
 * left out; V of a single cell is 0. It depends on the ratio of the sample sizes, unlike a distance: a current sample that
 * is rare among all values can't explain much of their variation.
 *
 * <p>Cramer H. (1946): Mathematical methods of statistics, chapter 21.
 *
 * @since 0.1.0
 */
public final class CramersV {

    private CramersV() {}

    /**
     * V of two samples. It is never 0 for samples that differ by chance only; see {@link #biasCorrected}.
     *
     * @param x the counts of the first sample
     * @param y the counts of the second sample over the same cells
     * @return V, in [0, 1]
     * @throws IllegalArgumentException if the lengths differ, a count is negative, or a sample is empty
     */
    public static double of(long[] x, long[] y) {
        Counts cells = PooledCells.of(Counts.of("x", x, "y", y), 0).counts();
        return Math.min(1, Math.sqrt(meanSquare(cells)));
    }

    /**
     * V less what chance explains, after Bergsma W. (2013): A bias-correction for Cramer's V and Tschuprow's T. Journal of
     * the Korean Statistical Society 42, 323-328.
     *
     * <p>With two rows, k cells and N values: the root of max(0, X²/N - (k - 1)/(N - 1)) over the smaller of k' - 1 and
     * 2' - 1, where c' = c - (c - 1)²/(N - 1).
     *
     * @param x the counts of the first sample
     * @param y the counts of the second sample over the same cells
     * @return the corrected V, in [0, 1]; 0 for a single cell and for a single value in each sample
     * @throws IllegalArgumentException if the lengths differ, a count is negative, or a sample is empty
     */
    public static double biasCorrected(long[] x, long[] y) {
        Counts cells = PooledCells.of(Counts.of("x", x, "y", y), 0).counts();
        double others = total(cells) - 1;
        double degrees = cells.size() - 1;
        double excess = meanSquare(cells) - degrees / others;
        double room = Math.min(degrees - degrees * degrees / others, 1 - 1 / others);
        return excess <= 0 || room <= 0 ? 0 : Math.min(1, Math.sqrt(excess / room));
    }

    private static double meanSquare(Counts cells) {
        return ChiSquare.pearson(cells) / total(cells);
    }

    private static double total(Counts cells) {
        return (double) cells.xTotal() + cells.yTotal();
    }
}
