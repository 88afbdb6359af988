package org.mlopssdk.monitoring.profile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.monitoring.table.TextColumn;

/**
 * A text feature of the reference: its most frequent categories with their counts.
 *
 * @param categories the categories, in ascending order of their UTF-16 units
 * @param counts how many values of the reference each has, at least one
 * @param other how many values are of categories that are not listed
 * @param unlisted those categories; null where there are none, and in profiles of the first format
 */
@SuppressWarnings(
        "ArrayRecordComponent") // Boxed counts would not do; nobody changes the arrays or compares the records.
record TextReference(
        String name,
        long missing,
        List<String> categories,
        long[] counts,
        long other,
        @Nullable UnlistedCategories unlisted)
        implements FeatureReference {
    private static final int MAX_LENGTH = 1_000;

    TextReference {
        FeatureReference.requireName(name);
        FeatureReference.requireCount(name, missing);
        FeatureReference.requireCount(name, other);
        FeatureReference.sum(name, counts);
        categories = List.copyOf(categories);
        if (categories.size() > ProfileOptions.MAX_CATEGORIES || categories.size() != counts.length) {
            throw new IllegalArgumentException(
                    "feature '" + name + "' has " + categories.size() + " categories and " + counts.length
                            + " counts; there is one count for each of at most " + ProfileOptions.MAX_CATEGORIES);
        }
        if (unlisted != null && (unlisted.distinct() < 1 || unlisted.distinct() > other)) {
            throw new IllegalArgumentException("feature '" + name + "' has " + unlisted.distinct()
                    + " unlisted categories of " + other + " values");
        }
        for (int i = 0; i < counts.length; i++) {
            boolean ascends = i == 0 || categories.get(i - 1).compareTo(categories.get(i)) < 0;
            if (counts[i] < 1 || !ascends || !isListable(categories.get(i))) {
                throw new IllegalArgumentException("feature '" + name + "' has a category at index " + i
                        + " that is out of order, too long, or occurs nowhere");
            }
        }
    }

    /** Whether a text is short enough to be kept, and well-formed, so that it reads back as it was. */
    private static boolean isListable(String category) {
        return category.length() <= MAX_LENGTH
                && StandardCharsets.UTF_8.newEncoder().canEncode(category);
    }

    static TextReference fit(TextColumn column, ProfileOptions options) {
        Map<String, Long> counted = new HashMap<>();
        column.present().forEach(value -> counted.merge(value, 1L, Long::sum));
        Comparator<Map.Entry<String, Long>> mostFrequent = Map.Entry.comparingByValue(Comparator.reverseOrder());
        List<String> kept = counted.entrySet().stream()
                .filter(category -> isListable(category.getKey()))
                .sorted(mostFrequent.thenComparing(Map.Entry.comparingByKey()))
                .limit(options.maxCategories())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        long[] counts = kept.stream().mapToLong(counted::get).toArray();
        int present = column.size() - column.missing();
        long other = present - Arrays.stream(counts).sum();
        kept.forEach(counted::remove);
        UnlistedCategories unlisted =
                counted.isEmpty() ? null : UnlistedCategories.of(counted.size(), counted.keySet().stream());
        return new TextReference(column.name(), column.missing(), kept, counts, other, unlisted);
    }

    /** Whether a value that is not listed is known to be new or not. */
    boolean tellsNew() {
        return other == 0 || (unlisted != null && unlisted.areKnown());
    }

    @Override
    public FeatureSchema schema() {
        Long distinct = other == 0
                ? Long.valueOf(counts.length)
                : unlisted == null ? null : Long.valueOf(counts.length + unlisted.distinct());
        FeatureType type = values() == 0 ? FeatureType.EMPTY : FeatureType.TEXT;
        return new FeatureSchema(name, type, values(), missing, distinct, null);
    }

    /** Where values of categories are counted that the reference has but does not list. */
    int otherCell() {
        return counts.length;
    }

    /** Where values are counted that the reference does not have. */
    int newCell() {
        return counts.length + 1;
    }

    int cellOfUnlisted(String value) {
        boolean isNew = other == 0 || (unlisted != null && unlisted.areKnown() && !unlisted.contains(value));
        return isNew ? newCell() : otherCell();
    }

    @Override
    public long values() {
        return Arrays.stream(counts).sum() + other;
    }

    @Override
    public Supplier<FeatureCounter> counters() {
        Map<String, Integer> cellOf = new HashMap<>();
        categories.forEach(category -> cellOf.put(category, cellOf.size()));
        FeatureSchema schema = schema();
        return () -> new TextCounter(this, schema, cellOf);
    }

    /** The counts of the reference by cell, as a window has them: each category, then the unlisted, then the new, of which it has none. */
    @Override
    public Tally tally() {
        long[] cells = Arrays.copyOf(counts, counts.length + 2);
        cells[otherCell()] = other;
        return Tally.ofTexts(CellCounts.of(cells), missing);
    }

    @Override
    public String toString() {
        return name + ": text, " + values() + " values, " + missing + " missing, " + categories.size() + " categories"
                + (other == 0 ? "" : " listed, " + other + " values of others");
    }
}
