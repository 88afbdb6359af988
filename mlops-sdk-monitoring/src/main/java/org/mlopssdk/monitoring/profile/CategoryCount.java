package org.mlopssdk.monitoring.profile;

/**
 * How often a category occurs on both sides of a comparison.
 *
 * @param category the category; {@link CategoryShift#NEW}, {@link CategoryShift#OTHER} or {@link CategoryShift#MISSING} for values that are
 *     no listed category
 * @param reference how many rows of the reference have it
 * @param current how many rows of the window have it
 * @since 0.1.0
 */
public record CategoryCount(String category, long reference, long current) {

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public CategoryCount {
        if (reference < 0 || current < 0) {
            throw new IllegalArgumentException(
                    "Counts of a category are not negative; got " + reference + " and " + current + ".");
        }
    }

    boolean occurs() {
        return reference > 0 || current > 0;
    }

    CategoryShift shift(long referenceRows, long currentRows) {
        return new CategoryShift(category, (double) reference / referenceRows, (double) current / currentRows);
    }

    @Override
    public String toString() {
        return CategoryShift.shown(category) + ": " + reference + " -> " + current;
    }
}
