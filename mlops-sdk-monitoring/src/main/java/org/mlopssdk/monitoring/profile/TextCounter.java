package org.mlopssdk.monitoring.profile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
                categories(before, now),
                new UnlistedValues(reference.other(), cells[cells.length - 1]));
    }

    private static long[] withMissing(long[] cells, long missing) {
        long[] all = Arrays.copyOf(cells, cells.length + 1);
        all[cells.length] = missing;
        return all;
    }

    private List<CategoryCount> categories(long[] before, long[] now) {
        return IntStream.range(0, now.length)
                .mapToObj(cell -> new CategoryCount(label(cell), before[cell], now[cell]))
                .toList();
    }

    private String label(int cell) {
        int listed = reference.categories().size();
        if (cell < listed) {
            return reference.categories().get(cell);
        }
        return cell > listed ? CategoryShift.MISSING : reference.other() == 0 ? CategoryShift.NEW : CategoryShift.OTHER;
    }
}
