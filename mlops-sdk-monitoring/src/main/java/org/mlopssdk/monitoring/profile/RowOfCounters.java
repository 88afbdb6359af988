package org.mlopssdk.monitoring.profile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The counters of a window by kind, for rows of values in the order of the profile. */
@SuppressWarnings("ArrayRecordComponent") // Nobody changes the arrays or compares the records.
record RowOfCounters(NumericCounter[] numeric, TextCounter[] text) {

    static RowOfCounters of(List<FeatureCounter> counters) {
        return new RowOfCounters(
                counters.stream().filter(NumericCounter.class::isInstance).toArray(NumericCounter[]::new),
                counters.stream().filter(TextCounter.class::isInstance).toArray(TextCounter[]::new));
    }

    /** Records a row of numbers, or nothing where it does not fit. */
    void record(double[] values) {
        if (text.length > 0) {
            throw new IllegalArgumentException("The feature '" + text[0].feature()
                    + "' is text; give a row of numbers and texts, or record by name.");
        }
        recordNumbers(values);
    }

    /** Records a row, or nothing where it does not fit. */
    void record(double[] numbers, @Nullable String[] texts) {
        requireLength("text", text.length, texts.length);
        recordNumbers(numbers);
        for (int i = 0; i < texts.length; i++) {
            text[i].record(texts[i]);
        }
    }

    private void recordNumbers(double[] values) {
        requireLength("numeric", numeric.length, values.length);
        for (int i = 0; i < values.length; i++) {
            numeric[i].record(values[i]);
        }
    }

    private static void requireLength(String kind, int features, int values) {
        if (values != features) {
            throw new IllegalArgumentException("The profile has " + features + " " + kind + " features and the row "
                    + values + " values; give one for each, in the order of profile.features().");
        }
    }
}
