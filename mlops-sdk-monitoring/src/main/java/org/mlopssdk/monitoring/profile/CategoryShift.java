package org.mlopssdk.monitoring.profile;

/**
 * How the share of one category moved.
 *
 * @param category the category; {@link #NEW}, {@link #OTHER} or {@link #MISSING} for values that are no listed category
 * @param referenceShare its share of the rows of the reference, in [0, 1]
 * @param currentShare its share of the rows of the window, in [0, 1]
 * @since 0.1.0
 */
public record CategoryShift(String category, double referenceShare, double currentShare) {
    /** Stands for all values that the reference does not have. */
    public static final String NEW = "(new)";

    /** Stands for all values of categories that the reference has but does not list; and of new ones, where those are not told apart. */
    public static final String OTHER = "(other)";

    /** Stands for missing values. */
    public static final String MISSING = "(missing)";

    /**
     * How far the share moved, up or down.
     *
     * @return the absolute difference of both shares, in [0, 1]
     */
    public double size() {
        return Math.abs(currentShare - referenceShare);
    }

    /**
     * The category and its shares.
     *
     * @return for example {@code male 64.8 % -> 63.6 %}
     */
    @Override
    public String toString() {
        return category + " " + MissingValues.percent(referenceShare) + " -> " + MissingValues.percent(currentShare);
    }
}
