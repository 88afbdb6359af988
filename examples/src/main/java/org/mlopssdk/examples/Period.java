package org.mlopssdk.examples;

import org.mlopssdk.monitoring.table.NumericColumn;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.monitoring.table.TableBuilder;
import org.mlopssdk.store.Content;

/**
 * What was recorded in some time.
 *
 * @param name the time, such as {@code summer}
 * @param file the name of the file that holds it
 * @param content the file, as it came
 * @param rows the file, as it was read: numbers only, the label among them
 */
public record Period(String name, String file, Content content, Table rows) {

    /**
     * These rows after others.
     *
     * @param earlier rows with the same columns
     * @return one table of both
     */
    public Table after(Table earlier) {
        TableBuilder both = Table.builder();
        rows.names().forEach(name -> both.column(name, values(earlier.numeric(name), rows.numeric(name))));
        return both.build();
    }

    private static double[] values(NumericColumn first, NumericColumn second) {
        double[] values = new double[first.size() + second.size()];
        System.arraycopy(first.values(), 0, values, 0, first.size());
        System.arraycopy(second.values(), 0, values, first.size(), second.size());
        return values;
    }
}
