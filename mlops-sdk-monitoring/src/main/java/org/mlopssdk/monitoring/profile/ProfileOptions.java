package org.mlopssdk.monitoring.profile;

import org.mlopssdk.monitoring.table.Table;

/**
 * How finely a reference profile keeps its features. Immutable; each {@code with} gives a copy.
 *
 * <pre>{@code
 * ReferenceProfile profile = ReferenceProfile.options().withMaxBreakPoints(1_000).fit(table);
 * }</pre>
 *
 * @param maxBreakPoints up to how many distinct values a numeric feature is kept exactly; as many quantile points beyond; 32 to
 *     1,000,000. The edges of the bins, at most nine, may come on top
 * @param maxCategories how many categories of a text feature are told apart, the most frequent ones; 1 to 100,000
 * @param binning how the bins of the population stability index are chosen
 * @since 0.1.0
 */
public record ProfileOptions(int maxBreakPoints, int maxCategories, Binning binning) {
    static final int MAX_BREAK_POINTS = 1_000_000;
    static final int MAX_CATEGORIES = 100_000;
    static final ProfileOptions DEFAULTS = new ProfileOptions(8_192, 1_000, Binning.VALUES_OR_DECILES);
    private static final int MIN_BREAK_POINTS = 32;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public ProfileOptions {
        if (maxBreakPoints < MIN_BREAK_POINTS || maxBreakPoints > MAX_BREAK_POINTS) {
            throw new IllegalArgumentException("A numeric feature is kept as " + MIN_BREAK_POINTS + " to "
                    + MAX_BREAK_POINTS + " break points; got maxBreakPoints " + maxBreakPoints + ".");
        }
        if (maxCategories < 1 || maxCategories > MAX_CATEGORIES) {
            throw new IllegalArgumentException("A text feature is kept as 1 to " + MAX_CATEGORIES
                    + " categories; got maxCategories " + maxCategories + ".");
        }
    }

    /**
     * The same options with another number of break points.
     *
     * @param most up to how many distinct values a numeric feature is kept exactly, 32 to 1,000,000
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public ProfileOptions withMaxBreakPoints(int most) {
        return new ProfileOptions(most, maxCategories, binning);
    }

    /**
     * The same options with another number of categories.
     *
     * @param most how many categories of a text feature are told apart, 1 to 100,000
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public ProfileOptions withMaxCategories(int most) {
        return new ProfileOptions(maxBreakPoints, most, binning);
    }

    /**
     * The same options with other bins.
     *
     * @param bins how the bins of the population stability index are chosen
     * @return a copy
     */
    public ProfileOptions withBinning(Binning bins) {
        return new ProfileOptions(maxBreakPoints, maxCategories, bins);
    }

    /**
     * Profiles all columns of a table. Takes the time of sorting each.
     *
     * @param table the reference, usually the training data; at least one row, and names of 1 to 250 printable characters
     * @return the profile
     * @throws IllegalArgumentException if the table has no rows, more than 10,000 columns, or a name that cannot be kept
     */
    public ReferenceProfile fit(Table table) {
        return ReferenceProfile.fit(table, this);
    }

    /**
     * The options in words.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return "profile of up to " + maxBreakPoints + " break points or " + maxCategories
                + " categories a feature, bins " + binning;
    }
}
