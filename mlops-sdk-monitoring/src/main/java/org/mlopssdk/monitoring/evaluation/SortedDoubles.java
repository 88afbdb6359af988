package org.mlopssdk.monitoring.evaluation;

import java.util.Arrays;

/**
 * Sorts numbers without NaN. Few are left to the JDK; many are sorted by their bits, 11 at a time from the lowest, which takes
 * six passes over memory and no comparison, and about a third of the JDK's time for a million. Passes in which all numbers share
 * their digit are left out, so that rounded numbers need fewer.
 */
final class SortedDoubles {
    private static final int MANY = 1 << 14;
    private static final int BITS = 11;
    private static final int DIGITS = 1 << BITS;
    private static final int PASSES = 6;

    private SortedDoubles() {}

    /** Sorts the first numbers; negative zero becomes zero. */
    static void sort(double[] numbers, int length) {
        for (int i = 0; i < length; i++) {
            numbers[i] += 0.0;
        }
        if (length < MANY) {
            Arrays.sort(numbers, 0, length);
        } else {
            sortByBits(numbers, length);
        }
    }

    private static void sortByBits(double[] numbers, int length) {
        int[][] starts = starts(numbers, length);
        double[] from = numbers;
        double[] to = new double[length];
        for (int pass = 0; pass < PASSES; pass++) {
            if (starts[pass].length > 0) {
                distribute(from, to, length, pass * BITS, starts[pass]);
                double[] other = from;
                from = to;
                to = other;
            }
        }
        if (from != numbers) {
            System.arraycopy(from, 0, numbers, 0, length);
        }
    }

    /** The bits as an unsigned number that is ordered as the values are. */
    private static long ordered(double value) {
        long bits = Double.doubleToRawLongBits(value);
        return bits ^ ((bits >> (Long.SIZE - 1)) | Long.MIN_VALUE);
    }

    /** For each pass the place of the first number of each digit; nothing for a pass in which all have the same. */
    private static int[][] starts(double[] numbers, int length) {
        int[] counts = new int[PASSES * DIGITS];
        for (int i = 0; i < length; i++) {
            long bits = ordered(numbers[i]);
            for (int pass = 0; pass < PASSES; pass++) {
                counts[pass * DIGITS + ((int) (bits >>> (pass * BITS)) & (DIGITS - 1))]++;
            }
        }
        int[][] starts = new int[PASSES][];
        for (int pass = 0; pass < PASSES; pass++) {
            int[] counted = Arrays.copyOfRange(counts, pass * DIGITS, (pass + 1) * DIGITS);
            starts[pass] = Arrays.stream(counted).anyMatch(count -> count == length) ? new int[0] : placed(counted);
        }
        return starts;
    }

    private static int[] placed(int[] counts) {
        int next = 0;
        for (int digit = 0; digit < counts.length; digit++) {
            int count = counts[digit];
            counts[digit] = next;
            next += count;
        }
        return counts;
    }

    private static void distribute(double[] from, double[] to, int length, int shift, int[] places) {
        for (int i = 0; i < length; i++) {
            double value = from[i];
            to[places[(int) (ordered(value) >>> shift) & (DIGITS - 1)]++] = value;
        }
    }
}
