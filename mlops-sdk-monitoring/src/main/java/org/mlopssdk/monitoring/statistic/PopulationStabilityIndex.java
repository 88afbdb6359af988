package org.mlopssdk.monitoring.statistic;

import java.util.ArrayList;
import java.util.List;

/**
 * The population stability index (PSI): how far the shares of a current sample are from those of a reference.
 *
 * <p>PSI = sum over bins of (r - c) ln(r / c), with r and c the bin's shares of the reference and of the current
 * sample. A share of 0 is replaced by {@linkplain #epsilon(double) epsilon}, without renormalisation; a bin that is empty
 * in both adds nothing. It is 0 for equal shares, never negative, unbounded but for epsilon, and the same when the samples
 * are swapped over the same bins (it is the symmetrised Kullback-Leibler divergence, Jeffreys 1946).
 *
 * <p>By default the bins are the deciles of the reference, see {@link Bins#quantiles}. They are blind to what happens
 * inside a bin; {@link PsiResult#isBlind()} tells when there is only one.
 *
 * <pre>{@code
 * double[] reference = {1, 2, 3, 4, 5, 6, 7, 8};
 * double[] current = {5, 6, 7, 8, 9, 9, 9, 9};
 * PsiResult result = PopulationStabilityIndex.withDefaults().quantileBins(4).compare(reference, current);
 * }</pre>
 *
 * <p>Instances are immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class PopulationStabilityIndex {
    private static final PopulationStabilityIndex DEFAULTS = new PopulationStabilityIndex(Binning.QUANTILE, 10, 1e-4);

    private enum Binning {
        QUANTILE,
        EQUAL_WIDTH
    }

    private final Binning binning;
    private final int count;
    private final double epsilon;

    private PopulationStabilityIndex(Binning binning, int count, double epsilon) {
        this.binning = binning;
        this.count = count;
        this.epsilon = epsilon;
    }

    /**
     * The index over the deciles of the reference, with an epsilon of 0.0001.
     *
     * @return the index
     */
    public static PopulationStabilityIndex withDefaults() {
        return DEFAULTS;
    }

    /**
     * The same index over quantile bins of the reference.
     *
     * @param bins how many, 1 to 100,000; fewer where quantiles coincide
     * @return a new index
     * @throws IllegalArgumentException if the number is out of range
     */
    public PopulationStabilityIndex quantileBins(int bins) {
        Bins.requireCount(bins);
        return new PopulationStabilityIndex(Binning.QUANTILE, bins, epsilon);
    }

    /**
     * The same index over bins of equal width from the smallest to the largest value of the reference; current values
     * beyond them count in the outermost bins.
     *
     * @param bins how many, 1 to 100,000
     * @return a new index
     * @throws IllegalArgumentException if the number is out of range
     */
    public PopulationStabilityIndex equalWidthBins(int bins) {
        Bins.requireCount(bins);
        return new PopulationStabilityIndex(Binning.EQUAL_WIDTH, bins, epsilon);
    }

    /**
     * The same index with another replacement for empty shares.
     *
     * @param share the share that stands in for 0, in (0, 1); usually well below one value's share
     * @return a new index
     * @throws IllegalArgumentException if it is not in (0, 1)
     */
    public PopulationStabilityIndex epsilon(double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("Epsilon lies in (0, 1), for example 0.0001; got " + share + ".");
        }
        return new PopulationStabilityIndex(binning, count, share);
    }

    /**
     * The bins that this index takes for a reference.
     *
     * @param reference the reference, in any order; not modified
     * @return the bins
     * @throws IllegalArgumentException if the reference is empty, holds a {@code NaN}, or has no finite range though
     *     the bins are of equal width
     */
    public Bins bins(double[] reference) {
        return binning == Binning.QUANTILE ? Bins.quantiles(reference, count) : Bins.equalWidth(reference, count);
    }

    /**
     * Compares two samples, over the bins of the reference.
     *
     * @param reference the reference, in any order; not modified
     * @param current the current sample, in any order; not modified
     * @return the index
     * @throws IllegalArgumentException if a sample is empty or holds a {@code NaN} (the message names sample and
     *     index), or the reference has no finite range though the bins are of equal width
     */
    public PsiResult compare(double[] reference, double[] current) {
        Samples.requireValues("reference", reference);
        Samples.requireValues("current", current);
        Bins bins = bins(reference);
        return compare(bins, bins.count(reference), bins.count(current));
    }

    /**
     * Compares two samples that have been counted over the same bins; the settings for bins have no effect.
     *
     * @param bins the bins
     * @param reference the counts of the reference, one for each bin
     * @param current the counts of the current sample, one for each bin
     * @return the index
     * @throws IllegalArgumentException if the lengths differ, a count is negative, or a sample is empty
     */
    public PsiResult compare(Bins bins, long[] reference, long[] current) {
        if (bins.size() != reference.length) {
            throw new IllegalArgumentException("There are " + bins.size() + " bins and " + reference.length
                    + " counts of the reference; give one count for each bin.");
        }
        double[] edges = bins.edges();
        return compare(edges, 1, Counts.of("reference", reference, "current", current));
    }

    /**
     * Compares two samples that have been counted over the same cells, for example the categories of a feature. The
     * bins of the result are numbered: both edges are the cell's index, from 0.
     *
     * @param reference the counts of the reference
     * @param current the counts of the current sample over the same cells
     * @return the index
     * @throws IllegalArgumentException if the lengths differ, a count is negative, or a sample is empty
     */
    public PsiResult compare(long[] reference, long[] current) {
        Counts counts = Counts.of("reference", reference, "current", current);
        double[] numbers = new double[counts.size()];
        for (int cell = 0; cell < numbers.length; cell++) {
            numbers[cell] = cell;
        }
        return compare(numbers, 0, counts);
    }

    private PsiResult compare(double[] edges, int toUpper, Counts counts) {
        List<PsiBin> bins = new ArrayList<>(counts.size());
        double sum = 0;
        Contribution contribution = new Contribution(counts.xTotal(), counts.yTotal(), epsilon);
        for (int cell = 0; cell < counts.size(); cell++) {
            double summand = contribution.of(counts.x(cell), counts.y(cell));
            sum += summand;
            bins.add(new PsiBin(edges[cell], edges[cell + toUpper], counts.x(cell), counts.y(cell), summand));
        }
        return new PsiResult(sum, epsilon, bins);
    }

    /** What a bin adds to the index of samples of n and m values. */
    record Contribution(long n, long m, double epsilon) {

        double of(long x, long y) {
            double r = x == 0 ? epsilon : (double) x / n;
            double c = y == 0 ? epsilon : (double) y / m;
            double product = (double) n * m;
            double difference = x == 0 || y == 0 ? r - c : Counts.differenceOfProducts(x, m, y, n) / product;
            return difference * RelativeEntropy.logRatio(r, c, difference);
        }
    }

    /**
     * What the index computes.
     *
     * @return one line
     */
    @Override
    public String toString() {
        String kind = binning == Binning.QUANTILE ? "quantile" : "equal-width";
        return "PopulationStabilityIndex[" + count + " " + kind + " bins, epsilon " + epsilon + "]";
    }
}
