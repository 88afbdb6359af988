package org.mlopssdk.monitoring.drift;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnov;
import org.mlopssdk.monitoring.statistic.PValueMethod;
import org.mlopssdk.monitoring.statistic.PopulationStabilityIndex;
import org.mlopssdk.monitoring.table.Column;
import org.mlopssdk.monitoring.table.NumericColumn;

/** How far a block of a column is from the rest of it. Each value is a cell, in ascending order for numbers; counting them is all it takes. */
final class BlockEffects {
    /** Only the statistic is asked for, so the p-value may be the cheap one. */
    private static final KolmogorovSmirnov TEST =
            KolmogorovSmirnov.withDefaults().with(PValueMethod.ASYMPTOTIC);

    private static final int MISSING = -1;

    private final boolean numeric;
    private final int[] cellOfRow;
    private final long[] rest;
    private final long[] block;
    private long missingInRest;
    private long missingInBlock;
    private int from;
    private int to;

    private BlockEffects(boolean numeric, int[] cellOfRow, int cells) {
        this.numeric = numeric;
        this.cellOfRow = cellOfRow;
        this.rest = new long[cells];
        this.block = new long[cells];
        for (int cell : cellOfRow) {
            if (cell == MISSING) {
                missingInRest++;
            } else {
                rest[cell]++;
            }
        }
    }

    static BlockEffects of(Column column) {
        return column instanceof NumericColumn numeric ? of(numeric) : ofText(column);
    }

    private static BlockEffects of(NumericColumn column) {
        double[] distinct = Arrays.stream(column.present())
                .map(value -> value + 0.0)
                .sorted()
                .distinct()
                .toArray();
        int[] cells = Arrays.stream(column.values())
                .mapToInt(value -> Double.isNaN(value) ? MISSING : Arrays.binarySearch(distinct, value + 0.0))
                .toArray();
        return new BlockEffects(true, cells, distinct.length);
    }

    private static BlockEffects ofText(Column column) {
        Map<String, Integer> cellOf = new HashMap<>();
        int[] cells = new int[column.size()];
        for (int row = 0; row < cells.length; row++) {
            cells[row] =
                    column.isMissing(row) ? MISSING : cellOf.computeIfAbsent(column.display(row), x -> cellOf.size());
        }
        return new BlockEffects(false, cells, cellOf.size());
    }

    boolean isNumeric() {
        return numeric;
    }

    /** Makes other rows the block. */
    void move(int newFrom, int newTo) {
        count(from, to, -1);
        from = newFrom;
        to = newTo;
        count(from, to, 1);
    }

    private void count(int first, int end, int one) {
        for (int row = first; row < end; row++) {
            int cell = cellOfRow[row];
            if (cell == MISSING) {
                missingInBlock += one;
                missingInRest -= one;
            } else {
                block[cell] += one;
                rest[cell] -= one;
            }
        }
    }

    /** How many rows, or for numbers values, of the block are compared. */
    long compared() {
        return numeric ? to - from - missingInBlock : to - from;
    }

    /** The Kolmogorov-Smirnov statistic, or the population stability index; 0 where a side has nothing to compare. */
    double ofValues() {
        if (!numeric) {
            return PopulationStabilityIndex.withDefaults()
                    .compare(withMissing(rest, missingInRest), withMissing(block, missingInBlock))
                    .value();
        }
        long inRest = cellOfRow.length - (to - from) - missingInRest;
        return compared() == 0 || inRest == 0 ? 0 : TEST.test(rest, block).statistic();
    }

    /** The change of the share of missing values. */
    double ofMissing() {
        int rows = to - from;
        return Math.abs((double) missingInBlock / rows - (double) missingInRest / (cellOfRow.length - rows));
    }

    /** The cells, with those that the rest does not have as one, as a window counts what its reference does not list; and the missing. */
    private long[] withMissing(long[] cells, long missing) {
        long[] all = Arrays.copyOf(cells, cells.length + 2);
        for (int cell = 0; cell < cells.length; cell++) {
            if (rest[cell] == 0) {
                all[cells.length] += cells[cell];
                all[cell] = 0;
            }
        }
        all[cells.length + 1] = missing;
        return all;
    }
}
