package org.mlopssdk.monitoring.statistic;

/**
 * Which measure of distance a {@linkplain ChiSquare chi-square test} takes between the counts seen and those expected. Both
 * follow the same law in the limit of large counts.
 *
 * @since 0.1.0
 */
public enum ChiSquareStatistic {
    /** Pearson's X² = sum of (seen - expected)² / expected. Pearson K. (1900), Philosophical Magazine 50, 157-175. */
    PEARSON("X2"),

    /** G = 2 sum of seen ln(seen / expected), the likelihood ratio. Wilks S. S. (1938), Annals of Mathematical Statistics 9. */
    LIKELIHOOD_RATIO("G");

    private final String symbol;

    ChiSquareStatistic(String symbol) {
        this.symbol = symbol;
    }

    /**
     * The symbol by which the statistic is known, as results print it.
     *
     * @return {@code "X2"} or {@code "G"}
     */
    public String symbol() {
        return symbol;
    }
}
