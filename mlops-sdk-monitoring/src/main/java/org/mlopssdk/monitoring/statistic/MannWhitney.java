package org.mlopssdk.monitoring.statistic;

import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The Mann-Whitney U test (Wilcoxon's rank sum test): do the values of one sample tend to be larger than those of the other?
 *
 * <p>U is the number of pairs in which the value of x is larger, a tie counting half, as {@code
 * scipy.stats.mannwhitneyu(x, y).statistic}. Swapping the samples makes it nm - U; a strictly increasing transformation of
 * both changes nothing. A change of spread alone leaves U where it is: that is for {@link KolmogorovSmirnov} to find.
 *
 * <p>The p-value is two-sided, the probability that U is at least as far from nm/2, unless {@linkplain #with another alternative is
 * asked for}. It is exact, given which values are tied,
 * while n times m is at most 2,500, or what {@link #exactUpTo} says; without ties it is that of SciPy's {@code
 * method="exact"}, which takes no account of ties. Beyond, it is from the normal law with the variance corrected for ties and
 * a continuity correction of 1/2, as SciPy's {@code method="asymptotic"}; far out in the tail that is larger than the exact
 * one. Samples whose values are all equal give 1.
 *
 * <pre>{@code
 * double[] reference = {1, 2, 3, 4};
 * double[] current = {3, 5, 6, 7};
 * MannWhitneyResult result = MannWhitney.withDefaults().test(reference, current);
 * }</pre>
 *
 * <p>Mann H. B., Whitney D. R. (1947): On a test of whether one of two random variables is stochastically larger than the
 * other. Annals of Mathematical Statistics 18, 50-60. Instances are immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class MannWhitney {
    private static final int MOST_PAIRS = 10_000;
    private static final MannWhitney DEFAULTS = new MannWhitney(Alternative.TWO_SIDED, 2_500);

    private final Alternative alternative;
    private final int exactUpTo;

    private MannWhitney(Alternative alternative, int exactUpTo) {
        this.alternative = alternative;
        this.exactUpTo = exactUpTo;
    }

    /**
     * The two-sided test that is exact up to 2,500 pairs.
     *
     * @return the test
     */
    public static MannWhitney withDefaults() {
        return DEFAULTS;
    }

    /**
     * The same test with another limit for the exact p-value. Its time grows with the square of the
     * pairs: about a millisecond at 2,500 pairs, some twenty at 10,000.
     *
     * @param pairs the largest n times m with an exact p-value, 0 (never) to 10,000
     * @return a new test
     * @throws IllegalArgumentException if the number is out of range
     */
    public MannWhitney exactUpTo(int pairs) {
        if (pairs < 0 || pairs > MOST_PAIRS) {
            throw new IllegalArgumentException(
                    "The pairs with an exact p-value lie in 0 to 10,000, since the tables behind it outgrow memory;"
                            + " got "
                            + pairs + ".");
        }
        return new MannWhitney(alternative, pairs);
    }

    /**
     * The same test of another alternative, as SciPy's {@code alternative}. The direction is that of the values: {@link Alternative#GREATER} asks
     * whether the values of x tend to be larger than those of y, by the probability that U is at least as large; {@link Alternative#LESS}
     * whether they tend to be smaller. So it is opposite to that of {@link KolmogorovSmirnov}, where distribution functions are compared.
     *
     * @param newAlternative what to look for
     * @return a new test
     */
    public MannWhitney with(Alternative newAlternative) {
        return new MannWhitney(newAlternative, exactUpTo);
    }

    /**
     * Tests two samples. Takes the time of sorting them.
     *
     * @param x the first sample, usually the reference, in any order; not modified
     * @param y the second sample, usually the current one, in any order; not modified
     * @return the result; infinities are ordered like other values
     * @throws IllegalArgumentException if a sample is empty or holds a {@code NaN} (the message names sample and index)
     */
    public MannWhitneyResult test(double[] x, double[] y) {
        return test(PooledPoints.ofSamples("x", x, "y", y).counts());
    }

    /**
     * Tests two samples given as counts over ordered cells; the values within a cell are taken for equal.
     *
     * @param xCounts the counts of x, by ascending cell
     * @param yCounts the counts of y, by ascending cell
     * @return the result
     * @throws IllegalArgumentException if the lengths differ, a count is negative, a sample is empty, or there are 2^61 pairs
     *     or more
     */
    public MannWhitneyResult test(long[] xCounts, long[] yCounts) {
        return test(Counts.of("x", xCounts, "y", yCounts));
    }

    private MannWhitneyResult test(Counts groups) {
        long n = groups.xTotal();
        long m = groups.yTotal();
        if (Math.multiplyHigh(n, m) != 0 || n * m < 0 || n * m >= 1L << 61) {
            throw new IllegalArgumentException(
                    "Samples of " + n + " and " + m + " values make 2^61 pairs or more; compare a part of them.");
        }
        long twice = twiceU(groups);
        long distance = distance(twice - n * m);
        boolean exact = n * m <= exactUpTo;
        boolean ties = hasTies(groups);
        double p = exact
                ? MannWhitneyLaw.probability(groups, ties, off -> distance(off) >= distance)
                : asymptotic(groups, distance);
        PValueMethod exactly = ties ? PValueMethod.CONDITIONAL : PValueMethod.EXACT;
        return new MannWhitneyResult(twice / 2.0, p, exact ? exactly : PValueMethod.ASYMPTOTIC, alternative, n, m);
    }

    /** How far 2U - nm speaks for the alternative. */
    private long distance(long off) {
        return switch (alternative) {
            case TWO_SIDED -> Math.abs(off);
            case LESS -> -off;
            case GREATER -> off;
        };
    }

    private static boolean hasTies(Counts groups) {
        return IntStream.range(0, groups.size()).anyMatch(cell -> groups.both(cell) > 1);
    }

    private static long twiceU(Counts groups) {
        long twice = 0;
        long smaller = 0;
        for (int cell = 0; cell < groups.size(); cell++) {
            twice += groups.x(cell) * (2 * smaller + groups.y(cell));
            smaller += groups.y(cell);
        }
        return twice;
    }

    /** The chi-square law of one degree of freedom at z² is the two-sided normal one at z. */
    private double asymptotic(Counts groups, long distance) {
        double variance = variance(groups);
        if (variance == 0) {
            return 1;
        }
        double off = (distance - 1) / 2.0; // the continuity correction
        if (alternative != Alternative.TWO_SIDED) {
            return NormalDistribution.of(0, 1).survivalProbability(off / Math.sqrt(variance));
        }
        return off <= 0 ? 1 : ChiSquaredDistribution.of(1).survivalProbability(off * off / variance);
    }

    /**
     * nm/12 ((N + 1) - sum of (t³ - t) / (N (N - 1))) over the groups of t tied values, as nm / (12 N (N - 1)) times the sum
     * of t (N - t) (N + t), which does not cancel when nearly all values are tied.
     */
    private static double variance(Counts groups) {
        double n = (double) groups.xTotal();
        double m = (double) groups.yTotal();
        double total = n + m;
        Sum sum = new Sum();
        for (int cell = 0; cell < groups.size(); cell++) {
            double ties = groups.both(cell);
            sum.add(ties * (total - ties) * (total + ties));
        }
        return sum.value() / total / (total - 1) * (n * m) / 12;
    }

    /**
     * What the test computes.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return "MannWhitney[" + alternative + ", exact up to " + exactUpTo + " pairs]";
    }
}
