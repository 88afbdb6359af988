package org.mlopssdk.monitoring.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.monitoring.statistic.PopulationStabilityIndex;
import org.mlopssdk.monitoring.table.Column;
import org.mlopssdk.monitoring.table.TextColumn;

/**
 * The counters of a text feature: one for each category that the reference lists, one for all others
 * that it has, and one for new ones. The fast way to record,
 * without looking the feature up by name each time. One thread may record at a time.
 *
 * @since 0.1.0
 */
public final class TextCounter extends FeatureCounter {
    private final TextReference reference;
    private final FeatureSchema schema;
    private final Map<String, Integer> cellOf;

    /** Shares the map, which nobody changes. */
    TextCounter(TextReference reference, FeatureSchema schema, Map<String, Integer> cellOf) {
        super(reference.newCell() + 1);
        this.reference = reference;
        this.schema = schema;
        this.cellOf = cellOf;
    }

    @Override
    TextReference reference() {
        return reference;
    }

    FeatureSchema schema() {
        return schema;
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
            cells.increment(cell == null ? reference.cellOfUnlisted(value) : cell);
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
    Tally tally() {
        return Tally.ofTexts(cells.copy(), missing);
    }

    @Override
    public TextComparison compare() {
        return compare(reference.tally());
    }

    @Override
    TextComparison compare(Tally other) {
        Tally mine = tally();
        List<CategoryCount> categories = categories(other, mine);
        long[] before = categories.stream().mapToLong(CategoryCount::reference).toArray();
        long[] now = categories.stream().mapToLong(CategoryCount::current).toArray();
        boolean comparable = other.rows() > 0 && mine.rows() > 0;
        int listed = reference.categories().size();
        return new TextComparison(
                feature(),
                Tally.missingValues(other, mine),
                comparable ? CommonCells.of(before, now, listed, now.length - 1).test() : null,
                comparable ? PopulationStabilityIndex.withDefaults().compare(before, now) : null,
                categories,
                new UnlistedValues(
                        other.cells().get(reference.otherCell()),
                        mine.cells().get(reference.otherCell()),
                        mine.cells().get(reference.newCell()),
                        reference.tellsNew()),
                QualityCheck.of(this, other, mine));
    }

    /** All cells that can hold something: there are no others where all categories are listed, and no new ones where they are not told. */
    private List<CategoryCount> categories(Tally before, Tally now) {
        List<CategoryCount> categories = new ArrayList<>();
        for (int cell = 0; cell < now.cells().size(); cell++) {
            boolean possible = cell == reference.otherCell()
                    ? reference.other() > 0
                    : cell != reference.newCell() || reference.tellsNew();
            if (possible) {
                categories.add(new CategoryCount(
                        label(cell), before.cells().get(cell), now.cells().get(cell)));
            }
        }
        categories.add(new CategoryCount(CategoryShift.MISSING, before.missing(), now.missing()));
        return categories;
    }

    private String label(int cell) {
        if (cell < reference.otherCell()) {
            return reference.categories().get(cell);
        }
        return cell == reference.otherCell() ? CategoryShift.OTHER : CategoryShift.NEW;
    }
}
