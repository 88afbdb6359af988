package org.mlopssdk.monitoring.profile;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** What a profile keeps of one feature. Records, written and read as JSON; their constructors take nothing on trust. */
sealed interface FeatureReference permits NumericReference, TextReference {
    /** Keeps sums of counts, and the sum of thousands of windows, far from the end of {@code long}. */
    long MAX_ROWS = 1_000_000_000_000_000L;

    int MAX_NAME = 250;

    String name();

    long missing();

    /** The number of values that are not missing. */
    long values();

    /** What the values are in general. */
    FeatureSchema schema();

    /** Makes counters, all zero; they share what looks values up. */
    Supplier<FeatureCounter> counters();

    /** What was counted in the reference. */
    Tally tally();

    static void requireName(String name) {
        boolean printable = name.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(name);
        if (name.isBlank() || name.length() > MAX_NAME || !printable) {
            throw new IllegalArgumentException("the name of a feature has 1 to " + MAX_NAME
                    + " printable characters, not all blank; got " + name.length() + " characters; rename the column");
        }
    }

    /** The sum of counts of one row of cells. */
    static long sum(String feature, long[] counts) {
        long sum = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            requireCount(feature, counts[cell]);
            sum += counts[cell];
            requireCount(feature, sum);
        }
        return sum;
    }

    static void requireCount(String feature, long count) {
        if (count < 0 || count > MAX_ROWS) {
            throw new IllegalArgumentException(
                    "feature '" + feature + "' holds a count of " + count + "; counts lie in 0 to 10^15");
        }
    }
}
