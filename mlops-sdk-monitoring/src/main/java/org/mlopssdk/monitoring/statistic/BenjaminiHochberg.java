package org.mlopssdk.monitoring.statistic;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The Benjamini-Hochberg adjustment of p-values for several tests made at once.
 *
 * <p>Rejecting where the adjusted p-value is at most q keeps the expected share of false rejections among all
 * rejections at or below q, if the tests are independent or positively dependent. As SciPy's {@code
 * false_discovery_control(ps, method='bh')}.
 *
 * <p>Benjamini Y., Hochberg Y. (1995): Controlling the false discovery rate. Journal of the Royal Statistical Society,
 * Series B 57, 289-300.
 *
 * @since 0.1.0
 */
public final class BenjaminiHochberg {

    private BenjaminiHochberg() {}

    /**
     * Adjusts p-values: each becomes the smallest of p(k) * count / k over itself and those that are larger, at most 1.
     *
     * @param pValues the p-values of all tests made, each in [0, 1], in any order; not modified
     * @return the adjusted p-values in the same order, none smaller than it was; empty for none
     * @throws IllegalArgumentException if a p-value is not in [0, 1] (the message names its index)
     */
    public static double[] adjust(double... pValues) {
        for (int i = 0; i < pValues.length; i++) {
            if (!(pValues[i] >= 0 && pValues[i] <= 1)) {
                throw new IllegalArgumentException(
                        "A p-value lies in [0, 1]; index " + i + " holds " + pValues[i] + ".");
            }
        }
        int count = pValues.length;
        int[] descending = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> pValues[i]).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[count];
        double smallest = 1;
        for (int k = 0; k < count; k++) {
            int index = descending[k];
            smallest = Math.min(smallest, pValues[index] * ((double) count / (count - k)));
            adjusted[index] = smallest;
        }
        return adjusted;
    }
}
