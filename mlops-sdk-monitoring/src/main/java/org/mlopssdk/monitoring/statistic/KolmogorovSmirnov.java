package org.mlopssdk.monitoring.statistic;

/**
 * The two-sample Kolmogorov-Smirnov test: do two samples come from one continuous distribution?
 *
 * <p>The statistic is D = max |F<sub>x</sub> - F<sub>y</sub>|, the largest distance between the right-continuous
 * empirical distribution functions. It is exact: ties, within a sample and between samples, are taken as they are, and
 * the value is the correctly rounded quotient of two integers. Swapping the samples changes only the sign; a strictly
 * increasing transformation of both changes only the location.
 *
 * <p>The p-value is two-sided and {@linkplain PValueMethod#ASYMPTOTIC asymptotic}, that of SciPy's
 * {@code ks_2samp(x, y, method='asymp')}: the probability that the one-sample statistic of {@code round(n*m/(n+m))}
 * observations (halves to even) is at least D, by the finite-sample law of Simard and L'Ecuyer (2011). Under many ties
 * it is conservative: the true one is smaller. For small samples it is rough, and it is 0 whenever D is 1. A single
 * value on each side is no evidence, and gives 1 (SciPy: NaN).
 *
 * <pre>{@code
 * double[] reference = {1.0, 2.0, 3.0, 4.0};
 * double[] current = {2.5, 3.5, 4.5, 5.5};
 * KolmogorovSmirnovResult result = KolmogorovSmirnov.withDefaults().test(reference, current);
 * }</pre>
 *
 * <p>Instances are immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class KolmogorovSmirnov {
    private static final KolmogorovSmirnov DEFAULTS = new KolmogorovSmirnov();

    private KolmogorovSmirnov() {}

    /**
     * The two-sided test with an asymptotic p-value.
     *
     * @return the test
     */
    public static KolmogorovSmirnov withDefaults() {
        return DEFAULTS;
    }

    /**
     * Tests two samples. Takes the time of sorting them.
     *
     * @param x the first sample, usually the reference, in any order; not modified
     * @param y the second sample, usually the current one, in any order; not modified
     * @return the result; infinities are ordered like other values
     * @throws IllegalArgumentException if a sample is empty or holds a {@code NaN} (the message names sample and index)
     */
    public KolmogorovSmirnovResult test(double[] x, double[] y) {
        double[] xs = Samples.sorted("x", x);
        double[] ys = Samples.sorted("y", y);
        EcdfGap gap = new EcdfGap(xs.length, ys.length);
        int i = 0;
        int j = 0;
        while (i < xs.length || j < ys.length) {
            double point = Math.min(i < xs.length ? xs[i] : ys[j], j < ys.length ? ys[j] : xs[i]);
            int nextI = endOfRun(xs, i, point);
            int nextJ = endOfRun(ys, j, point);
            gap.advance(point, nextI - i, nextJ - j);
            i = nextI;
            j = nextJ;
        }
        return result(gap, xs.length, ys.length);
    }

    private static int endOfRun(double[] sorted, int from, double point) {
        int end = from;
        while (end < sorted.length && sorted[end] == point) {
            end++;
        }
        return end;
    }

    /**
     * Tests two samples given as counts of their values; bit for bit the result of testing the samples themselves.
     *
     * @param points the values that occur, in strictly ascending order, without {@code NaN}
     * @param xCounts how often each occurs in x; zeros are allowed
     * @param yCounts how often each occurs in y; zeros are allowed
     * @return the result
     * @throws IllegalArgumentException if the lengths differ, the points do not ascend, a count is negative, or a
     *     sample is empty
     */
    public KolmogorovSmirnovResult test(double[] points, long[] xCounts, long[] yCounts) {
        Counts counts = Counts.of("x", xCounts, "y", yCounts);
        requireAscending(points, counts.size());
        EcdfGap gap = new EcdfGap(counts.xTotal(), counts.yTotal());
        for (int cell = 0; cell < points.length; cell++) {
            gap.advance(points[cell] + 0.0, xCounts[cell], yCounts[cell]);
        }
        return result(gap, counts.xTotal(), counts.yTotal());
    }

    /**
     * Tests two samples given as counts over ordered cells, for example the break points of a reference and the gaps
     * between them. Equals the test of the samples themselves wherever no cell holds different values of both samples.
     *
     * @param xCounts the counts of x, by ascending cell
     * @param yCounts the counts of y, by ascending cell
     * @return the result; its location is the index of the cell, from 0
     * @throws IllegalArgumentException if the lengths differ, a count is negative, or a sample is empty
     */
    public KolmogorovSmirnovResult test(long[] xCounts, long[] yCounts) {
        Counts counts = Counts.of("x", xCounts, "y", yCounts);
        EcdfGap gap = new EcdfGap(counts.xTotal(), counts.yTotal());
        for (int cell = 0; cell < counts.size(); cell++) {
            gap.advance(cell, xCounts[cell], yCounts[cell]);
        }
        return result(gap, counts.xTotal(), counts.yTotal());
    }

    /**
     * The p-value of a statistic that was found elsewhere, for example a bound on it.
     *
     * @param d the statistic, in [0, 1]
     * @param n the size of the one sample, positive
     * @param m the size of the other sample, positive
     * @return the two-sided asymptotic p-value, in [0, 1]; never increases with {@code d} but for rounding
     * @throws IllegalArgumentException if {@code d} is not in [0, 1] or a size is not positive
     */
    public double pValue(double d, long n, long m) {
        if (!(d >= 0 && d <= 1)) {
            throw new IllegalArgumentException("The statistic D lies in [0, 1]; got " + d + ".");
        }
        if (n < 1 || m < 1) {
            throw new IllegalArgumentException("The sizes of samples are positive; got n " + n + " and m " + m + ".");
        }
        // In SciPy's order of operations: the larger factor first, in doubles, then half to even.
        double larger = (double) Math.max(n, m);
        double smaller = (double) Math.min(n, m);
        double effective = Math.rint(larger * smaller / (larger + smaller));
        return effective == 0 ? 1 : KolmogorovLaw.survival((long) effective, d);
    }

    private KolmogorovSmirnovResult result(EcdfGap gap, long n, long m) {
        double d = gap.statistic();
        return new KolmogorovSmirnovResult(
                d, pValue(d, n, m), PValueMethod.ASYMPTOTIC, gap.location(), gap.sign(), n, m);
    }

    private static void requireAscending(double[] points, int length) {
        if (points.length != length) {
            throw new IllegalArgumentException("There are " + points.length + " points and " + length
                    + " counts for each sample; give one count for each point.");
        }
        for (int i = 0; i < points.length; i++) {
            Samples.requireNumber("points", i, points[i]);
            if (i > 0 && !(points[i - 1] < points[i])) {
                throw new IllegalArgumentException("The points do not ascend strictly: index " + (i - 1) + " holds "
                        + points[i - 1] + " and index " + i + " holds " + points[i] + "; sort and merge them.");
            }
        }
    }

    /**
     * What the test computes.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return "KolmogorovSmirnov[two-sided, p-value " + PValueMethod.ASYMPTOTIC + "]";
    }
}
