package org.mlopssdk.monitoring.statistic;

import java.util.Arrays;

/**
 * A division of the real line into adjacent bins, into which values are counted.
 *
 * <p>Bin {@code i} holds the values from {@code edges[i]}, inclusive, to {@code edges[i + 1]}, exclusive; the last bin
 * holds its upper edge too. Values beyond an outer edge count in the outermost bin on that side, so every number has a
 * bin. {@code -0.0} counts as {@code 0.0}; {@code NaN} is refused.
 *
 * <p>Bins with the same edges are equal. Instances are immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class Bins {
    private final double[] edges;

    private Bins(double[] edges) {
        this.edges = edges;
    }

    /**
     * Bins between given edges.
     *
     * @param edges at least two edges in strictly ascending order; the outer ones may be infinite
     * @return the bins, one fewer than edges
     * @throws IllegalArgumentException if there are fewer than two edges, or they do not ascend, or one is {@code NaN}
     */
    public static Bins ofEdges(double... edges) {
        if (edges.length < 2) {
            throw new IllegalArgumentException(
                    "Bins need at least two edges; got " + edges.length + ". One bin for all: -infinity, +infinity.");
        }
        double[] copy = withoutNegativeZero(edges);
        for (int i = 0; i < copy.length; i++) {
            Samples.requireNumber("edges", i, copy[i]);
            if (i > 0 && !(copy[i - 1] < copy[i])) {
                throw new IllegalArgumentException("The edges do not ascend strictly: index " + (i - 1) + " holds "
                        + copy[i - 1] + " and index " + i + " holds " + copy[i] + "; sort them and leave repeats out.");
            }
        }
        return new Bins(copy);
    }

    /**
     * Bins that hold about equally many of the given values.
     *
     * <p>The inner edges are the quantiles 1/count, 2/count, ... of the values by linear interpolation, bit for bit
     * those of {@code numpy.unique(numpy.quantile(values, numpy.linspace(0, 1, count + 1)))}; the outer edges are
     * infinite. Where quantiles coincide there are fewer bins than asked for; values that are all equal give a single
     * bin, in which nothing can be told apart. Between an infinite and a finite value the nearer of the two is taken; values
     * further apart than the largest {@code double} are interpolated too, where numpy overflows.
     *
     * @param values the values, at least one, in any order; not modified
     * @param count the number of bins, 1 to 100,000
     * @return at most {@code count} bins over the whole real line
     * @throws IllegalArgumentException if there are no values, one is {@code NaN}, or the count is out of range
     */
    public static Bins quantiles(double[] values, int count) {
        requireCount(count);
        double[] sorted = Samples.sorted("values", values);
        double[] quantiles = new double[count + 1];
        double step = 1.0 / count;
        for (int i = 0; i < count; i++) {
            quantiles[i] = quantile(sorted, i * step);
        }
        quantiles[count] = quantile(sorted, 1);
        double[] unique = unique(quantiles);
        double[] edges = unique.length == 1 ? new double[2] : unique;
        edges[0] = Double.NEGATIVE_INFINITY;
        edges[edges.length - 1] = Double.POSITIVE_INFINITY;
        return new Bins(edges);
    }

    /**
     * Bins of equal width from the smallest to the largest of the given values.
     *
     * <p>The edges are bit for bit those of {@code numpy.linspace(min, max, count + 1)}; the outer ones are the
     * smallest and the largest value. Values that are all equal give a single bin over the whole real line, in which
     * nothing can be told apart.
     *
     * @param values the values, at least one, finite, in any order; not modified
     * @param count the number of bins, 1 to 100,000
     * @return {@code count} bins; fewer where the range is too narrow for as many distinct edges
     * @throws IllegalArgumentException if there are no values, one is {@code NaN} or infinite, their range exceeds the
     *     largest {@code double}, or the count is out of range
     */
    public static Bins equalWidth(double[] values, int count) {
        requireCount(count);
        double[] sorted = Samples.sorted("values", values);
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        double step = (high - low) / count;
        if (!Double.isFinite(high - low)) {
            throw new IllegalArgumentException("Bins of equal width need a finite range; the values go from " + low
                    + " to " + high + ". Use quantile bins.");
        }
        if (low == high) {
            return new Bins(new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY});
        }
        double[] edges = new double[count + 1];
        for (int i = 0; i < count; i++) {
            // The step of a few denormal numbers may be rounded to more than it is.
            edges[i] = Math.min(high, i * step + low);
        }
        edges[count] = high;
        return new Bins(unique(edges));
    }

    /** numpy.quantile with linear interpolation: its operations in its order, so that the bits are its too. */
    private static double quantile(double[] sorted, double level) {
        double position = (sorted.length - 1) * level;
        int below = (int) Math.floor(position);
        if (below >= sorted.length - 1) {
            return sorted[sorted.length - 1];
        }
        double low = sorted[below];
        double high = sorted[below + 1];
        double weight = position - below;
        if (low == high || Double.isInfinite(low) || Double.isInfinite(high)) {
            return weight < 0.5 ? low : high;
        }
        double difference = high - low;
        if (Double.isInfinite(difference)) { // where numpy has infinities
            return low * (1 - weight) + high * weight;
        }
        return weight < 0.5 ? low + difference * weight : high - difference * (1 - weight);
    }

    private static double[] unique(double[] ascending) {
        double[] unique = new double[ascending.length];
        int size = 0;
        for (double value : ascending) {
            if (size == 0 || value > unique[size - 1]) {
                unique[size++] = value;
            }
        }
        return Arrays.copyOf(unique, size);
    }

    private static double[] withoutNegativeZero(double[] values) {
        double[] copy = values.clone();
        for (int i = 0; i < copy.length; i++) {
            copy[i] += 0.0;
        }
        return copy;
    }

    static void requireCount(int count) {
        if (count < 1 || count > 100_000) {
            throw new IllegalArgumentException("The number of bins lies in 1 to 100,000; got " + count + ".");
        }
    }

    /**
     * The number of bins.
     *
     * @return at least 1
     */
    public int size() {
        return edges.length - 1;
    }

    /**
     * The edges, in strictly ascending order.
     *
     * @return a new array, one longer than there are bins
     */
    public double[] edges() {
        return edges.clone();
    }

    /**
     * The bin that a value counts in.
     *
     * @param value any number, also an infinite one
     * @return the index of the bin, from 0
     * @throws IllegalArgumentException if the value is {@code NaN}
     */
    public int indexOf(double value) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("NaN has no bin; leave missing values out and count them separately.");
        }
        int at = Arrays.binarySearch(edges, 1, edges.length - 1, value + 0.0);
        return at >= 0 ? at : -at - 2;
    }

    /**
     * Counts values by bin.
     *
     * @param values any number of values, in any order; not modified
     * @return one count for each bin
     * @throws IllegalArgumentException if a value is {@code NaN} (the message names its index)
     */
    public long[] count(double[] values) {
        long[] counts = new long[size()];
        for (int i = 0; i < values.length; i++) {
            Samples.requireNumber("values", i, values[i]);
            counts[indexOf(values[i])]++;
        }
        return counts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bins bins && Arrays.equals(edges, bins.edges);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(edges);
    }

    /**
     * The edges with all their digits.
     *
     * @return for example {@code Bins[-Infinity, 2.0, 3.5, Infinity]}, in several lines where one would be too long
     */
    @Override
    public String toString() {
        return Display.inBrackets(
                "Bins", Arrays.stream(edges).mapToObj(Double::toString).toList());
    }
}
