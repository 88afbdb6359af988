package org.mlopssdk.monitoring.profile;

import java.util.Locale;
import org.mlopssdk.monitoring.statistic.ChiSquare;

/**
 * The missing values of a feature, in the reference and in a window.
 *
 * @param referenceMissing how many are missing in the reference
 * @param referenceRows how many rows the reference has, missing values included
 * @param currentMissing how many are missing in the window
 * @param currentRows how many rows of this feature the window recorded, missing values included
 * @since 0.1.0
 */
public record MissingValues(long referenceMissing, long referenceRows, long currentMissing, long currentRows) {

    /**
     * Checks that no part is larger than its whole.
     *
     * @throws IllegalArgumentException if it is, or a number is negative
     */
    public MissingValues {
        if (referenceMissing < 0
                || referenceMissing > referenceRows
                || currentMissing < 0
                || currentMissing > currentRows) {
            throw new IllegalArgumentException("Missing values lie between 0 and the rows; got " + referenceMissing
                    + " of " + referenceRows + " and " + currentMissing + " of " + currentRows + ".");
        }
    }

    /**
     * The number of values that are present in the reference.
     *
     * @return the number, not negative
     */
    public long referenceValues() {
        return referenceRows - referenceMissing;
    }

    /**
     * The number of values that are present in the window.
     *
     * @return the number, not negative
     */
    public long currentValues() {
        return currentRows - currentMissing;
    }

    /**
     * The share of missing values in the reference.
     *
     * @return the share, in [0, 1]; 0 without rows
     */
    public double referenceShare() {
        return referenceRows == 0 ? 0 : (double) referenceMissing / referenceRows;
    }

    /**
     * The share of missing values in the window.
     *
     * @return the share, in [0, 1]; 0 without rows
     */
    public double currentShare() {
        return currentRows == 0 ? 0 : (double) currentMissing / currentRows;
    }

    /**
     * How far the share moved.
     *
     * @return the share in the window less that in the reference, in [-1, 1]
     */
    public double change() {
        return currentShare() - referenceShare();
    }

    /**
     * The p-value of the hypothesis that both shares are the same: chi-square of the 2 x 2 table, asymptotic.
     *
     * @return the p-value, in [0, 1]; 1 where a side has no rows or nothing, or everything, is missing on both
     */
    public double pValue() {
        if (referenceRows == 0 || currentRows == 0) {
            return 1;
        }
        long[] reference = {referenceMissing, referenceValues()};
        long[] current = {currentMissing, currentValues()};
        return ChiSquare.withDefaults().test(reference, current).pValue();
    }

    /** A share that is not none and not all does not read so. */
    static String percent(double share) {
        if (share > 0 && share < 0.0005) {
            return "< 0.1 %";
        }
        return share < 1 && share > 0.9995 ? "> 99.9 %" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /**
     * Both shares.
     *
     * @return for example {@code missing 19.9 % -> 20.6 %}
     */
    @Override
    public String toString() {
        return "missing " + percent(referenceShare()) + " -> " + percent(currentShare());
    }
}
