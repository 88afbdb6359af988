package org.mlopssdk.monitoring.multivariate;

import org.mlopssdk.monitoring.statistic.TestResult;

/**
 * The outcome of a test by maximum mean discrepancy.
 *
 * @param statistic the unbiased estimate of the squared discrepancy: about 0 where nothing differs (half of the time
 *     below), at most 2 by the kernel and, where few frequencies stand for it, at most 4
 * @param pValue the share of permutations, the samples as they are included, with as large a statistic; in (0, 1]
 * @param bandwidth the bandwidth of the kernel, in deviations of columns, positive
 * @param permutations how many permutations there were, positive
 * @param blockSize how many consecutive rows were permuted together, positive
 * @param n the rows of the first table, at least 2
 * @param m the rows of the second table, at least 2
 * @since 0.1.0
 */
public record DiscrepancyResult(
        double statistic, double pValue, double bandwidth, int permutations, int blockSize, int n, int m)
        implements TestResult {

    /**
     * Checks the ranges of the components.
     *
     * @throws IllegalArgumentException if a component is out of its range
     */
    public DiscrepancyResult {
        if (Double.isNaN(statistic) || !(pValue > 0 && pValue <= 1) || !(bandwidth > 0)) {
            throw new IllegalArgumentException(
                    "The statistic is a number, the p-value lies in (0, 1] and the bandwidth is" + " positive; got "
                            + statistic + ", " + pValue + " and " + bandwidth + ".");
        }
        if (Math.min(n, m) < 2 || Math.min(permutations, blockSize) < 1) {
            throw new IllegalArgumentException("There are two rows of each table and a permutation of at least one row;"
                    + " got " + n + ", " + m + ", " + permutations + " and " + blockSize + ".");
        }
    }

    /**
     * Two lines for people: the test, and how it was made.
     *
     * @return for example {@code MaximumMeanDiscrepancy[MMD^2=0.0123, p=0.001 (999 permutations of single rows),} and {@code
     *     bandwidth 3.2, n=1000, m=800]}
     */
    @Override
    public String toString() {
        String what = blockSize == 1 ? "single rows" : "blocks of " + blockSize + " rows";
        return "MaximumMeanDiscrepancy[MMD^2=" + Display.number(statistic) + ", p=" + Display.number(pValue) + " ("
                + permutations + " permutations of " + what + ")," + System.lineSeparator() + "  bandwidth "
                + Display.number(bandwidth) + ", n=" + n + ", m=" + m + "]";
    }
}
