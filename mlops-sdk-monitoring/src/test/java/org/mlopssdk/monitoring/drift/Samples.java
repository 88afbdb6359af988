package org.mlopssdk.monitoring.drift;

import java.util.Random;
import java.util.stream.IntStream;
import org.mlopssdk.monitoring.table.Table;

/** Columns to compare, the same for the same seed. */
final class Samples {

    private Samples() {}

    static double[] normal(int rows, long seed, double mean) {
        Random random = new Random(seed);
        return IntStream.range(0, rows)
                .mapToDouble(i -> mean + random.nextGaussian())
                .toArray();
    }

    /** The first share of the rows is the one value, the rest the other. */
    static double[] binary(int rows, double ones) {
        return IntStream.range(0, rows)
                .mapToDouble(i -> i < ones * rows ? 1 : 0)
                .toArray();
    }

    /** The categories c0, c1, ... in these shares of the rows, in order. */
    static String[] categories(int rows, double... shares) {
        return IntStream.range(0, rows)
                .mapToObj(row -> "c" + category((double) row / rows, shares))
                .toArray(String[]::new);
    }

    private static int category(double quantile, double[] shares) {
        double up = 0;
        for (int category = 0; category < shares.length; category++) {
            up += shares[category];
            if (quantile < up) {
                return category;
            }
        }
        return shares.length - 1;
    }

    static Table numbers(double... values) {
        return Table.builder().column("x", values).build();
    }

    static Table texts(String... values) {
        return Table.builder().column("s", values).build();
    }
}
