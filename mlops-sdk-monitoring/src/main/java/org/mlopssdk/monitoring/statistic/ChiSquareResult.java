package org.mlopssdk.monitoring.statistic;

import java.util.ArrayList;
import java.util.List;

/**
 * The outcome of a chi-square test of homogeneity.
 *
 * @param kind which statistic it is
 * @param statistic Pearson's chi-square or G, not negative
 * @param pValue the probability of a statistic at least as large if both samples come from one distribution, in [0, 1]
 * @param degreesOfFreedom the number of cells that were compared, after pooling and without those empty in both samples,
 *     less one; 0 means that there was nothing to compare, and the p-value is 1
 * @param smallestExpected the smallest number of values expected in a cell of the table that was tested, positive; the
 *     p-value is rough where it is under five
 * @param pooledCells the indices of the cells that were made into one, in ascending order; empty where none were
 * @since 0.1.0
 */
public record ChiSquareResult(
        ChiSquareStatistic kind,
        double statistic,
        double pValue,
        int degreesOfFreedom,
        double smallestExpected,
        List<Integer> pooledCells)
        implements TestResult {

    /**
     * Checks the ranges of the components and copies the cells.
     *
     * @throws IllegalArgumentException if a component is out of its range
     */
    public ChiSquareResult {
        if (!(statistic >= 0 && pValue >= 0 && pValue <= 1 && smallestExpected > 0) || degreesOfFreedom < 0) {
            throw new IllegalArgumentException("The statistic and the degrees of freedom are not negative, the p-value"
                    + " lies in [0, 1] and the smallest expected count is positive; got " + statistic + ", "
                    + degreesOfFreedom + ", " + pValue + " and " + smallestExpected + ".");
        }
        pooledCells = List.copyOf(pooledCells);
    }

    /**
     * One line for people, or two where it would be too long.
     *
     * @return for example {@code ChiSquare[X2=248.8, df=1, p=4.808E-56]}, and what makes the p-value rough or was pooled
     */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        parts.add(kind.symbol() + "=" + Display.number(statistic));
        parts.add("df=" + degreesOfFreedom);
        parts.add("p=" + Display.number(pValue));
        if (smallestExpected < 5) {
            parts.add("rough: only " + Display.number(smallestExpected) + " expected in a cell");
        }
        if (!pooledCells.isEmpty()) {
            parts.add("cells pooled: " + pooledCells.size());
        }
        return Display.inBrackets("ChiSquare", parts);
    }
}
