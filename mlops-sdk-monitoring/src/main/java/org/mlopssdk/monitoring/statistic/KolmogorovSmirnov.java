package org.mlopssdk.monitoring.statistic;

import java.util.BitSet;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The Kolmogorov-Smirnov test: do two samples come from one distribution, or one sample from a given one?
 *
 * <p>The two-sided statistic is D = max |F<sub>x</sub> - F<sub>y</sub>|, the largest distance between the
 * right-continuous empirical distribution functions; the one-sided ones are max (F<sub>x</sub> - F<sub>y</sub>) for
 * {@link Alternative#GREATER} and max (F<sub>y</sub> - F<sub>x</sub>) for {@link Alternative#LESS}. Two-sample statistics
 * are exact: ties, within a sample and between samples, are taken as they are, and the value is the correctly rounded
 * quotient of two integers. Swapping the samples changes only the sign; a strictly increasing transformation of both
 * changes only the location.
 *
 * <p>The p-value is, unless {@linkplain #with(PValueMethod) asked for otherwise},
 *
 * <ul>
 *   <li>for two samples {@linkplain PValueMethod#EXACT exact} while n*m is at most 1e8, by counting lattice paths, to
 *       rounding for any p that a {@code double} holds; where pooled values are tied, {@linkplain
 *       PValueMethod#CONDITIONAL conditional} on that (Schröer and Trenkler 1995, R's {@code ks.test} since 4.2);
 *   <li>for larger samples {@linkplain PValueMethod#ASYMPTOTIC asymptotic}, as SciPy's {@code ks_2samp(x, y,
 *       method='asymp')}: two-sided the probability that the one-sample statistic of {@code round(n*m/(n+m))}
 *       observations (halves to even) is at least D, by the finite-sample law of Simard and L'Ecuyer (2011); one-sided
 *       Hodges' (1958) formula 5.3. Under many ties it is conservative: the true one is smaller. For small samples it is
 *       rough, and 0 whenever D is 1; a single value on each side is no evidence, and gives 1 (SciPy: NaN).
 *   <li>for one sample the finite-sample law, exact for n up to 140 (one-sided: a million), and asymptotic beyond.
 * </ul>
 *
 * <p>{@link PValueMethod#LIMIT} is Kolmogorov's limit (one-sided: Smirnov's), R's {@code ks.test(exact = FALSE)}.
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
    /** From here on counting is faster than sorting. */
    private static final int LARGE = 1 << 14;

    private static final KolmogorovSmirnov DEFAULTS = new KolmogorovSmirnov(Alternative.TWO_SIDED, null);

    private final Alternative alternative;
    private final @Nullable PValueMethod method;

    private KolmogorovSmirnov(Alternative alternative, @Nullable PValueMethod method) {
        this.alternative = alternative;
        this.method = method;
    }

    /**
     * The two-sided test whose p-value is exact where that is affordable.
     *
     * @return the test
     */
    public static KolmogorovSmirnov withDefaults() {
        return DEFAULTS;
    }

    /**
     * The test of another alternative. As SciPy and R have it, the direction is that of the distribution functions:
     * {@link Alternative#GREATER} finds F<sub>x</sub> above F<sub>y</sub>, and so values of x that tend to be smaller.
     *
     * @param alternative what to look for
     * @return the test
     */
    public KolmogorovSmirnov with(Alternative alternative) {
        return new KolmogorovSmirnov(alternative, method);
    }

    /**
     * The test with its p-value by one method, whatever the sizes.
     *
     * @param method the method. {@link PValueMethod#EXACT} of two samples ignores ties, as SciPy does: it is never too
     *     small, and takes n*m*D steps of about a nanosecond. {@link PValueMethod#CONDITIONAL} is EXACT, and says so,
     *     where nothing is tied. {@link PValueMethod#ASYMPTOTIC} takes microseconds.
     * @return the test
     */
    public KolmogorovSmirnov with(PValueMethod method) {
        return new KolmogorovSmirnov(alternative, method);
    }

    /**
     * Tests two samples. Takes the time of sorting them while the p-value is exact, and a few nanoseconds for each value
     * beyond: large samples are not sorted but counted, see {@link KsReference}.
     *
     * @param x the first sample, usually the reference, in any order; not modified
     * @param y the second sample, usually the current one, in any order; not modified
     * @return the result; infinities are ordered like other values
     * @throws IllegalArgumentException if a sample is empty or holds a {@code NaN} (the message names sample and index),
     *     or if an exact p-value was asked for and n*m exceeds 1e12
     */
    public KolmogorovSmirnovResult test(double[] x, double[] y) {
        if (!mindsTies(x.length, y.length) && Math.min(x.length, y.length) >= LARGE) {
            return result(CellRanks.gap(x, y, alternative));
        }
        double[] xs = Samples.sorted("x", x);
        double[] ys = Samples.sorted("y", y);
        EcdfGap gap = gap(xs.length, ys.length);
        gap.merge(xs, ys);
        return result(gap);
    }

    /**
     * Tests a prepared reference against a current sample; the same, bit for bit, as testing the two samples.
     *
     * @param reference the reference, as x
     * @param current the current sample, as y, in any order; not modified
     * @return the result
     * @throws IllegalArgumentException if the sample is empty or holds a {@code NaN}, or if an exact p-value was asked for
     *     and n*m exceeds 1e12
     */
    public KolmogorovSmirnovResult test(KsReference reference, double[] current) {
        if (!mindsTies(reference.size(), current.length)) {
            return result(reference.gap(current, alternative));
        }
        EcdfGap gap = gap(reference.size(), current.length);
        gap.merge(reference.sorted(), Samples.sorted("current", current));
        return result(gap);
    }

    /**
     * Tests two samples given as counts of their values; bit for bit the result of testing the samples themselves.
     *
     * @param points the values that occur, in strictly ascending order, without {@code NaN}
     * @param xCounts how often each occurs in x; zeros are allowed
     * @param yCounts how often each occurs in y; zeros are allowed
     * @return the result
     * @throws IllegalArgumentException if the lengths differ, the points do not ascend, a count is negative, a sample is
     *     empty, or an exact p-value was asked for and n*m exceeds 1e12
     */
    public KolmogorovSmirnovResult test(double[] points, long[] xCounts, long[] yCounts) {
        Counts counts = Counts.of("x", xCounts, "y", yCounts);
        Samples.requireAscending(points, counts.size());
        EcdfGap gap = gap(counts.xTotal(), counts.yTotal());
        for (int cell = 0; cell < points.length; cell++) {
            gap.advance(points[cell] + 0.0, xCounts[cell], yCounts[cell]);
        }
        return result(gap);
    }

    /**
     * Tests two samples given as counts over ordered cells, for example the break points of a reference and the gaps
     * between them. The statistic equals that of the samples themselves wherever no cell holds different values of
     * both samples. The values of one cell count as tied.
     *
     * @param xCounts the counts of x, by ascending cell
     * @param yCounts the counts of y, by ascending cell
     * @return the result; its location is the index of the cell, from 0
     * @throws IllegalArgumentException if the lengths differ, a count is negative, a sample is empty, or an exact p-value
     *     was asked for and n*m exceeds 1e12
     */
    public KolmogorovSmirnovResult test(long[] xCounts, long[] yCounts) {
        Counts counts = Counts.of("x", xCounts, "y", yCounts);
        EcdfGap gap = gap(counts.xTotal(), counts.yTotal());
        for (int cell = 0; cell < counts.size(); cell++) {
            gap.advance(cell, xCounts[cell], yCounts[cell]);
        }
        return result(gap);
    }

    /**
     * Tests one sample against a given continuous distribution. Takes the time of sorting it.
     *
     * @param x the sample, in any order; not modified
     * @param distribution the distribution function: continuous, never decreasing, with values in [0, 1]
     * @return the result, with m = 0
     * @throws IllegalArgumentException if the sample is empty or holds a {@code NaN}, if the distribution function
     *     decreases or leaves [0, 1], or if an exact p-value was asked for and n is too large for one
     */
    public KolmogorovSmirnovResult test(double[] x, DoubleUnaryOperator distribution) {
        OneSampleGap gap = OneSampleGap.of(Samples.sorted("x", x), distribution, alternative);
        PValueMethod used = OneSampleLaw.method(method, x.length, alternative);
        double d = gap.statistic();
        double p = used == PValueMethod.LIMIT
                ? OneSampleLaw.limit(d, x.length, alternative)
                : OneSampleLaw.finite(d, x.length, alternative);
        return new KolmogorovSmirnovResult(d, p, used, alternative, gap.location(), gap.sign(), x.length, 0);
    }

    /**
     * The p-value of a two-sample statistic that was found elsewhere, for example a bound on it.
     *
     * @param d the statistic, in [0, 1]
     * @param n the size of the sample x, positive
     * @param m the size of the sample y, positive
     * @return the p-value for the alternative, in [0, 1], without regard to ties; never increases with {@code d} but for
     *     rounding
     * @throws IllegalArgumentException if {@code d} is not in [0, 1], a size is not positive, or an exact p-value was
     *     asked for and n*m exceeds 1e12
     */
    public double pValue(double d, long n, long m) {
        if (!(d >= 0 && d <= 1)) {
            throw new IllegalArgumentException("The statistic D lies in [0, 1]; got " + d + ".");
        }
        if (n < 1 || m < 1) {
            throw new IllegalArgumentException("The sizes of samples are positive; got n " + n + " and m " + m + ".");
        }
        return switch (TwoSampleLaw.method(method, n, m, false)) {
            case EXACT, CONDITIONAL -> TwoSampleLaw.exact(TwoSampleLaw.distance(d, n, m), n, m, alternative, null);
            case ASYMPTOTIC -> TwoSampleLaw.asymptotic(d, n, m, alternative);
            case LIMIT -> TwoSampleLaw.limit(d, n, m, alternative);
        };
    }

    /** Whether the p-value depends on which values are tied. */
    private boolean mindsTies(long n, long m) {
        return TwoSampleLaw.method(method, n, m, true) == PValueMethod.CONDITIONAL;
    }

    private EcdfGap gap(long n, long m) {
        return mindsTies(n, m) ? EcdfGap.rememberingTies(n, m, alternative) : EcdfGap.of(n, m, alternative);
    }

    private KolmogorovSmirnovResult result(EcdfGap gap) {
        BitSet groupEnds = gap.groupEnds();
        PValueMethod used = TwoSampleLaw.method(method, gap.n(), gap.m(), groupEnds != null);
        double d = gap.statistic();
        double p = switch (used) {
            case EXACT, CONDITIONAL ->
                TwoSampleLaw.exact(gap.numerator().longValueExact(), gap.n(), gap.m(), alternative, groupEnds);
            case ASYMPTOTIC -> TwoSampleLaw.asymptotic(d, gap.n(), gap.m(), alternative);
            case LIMIT -> TwoSampleLaw.limit(d, gap.n(), gap.m(), alternative);
        };
        return new KolmogorovSmirnovResult(d, p, used, alternative, gap.location(), gap.sign(), gap.n(), gap.m());
    }

    /**
     * What the test computes.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return "KolmogorovSmirnov[" + alternative + ", p-value "
                + (method == null ? "exact where affordable" : method.toString()) + "]";
    }
}
