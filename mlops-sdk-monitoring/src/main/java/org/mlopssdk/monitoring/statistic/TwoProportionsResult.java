package org.mlopssdk.monitoring.statistic;

import java.util.List;

/**
 * The outcome of a test of two proportions.
 *
 * @param statistic the absolute value of the pooled z, not negative, also where the p-value is exact
 * @param pValue the p-value, in [0, 1]
 * @param method whether the p-value is from Fisher's test (exact) or from z (asymptotic)
 * @param alternative what was looked for
 * @param reference the proportion in the reference, in [0, 1]
 * @param current the proportion in the current sample, in [0, 1]
 * @param difference the confidence interval of current - reference, within [-1, 1]
 * @since 0.1.0
 */
public record TwoProportionsResult(
        double statistic,
        double pValue,
        PValueMethod method,
        Alternative alternative,
        double reference,
        double current,
        Interval difference)
        implements TestResult {

    /**
     * Checks the ranges of the components.
     *
     * @throws IllegalArgumentException if a component is out of its range
     */
    public TwoProportionsResult {
        if (!(statistic >= 0 && isShare(pValue) && isShare(reference) && isShare(current))) {
            throw new IllegalArgumentException(
                    "The statistic is not negative, and p-value and proportions lie in [0, 1];" + " got " + statistic
                            + ", " + pValue + ", " + reference + " and " + current + ".");
        }
    }

    private static boolean isShare(double value) {
        return value >= 0 && value <= 1;
    }

    /**
     * One line for people, or two where it would be too long.
     *
     * @return for example {@code TwoProportions[0.23 to 0.9, p=2.3E-200 (asymptotic), difference in [0.63, 0.70] at 0.95]}
     */
    @Override
    public String toString() {
        String side = alternative == Alternative.TWO_SIDED ? "" : "; " + alternative;
        return Display.inBrackets(
                "TwoProportions",
                List.of(
                        Display.number(reference) + " to " + Display.number(current),
                        "p=" + Display.number(pValue) + " (" + method + side + ")",
                        "difference in " + difference));
    }
}
