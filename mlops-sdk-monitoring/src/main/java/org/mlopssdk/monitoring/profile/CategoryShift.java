package org.mlopssdk.monitoring.profile;

import java.util.regex.Pattern;

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

    private static final int LONGEST = 60;

    private static final Pattern COMMANDS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    /**
     * How far the share moved, up or down.
     *
     * @return the absolute difference of both shares, in [0, 1]
     */
    public double size() {
        return Math.abs(currentShare - referenceShare);
    }

    /** A category, which may be any text, such that it neither breaks a line nor commands a terminal; cut where it is long. */
    static String shown(String category) {
        int end = Math.min(LONGEST, category.length());
        if (end < category.length() && Character.isHighSurrogate(category.charAt(end - 1))) {
            end--;
        }
        return COMMANDS.matcher(category.substring(0, end)).replaceAll("\ufffd") + (end < category.length() ? "…" : "");
    }

    /**
     * The category, its beginning where it is long, and its shares.
     *
     * @return for example {@code male 64.8 % -> 63.6 %}
     */
    @Override
    public String toString() {
        return shown(category) + " " + MissingValues.percent(referenceShare) + " -> "
                + MissingValues.percent(currentShare);
    }
}
