package org.mlopssdk.monitoring.profile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The counters of a window by kind, for rows of values in the order of the profile. */
@SuppressWarnings("ArrayRecordComponent") // Nobody changes the arrays or compares the records.
record RowOfCounters(RowOfNumbers numbers, TextCounter[] text) {

    static RowOfCounters of(List<FeatureCounter> counters) {
        return new RowOfCounters(
                new RowOfNumbers(counters.stream()
                        .filter(NumericCounter.class::isInstance)
                        .toArray(NumericCounter[]::new)),
                counters.stream().filter(TextCounter.class::isInstance).toArray(TextCounter[]::new));
    }

    /** Records a row of numbers, or nothing where it does not fit. */
    void record(double[] values) {
        requireNoTexts();
        requireLength("numeric", numbers.size(), values.length);
        numbers.record(values);
    }

    /** Records a row, or nothing where it does not fit. */
    void record(double[] values, @Nullable String[] texts) {
        requireLength("text", text.length, texts.length);
        requireLength("numeric", numbers.size(), values.length);
        numbers.record(values);
        for (int i = 0; i < texts.length; i++) {
            text[i].record(texts[i]);
        }
    }

    /** Records columns of numbers, several at the same time, or nothing where they do not fit. */
    void recordColumns(double[][] columns) {
        requireNoTexts();
        requireLength("numeric", numbers.size(), columns.length);
        for (double[] column : columns) {
            if (column.length != columns[0].length) {
                throw new IllegalArgumentException("The columns have " + columns[0].length + " and " + column.length
                        + " values; give a value for each row, NaN for a missing one.");
            }
        }
        numbers.recordColumns(columns);
    }

    private void requireNoTexts() {
        if (text.length > 0) {
            throw new IllegalArgumentException("The feature '" + text[0].feature()
                    + "' is text; give a row of numbers and texts, or record by name.");
        }
    }

    private static void requireLength(String kind, int features, int values) {
        if (values != features) {
            throw new IllegalArgumentException("The profile has " + features + " " + kind + " features and the row "
                    + values + " values; give one for each, in the order of profile.features().");
        }
    }
}
