package org.mlopssdk.monitoring.statistic;

import java.util.List;

/**
 * The outcome of a Mann-Whitney test.
 *
 * @param statistic U, the number of pairs in which the value of x is larger, ties counting half, in [0, nm]; far from the
 *     hypothesis at both ends
 * @param pValue the p-value, in [0, 1]
 * @param method how the p-value was computed
 * @param alternative what was looked for
 * @param n the size of the sample x, positive
 * @param m the size of the sample y, positive
 * @since 0.1.0
 */
public record MannWhitneyResult(
        double statistic, double pValue, PValueMethod method, Alternative alternative, long n, long m)
        implements TestResult {

    /**
     * Checks the ranges of the components.
     *
     * @throws IllegalArgumentException if a component is out of its range
     */
    public MannWhitneyResult {
        if (n < 1 || m < 1 || !(statistic >= 0 && statistic <= (double) n * m && pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException(
                    "The sizes are positive, U lies in 0 to nm and the p-value in [0, 1]; got n " + n + ", m " + m
                            + ", " + statistic + " and " + pValue + ".");
        }
    }

    /**
     * The common language effect size: the probability that a value of x drawn at random is larger than one of y, a tie
     * counting half. Also called probability of superiority, and the area under the ROC curve.
     *
     * <p>McGraw K. O., Wong S. P. (1992): A common language effect size statistic. Psychological Bulletin 111, 361-365.
     *
     * @return U / (nm), in [0, 1]; 0.5 where neither tends to be larger
     */
    public double commonLanguage() {
        return statistic / ((double) n * m);
    }

    /**
     * The rank-biserial correlation: the share of pairs in which x is larger less the share in which it is smaller. Also
     * called Cliff's delta.
     *
     * <p>Kerby D. S. (2014): The simple difference formula. Comprehensive Psychology 3, 11.IT.3.1.
     *
     * @return 2U / (nm) - 1, in [-1, 1]; negative where x tends to be smaller
     */
    public double rankBiserial() {
        double pairs = (double) n * m;
        return (2 * statistic - pairs) / pairs;
    }

    /**
     * One line for people, or two where it would be too long.
     *
     * @return for example {@code MannWhitney[U=1.5, p=0.08571 (exact), rank-biserial -0.8125: x tends lower, n=4, m=4]}
     */
    @Override
    public String toString() {
        double effect = rankBiserial();
        String direction = effect == 0 ? "no difference" : effect < 0 ? "x tends lower" : "x tends higher";
        String side = alternative == Alternative.TWO_SIDED ? "" : "; " + alternative;
        return Display.inBrackets(
                "MannWhitney",
                List.of(
                        "U=" + Display.number(statistic),
                        "p=" + Display.number(pValue) + " (" + method + side + ")",
                        "rank-biserial " + Display.number(effect) + ": " + direction,
                        "n=" + n + ", m=" + m));
    }
}
