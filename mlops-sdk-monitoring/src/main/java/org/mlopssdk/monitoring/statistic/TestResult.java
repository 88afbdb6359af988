package org.mlopssdk.monitoring.statistic;

/**
 * The outcome of a statistical test of the hypothesis that nothing differs: the statistic and its p-value.
 *
 * @since 0.1.0
 */
public interface TestResult {

    /**
     * The value of the test statistic; the larger, the further the data are from the hypothesis, unless the result says
     * that both ends of its range are far.
     *
     * @return the statistic, never {@code NaN}
     */
    double statistic();

    /**
     * The probability, if the hypothesis holds, of a statistic at least as large, or as far out, as this one.
     *
     * @return the p-value, in [0, 1]; 0 where the true value is below what a {@code double} holds
     */
    double pValue();
}
