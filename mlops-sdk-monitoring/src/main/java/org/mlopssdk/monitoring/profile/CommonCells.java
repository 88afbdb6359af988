package org.mlopssdk.monitoring.profile;

import java.util.Arrays;
import org.mlopssdk.monitoring.statistic.ChiSquare;
import org.mlopssdk.monitoring.statistic.ChiSquareResult;

/**
 * The cells that are frequent enough for a chi-square test, and all others as a single cell: the unlisted values, and the categories of
 * which fewer than five are expected in the smaller sample if nothing differs (Cochran 1954). Rare categories of the reference and new
 * ones belong together: where most categories occur once, new ones are to be expected, and are no drift by themselves.
 *
 * <p>{@link ChiSquare#poolingBelow} would keep unlisted values apart from rare categories where they are many, and would join a single rare cell
 * with the next larger one, where SciPy's {@code chi2_contingency} over the categories as they are tests it by itself. The p-value of so small a
 * cell is too small, which the result calls rough, and makes no drift alone: the index has to reach its threshold, too.
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody changes the arrays or compares the records.
record CommonCells(long[] reference, long[] current) {
    private static final double LEAST_EXPECTED = 5;

    /** The cells from the first unlisted up to the last, exclusive, are unlisted. */
    static CommonCells of(long[] reference, long[] current, int unlistedFrom, int unlistedTo) {
        double n = Arrays.stream(reference).sum();
        double m = Arrays.stream(current).sum();
        long[] before = new long[reference.length + 1];
        long[] now = new long[current.length + 1];
        for (int cell = 0; cell < reference.length; cell++) {
            double expected = ((double) reference[cell] + current[cell]) * Math.min(n, m) / (n + m);
            int into =
                    (cell >= unlistedFrom && cell < unlistedTo) || expected < LEAST_EXPECTED ? reference.length : cell;
            before[into] += reference[cell];
            now[into] += current[cell];
        }
        return new CommonCells(before, now);
    }

    ChiSquareResult test() {
        return ChiSquare.withDefaults().test(reference, current);
    }
}
