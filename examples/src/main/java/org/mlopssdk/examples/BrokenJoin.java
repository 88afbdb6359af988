package org.mlopssdk.examples;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.monitoring.table.TableBuilder;

/** A mistake that happens: a column is joined to the wrong rows. Its values are all there, and say nothing. */
final class BrokenJoin {

    private BrokenJoin() {}

    static Table of(Table table, String broken) {
        TableBuilder result = Table.builder();
        for (String name : table.names()) {
            double[] values = table.numeric(name).values();
            result.column(name, name.equals(broken) ? shuffled(values) : values);
        }
        return result.build();
    }

    private static double[] shuffled(double[] values) {
        List<Double> list = Arrays.stream(values).boxed().collect(Collectors.toList());
        Collections.shuffle(list, new Random(1));
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
