package org.mlopssdk.monitoring.multivariate;

import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.mlopssdk.monitoring.table.Table;

/** Columns and tables for tests. */
final class Tables {

    private Tables() {}

    static double[] numbers(int size, IntToDoubleFunction value) {
        return IntStream.range(0, size).mapToDouble(value).toArray();
    }

    static String[] texts(int size, IntFunction<String> value) {
        return IntStream.range(0, size).mapToObj(value).toArray(String[]::new);
    }

    /** A table of independent bell-shaped columns a, b, c, the first of them shifted. */
    static Table bells(long seed, int rows, double shift) {
        RandomNumbers random = new RandomNumbers(seed);
        return Table.builder()
                .column("a", numbers(rows, row -> random.gaussian() + shift))
                .column("b", numbers(rows, row -> random.gaussian()))
                .column("c", numbers(rows, row -> random.gaussian()))
                .build();
    }
}
