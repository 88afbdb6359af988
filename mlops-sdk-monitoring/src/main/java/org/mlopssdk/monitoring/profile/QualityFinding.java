package org.mlopssdk.monitoring.profile;

/**
 * Something that is wrong, or may be, with the data of a feature.
 *
 * @param feature the name of the feature, or of the column that is none
 * @param rule what was checked
 * @param severity how much it matters
 * @param sentence what was found, with numbers, for people; it holds no values of the data but numbers
 * @since 0.1.0
 */
public record QualityFinding(String feature, QualityRule rule, Severity severity, String sentence) {
    private static final int COLUMNS = 100;

    /**
     * The finding in one line, or two where one would be too long.
     *
     * @return for example {@code WARNING Light: 12 of 500 values (2.4 %) lie outside 0.0 to 1697.25}
     */
    @Override
    public String toString() {
        String line = severity + " " + feature + ": " + sentence;
        return line.length() <= COLUMNS
                ? line
                : severity + " " + feature + ":" + System.lineSeparator() + "  " + sentence;
    }
}
