package org.mlopssdk.monitoring.profile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.monitoring.statistic.PopulationStabilityIndex;
import org.mlopssdk.monitoring.table.Column;
import org.mlopssdk.monitoring.table.TextColumn;

/**
 * The counters of a text feature: one for each category that the reference lists, and one for all others. The fast way to record,
 * without looking the feature up by name each time. One thread may record at a time.
 *
 * @since 0.1.0
 */
public final class TextCounter extends FeatureCounter {
    private final TextReference reference;
    private final Map<String, Integer> cellOf = new HashMap<>();

    TextCounter(TextReference reference) {
        super(reference.categories().size() + 1);
        this.reference = reference;
        for (String category : reference.categories()) {
            cellOf.put(category, cellOf.size());
        }
    }

    @Override
    TextReference reference() {
        return reference;
    }

    /**
     * Records a value: one look-up among the categories and one increment, without allocation or lock.
     *
     * @param value any text, also an empty one; {@code null} counts as missing
     */
    public void record(@Nullable String value) {
        if (value == null) {
            missing++;
        } else {
            Integer cell = cellOf.get(value);
            cells[cell == null ? cells.length - 1 : cell]++;
        }
    }

    @Override
    boolean accepts(Column column) {
        return column instanceof TextColumn || column.missing() == column.size();
    }

    @Override
    void recordAll(Column column) {
        if (column instanceof TextColumn text) {
            text.present().forEach(this::record);
        }
        missing += column.missing();
    }

    @Override
    public TextComparison compare() {
        MissingValues missingValues = missingValues();
        boolean comparable = missingValues.referenceRows() > 0 && missingValues.currentRows() > 0;
        long[] before = withMissing(reference.cells(), reference.missing());
        long[] now = withMissing(cells, missing);
        return new TextComparison(
                feature(),
                missingValues,
                comparable ? CommonCells.of(before, now, cells.length - 1).test() : null,
                comparable ? PopulationStabilityIndex.withDefaults().compare(before, now) : null,
                comparable ? largestShift(before, now, missingValues) : null,
                new UnlistedValues(reference.other(), cells[cells.length - 1]));
    }

    private static long[] withMissing(long[] cells, long missing) {
        long[] all = Arrays.copyOf(cells, cells.length + 1);
        all[cells.length] = missing;
        return all;
    }

    private CategoryShift largestShift(long[] before, long[] now, MissingValues rows) {
        int largest = 0;
        double moved = -1;
        for (int cell = 0; cell < now.length; cell++) {
            double move =
                    Math.abs((double) now[cell] / rows.currentRows() - (double) before[cell] / rows.referenceRows());
            if (move > moved) {
                moved = move;
                largest = cell;
            }
        }
        return new CategoryShift(
                label(largest),
                (double) before[largest] / rows.referenceRows(),
                (double) now[largest] / rows.currentRows());
    }

    private String label(int cell) {
        int listed = reference.categories().size();
        if (cell < listed) {
            return reference.categories().get(cell);
        }
        return cell > listed ? CategoryShift.MISSING : reference.other() == 0 ? CategoryShift.NEW : CategoryShift.OTHER;
    }
}
