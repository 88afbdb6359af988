package org.mlopssdk.monitoring.statistic;

/**
 * The outcome of a chi-square test of homogeneity.
 *
 * @param statistic Pearson's chi-square, not negative
 * @param pValue the probability of a statistic at least as large if both samples come from one distribution, in [0, 1]
 * @param degreesOfFreedom the number of cells that are not empty in both samples, less one
 * @since 0.1.0
 */
public record ChiSquareResult(double statistic, double pValue, int degreesOfFreedom) implements TestResult {

    /**
     * Checks the ranges of the components.
     *
     * @throws IllegalArgumentException if a component is out of its range
     */
    public ChiSquareResult {
        if (!(statistic >= 0 && pValue >= 0 && pValue <= 1) || degreesOfFreedom < 0) {
            throw new IllegalArgumentException(
                    "The statistic and the degrees of freedom are not negative and the p-value"
                            + " lies in [0, 1]; got " + statistic + ", " + degreesOfFreedom + " and " + pValue + ".");
        }
    }

    /**
     * One line for people.
     *
     * @return for example {@code ChiSquare[X2=248.8, df=1, p=4.808E-56]}
     */
    @Override
    public String toString() {
        return "ChiSquare[X2=" + Display.number(statistic) + ", df=" + degreesOfFreedom + ", p="
                + Display.number(pValue) + "]";
    }
}
