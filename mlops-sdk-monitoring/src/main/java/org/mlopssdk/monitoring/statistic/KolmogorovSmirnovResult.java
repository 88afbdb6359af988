package org.mlopssdk.monitoring.statistic;

import java.util.List;

/**
 * The outcome of a Kolmogorov-Smirnov test of two samples, or of one sample against a distribution.
 *
 * <p>Flat, with two components more than the house allows, since these are the names by which the result is known.
 *
 * @param statistic D, the largest distance between the two distribution functions in the direction asked for, in [0, 1]
 * @param pValue the p-value for the alternative, in [0, 1]
 * @param method how the p-value was computed
 * @param alternative what the test looked for
 * @param location a value at which D is attained; where there are several, the first that occurs in x, else the first
 * @param sign 1 where the distribution function of x lies above that of y at {@code location} (x tends to be smaller),
 *     or where D is 0; -1 where it lies below; for a one-sided alternative always the side asked for
 * @param n the size of the sample x, positive
 * @param m the size of the sample y, positive; 0 where y is a given distribution
 * @since 0.1.0
 */
public record KolmogorovSmirnovResult(
        double statistic,
        double pValue,
        PValueMethod method,
        Alternative alternative,
        double location,
        int sign,
        long n,
        long m)
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
        if (Math.abs(sign) != 1 || n < 1 || m < 0) {
            throw new IllegalArgumentException("The sign is 1 or -1, n is positive and m is not negative; got sign "
                    + sign + ", n " + n + " and m " + m + ".");
        }
    }

    /**
     * The same outcome at another place, for example where cells stood for values.
     *
     * @param location a value at which D is attained
     * @return the outcome there
     */
    public KolmogorovSmirnovResult at(double location) {
        return new KolmogorovSmirnovResult(statistic, pValue, method, alternative, location, sign, n, m);
    }

    /**
     * One line for people, or two where it would be too long.
     *
     * @return for example {@code KolmogorovSmirnov[D=0.5, p=0.7714 (exact), at 2.0: x tends lower, n=4, m=4]}
     */
    @Override
    public String toString() {
        String direction = statistic == 0 ? "no difference" : sign > 0 ? "x tends lower" : "x tends higher";
        String side = alternative == Alternative.TWO_SIDED ? "" : "; " + alternative;
        return Display.inBrackets(
                "KolmogorovSmirnov",
                List.of(
                        "D=" + Display.number(statistic),
                        "p=" + Display.number(pValue) + " (" + method + side + ")",
                        "at " + Display.number(location) + ": " + direction,
                        "n=" + n + ", " + (m == 0 ? "against a distribution" : "m=" + m)));
    }
}
