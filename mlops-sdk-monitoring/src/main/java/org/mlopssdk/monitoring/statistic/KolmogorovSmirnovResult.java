package org.mlopssdk.monitoring.statistic;

/**
 * The outcome of a two-sample Kolmogorov-Smirnov test.
 *
 * <p>Flat, with one component more than the house allows, since these are the names by which the result is known.
 *
 * @param statistic D, the largest distance between the two empirical distribution functions, in [0, 1]
 * @param pValue the two-sided p-value, in [0, 1]
 * @param method how the p-value was computed
 * @param location a value at which D is attained; where there are several, the first that occurs in x, else the first
 * @param sign 1 where the distribution function of x lies above that of y at {@code location} (x tends to be smaller),
 *     or where D is 0; -1 where it lies below
 * @param n the size of the sample x, positive
 * @param m the size of the sample y, positive
 * @since 0.1.0
 */
public record KolmogorovSmirnovResult(
        double statistic, double pValue, PValueMethod method, double location, int sign, long n, long m)
        implements TestResult {

    /**
     * Checks the ranges of the components.
     *
     * @throws IllegalArgumentException if a component is out of its range
     */
    public KolmogorovSmirnovResult {
        if (!(statistic >= 0 && statistic <= 1 && pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException(
                    "The statistic and the p-value lie in [0, 1]; got " + statistic + " and " + pValue + ".");
        }
        if (Math.abs(sign) != 1 || n < 1 || m < 1) {
            throw new IllegalArgumentException("The sign is 1 or -1 and the sizes are positive; got sign " + sign
                    + ", n " + n + " and m " + m + ".");
        }
    }

    /**
     * One line for people.
     *
     * @return for example {@code KolmogorovSmirnov[D=0.5, p=0.5 (asymptotic), at 2.0: x tends to be smaller, n=4, m=4]}
     */
    @Override
    public String toString() {
        String direction =
                statistic == 0 ? "no difference" : sign > 0 ? "x tends to be smaller" : "x tends to be larger";
        return "KolmogorovSmirnov[D=" + Display.number(statistic) + ", p=" + Display.number(pValue) + " (" + method
                + "), at " + location + ": " + direction + ", n=" + n + ", m=" + m + "]";
    }
}
