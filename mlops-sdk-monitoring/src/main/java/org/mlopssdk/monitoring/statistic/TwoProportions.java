package org.mlopssdk.monitoring.statistic;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The test whether a proportion, for example the share of missing values, is the same in two samples.
 *
 * <p>Where at least five successes and five failures are expected in both samples if nothing differs, the pooled z-test
 * without continuity correction: z² is Pearson's chi-square of the 2 x 2 table, p that of the {@link ChiSquare} test. Else
 * Fisher's exact test, two-sided by the sum of all tables that are at most as likely as the one seen, as SciPy's {@code
 * fisher_exact} and R's {@code fisher.test}. The result says which. {@link #exact()} and {@link #asymptotic()} fix it.
 *
 * <p>Both are two-sided unless {@linkplain #with another alternative is asked for}; the interval is two-sided in any case.
 *
 * <p>The interval of the difference is Newcombe's hybrid score interval without continuity correction, made of the two {@link
 * ProportionInterval#wilson Wilson intervals}: Newcombe R. G. (1998), Interval estimation for the difference between
 * independent proportions, Statistics in Medicine 17, 873-890 (method 10). It need not agree with the test about 0.
 *
 * <pre>{@code
 * TwoProportionsResult result = TwoProportions.withDefaults().test(230, 1000, 900, 1000);
 * }</pre>
 *
 * <p>Fisher R. A. (1935): The logic of inductive inference. Journal of the Royal Statistical Society 98, 39-82. Instances are
 * immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class TwoProportions {
    private static final double LEAST_EXPECTED = 5;

    /** Tables whose probabilities differ by less than this are taken for equally likely, as R does. */
    private static final double TIE = 1 + 1e-7;

    private static final TwoProportions DEFAULTS = new TwoProportions(Alternative.TWO_SIDED, LEAST_EXPECTED, 0.95);

    private final Alternative alternative;
    private final double exactBelow;
    private final double confidence;

    private TwoProportions(Alternative alternative, double exactBelow, double confidence) {
        this.alternative = alternative;
        this.exactBelow = exactBelow;
        this.confidence = confidence;
    }

    /**
     * The test that is exact where counts are small, with an interval of confidence 0.95.
     *
     * @return the test
     */
    public static TwoProportions withDefaults() {
        return DEFAULTS;
    }

    /**
     * The same test, by Fisher's test whatever the counts. The time grows with the root of the counts.
     *
     * @return a new test
     */
    public TwoProportions exact() {
        return new TwoProportions(alternative, Double.POSITIVE_INFINITY, confidence);
    }

    /**
     * The same test, by z whatever the counts.
     *
     * @return a new test
     */
    public TwoProportions asymptotic() {
        return new TwoProportions(alternative, 0, confidence);
    }

    /**
     * The same test with another confidence of the interval.
     *
     * @param level the confidence, in (0, 1)
     * @return a new test
     * @throws IllegalArgumentException if the confidence is out of range
     */
    public TwoProportions confidence(double level) {
        Interval.requireConfidence(level);
        return new TwoProportions(alternative, exactBelow, level);
    }

    /**
     * The same test of another alternative: {@link Alternative#LESS} asks whether the proportion in the reference is less than that in the current
     * sample, which has risen then, and {@link Alternative#GREATER} whether it is greater. That is SciPy's {@code fisher_exact(table, alternative)}
     * where the reference is the first row, and the lower or the upper tail of the pooled z.
     *
     * @param newAlternative what to look for
     * @return a new test
     */
    public TwoProportions with(Alternative newAlternative) {
        return new TwoProportions(newAlternative, exactBelow, confidence);
    }

    /**
     * Tests two proportions. Swapping the samples changes the sign of the difference only.
     *
     * @param referenceSuccesses how many values of the reference count as a success, 0 to {@code referenceSize}
     * @param referenceSize the size of the reference, positive
     * @param currentSuccesses how many values of the current sample count as one, 0 to {@code currentSize}
     * @param currentSize the size of the current sample, positive
     * @return the result; p-value 1 where all values are successes, or none
     * @throws IllegalArgumentException if a number is out of its range, or Fisher's test was asked for and both successes and
     *     failures are more than 2^53
     */
    public TwoProportionsResult test(
            long referenceSuccesses, long referenceSize, long currentSuccesses, long currentSize) {
        ProportionInterval.requireTrials("referenceSuccesses", referenceSuccesses, "referenceSize", referenceSize);
        ProportionInterval.requireTrials("currentSuccesses", currentSuccesses, "currentSize", currentSize);
        Counts table = Counts.of(
                "current", new long[] {currentSuccesses, currentSize - currentSuccesses},
                "reference", new long[] {referenceSuccesses, referenceSize - referenceSuccesses});
        double rarer = Math.min(table.both(0), table.both(1));
        boolean exact = rarer > 0 && table.smallerExpected(rarer) < exactBelow;
        double square = rarer == 0 ? 0 : ChiSquare.pearson(table);
        double p = rarer == 0 ? 1 : exact ? fisher(table) : asymptotic(table, square);
        return new TwoProportionsResult(
                Math.sqrt(square),
                p,
                exact ? PValueMethod.EXACT : PValueMethod.ASYMPTOTIC,
                alternative,
                table.yShare(0),
                table.xShare(0),
                newcombe(table));
    }

    /** By the chi-square law of one degree of freedom at z², which is the two-sided normal one at z, or by a tail of that. */
    private double asymptotic(Counts table, double square) {
        if (alternative == Alternative.TWO_SIDED) {
            return ChiSquaredDistribution.of(1).survivalProbability(square);
        }
        double rise = Math.copySign(Math.sqrt(square), table.difference(0));
        return NormalDistribution.of(0, 1).survivalProbability(alternative == Alternative.LESS ? rise : -rise);
    }

    /** The probability of all tables with these margins that are as far out as this one: two-sided, those that are at most as likely. */
    private double fisher(Counts table) {
        // Of successes and failures the rarer are counted, so that no count is beyond the integers of a double.
        int rarer = table.both(0) <= table.both(1) ? 0 : 1;
        Alternative side = rarer == 0 ? alternative : alternative.swapped();
        HypergeometricWeights law = HypergeometricWeights.of(table.both(rarer), table.xTotal(), table.yTotal());
        long current = table.x(rarer);
        double[] seen = new double[1];
        law.forEach(Double.MIN_NORMAL, (k, weight) -> seen[0] = k == current ? weight : seen[0]);
        Sum farOut = new Sum();
        Sum all = new Sum();
        law.forEach(Double.MIN_NORMAL, (k, weight) -> {
            boolean far = switch (side) {
                case TWO_SIDED -> weight <= seen[0] * TIE;
                case LESS -> k >= current;
                case GREATER -> k <= current;
            };
            all.add(weight);
            farOut.add(far ? weight : 0);
        });
        return Math.min(1, farOut.value() / all.value());
    }

    private Interval newcombe(Counts table) {
        double current = table.xShare(0);
        double reference = table.yShare(0);
        Interval c = ProportionInterval.wilson(table.x(0), table.xTotal(), confidence);
        Interval r = ProportionInterval.wilson(table.y(0), table.yTotal(), confidence);
        double difference = table.difference(0);
        return new Interval(
                Math.max(-1, difference - Math.hypot(current - c.lower(), r.upper() - reference)),
                Math.min(1, difference + Math.hypot(c.upper() - current, reference - r.lower())),
                confidence);
    }

    /**
     * What the test computes.
     *
     * @return one line
     */
    @Override
    public String toString() {
        String method = exactBelow == 0
                ? "pooled z"
                : exactBelow == LEAST_EXPECTED ? "pooled z, Fisher's where fewer than 5 are expected" : "Fisher's";
        String side = alternative == Alternative.TWO_SIDED ? "" : ", " + alternative;
        return "TwoProportions[" + method + side + ", interval at " + confidence + "]";
    }
}
