package org.mlopssdk.monitoring.multivariate;

/**
 * What a column says to a domain classifier.
 *
 * @param feature the column of the tables
 * @param term the feature itself, or what of it: {@code Age is missing}, {@code Sex = female}
 * @param weight how much the log-odds for the current table change with one standard deviation; positive where the current
 *     table has more of it
 * @since 0.1.0
 */
public record DomainWeight(String feature, String term, double weight) {

    /**
     * One line for people.
     *
     * @return for example {@code density +4.21}
     */
    @Override
    public String toString() {
        return term + " " + (weight > 0 ? "+" : "") + Display.number(weight);
    }
}
