package org.mlopssdk.monitoring.table;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A random division of a table's rows into training, validation and test rows, fixed by a seed.
 *
 * <p>Each row is in exactly one part; within a part the rows keep their order. Of n rows, the first {@code round(n *
 * train)} of a random permutation are for training, those up to {@code round(n * (train + validation))} for
 * validation, and the rest for testing (halves are rounded up), so each part is within one row of its share. A small
 * table may leave a part empty.
 *
 * <p>The permutation depends on nothing but the seed and the number of rows, and is the same on every JDK: Fisher and
 * Yates' shuffle from the last row down, with the numbers of SplitMix64 (Steele, Lea, Flood 2014) started at the seed,
 * each brought into range as the high 64 bits of its unsigned product with the range.
 *
 * <pre>{@code
 * Split.Parts parts = table.split(Split.of(0.70, 0.15, 0.15).seed(42));
 * }</pre>
 *
 * @param train the share of training rows, in [0, 1]
 * @param validation the share of validation rows, in [0, 1]
 * @param test the share of test rows, in [0, 1]
 * @param seed where the random numbers start
 * @since 0.1.0
 */
public record Split(double train, double validation, double test, long seed) {

    /**
     * Checks the shares.
     *
     * @throws IllegalArgumentException if a share is not in [0, 1] or they do not add up to 1 within 1e-9
     */
    public Split {
        for (double share : new double[] {train, validation, test}) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("The shares of a split lie in [0, 1]; got " + share + ".");
            }
        }
        double sum = train + validation + test;
        if (Math.abs(sum - 1) > 1e-9) {
            throw new IllegalArgumentException("The shares of a split add up to 1; " + train + ", " + validation
                    + " and " + test + " add up to " + sum + ".");
        }
    }

    /**
     * A split with seed 0.
     *
     * @param train the share of training rows, in [0, 1]
     * @param validation the share of validation rows, in [0, 1]
     * @param test the share of test rows, in [0, 1]
     * @return the split
     * @throws IllegalArgumentException if a share is not in [0, 1] or they do not add up to 1 within 1e-9
     */
    public static Split of(double train, double validation, double test) {
        return new Split(train, validation, test, 0);
    }

    /**
     * The split with the same shares and another seed.
     *
     * @param newSeed any number
     * @return a new split
     */
    public Split seed(long newSeed) {
        return new Split(train, validation, test, newSeed);
    }

    Parts apply(Table table) {
        int rows = table.rows();
        int[] order = permutation(rows);
        int trainEnd = (int) Math.min(rows, Math.round(rows * train));
        int validationEnd = (int) Math.min(rows, Math.round(rows * (train + validation)));
        return new Parts(
                table.rows(sorted(order, 0, trainEnd)),
                table.rows(sorted(order, trainEnd, validationEnd)),
                table.rows(sorted(order, validationEnd, rows)));
    }

    private int[] permutation(int size) {
        int[] order = IntStream.range(0, size).toArray();
        long state = seed;
        for (int last = size - 1; last > 0; last--) {
            state += 0x9e3779b97f4a7c15L;
            int other = below(last + 1, mix(state));
            int moved = order[last];
            order[last] = order[other];
            order[other] = moved;
        }
        return order;
    }

    private static long mix(long state) {
        long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** The high 64 bits of the unsigned product; with bounds below 2^31 the bias is below 2^-33. */
    private static int below(int bound, long random) {
        long signedHigh = Math.multiplyHigh(random, bound);
        return (int) (random < 0 ? signedHigh + bound : signedHigh);
    }

    private static int[] sorted(int[] order, int from, int to) {
        int[] part = Arrays.copyOfRange(order, from, to);
        Arrays.sort(part);
        return part;
    }

    /**
     * The three parts of a split table. Each row of the table is in exactly one.
     *
     * @param train the training rows
     * @param validation the validation rows
     * @param test the test rows
     * @since 0.1.0
     */
    public record Parts(Table train, Table validation, Table test) {

        /**
         * The sizes of the parts.
         *
         * @return for example {@code Parts[train: 70 rows, validation: 15 rows, test: 15 rows]}
         */
        @Override
        public String toString() {
            return "Parts[train: " + train.rows() + " rows, validation: " + validation.rows() + " rows, test: "
                    + test.rows() + " rows]";
        }
    }
}
