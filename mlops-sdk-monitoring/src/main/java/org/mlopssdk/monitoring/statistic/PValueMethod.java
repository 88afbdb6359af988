package org.mlopssdk.monitoring.statistic;

/**
 * The way in which a p-value was computed.
 *
 * @since 0.1.0
 */
public enum PValueMethod {
    /** By counting all outcomes that are as likely, if the hypothesis holds, as the one that was seen; ties are not looked at. */
    EXACT("exact"),

    /** As {@link #EXACT}, given which of the pooled values are tied. */
    CONDITIONAL("exact, given ties"),

    /** From a law that holds in the limit of large samples and approximates it for finite ones. */
    ASYMPTOTIC("asymptotic"),

    /** From the limit itself, in which the sizes of the samples enter as a scale only. */
    LIMIT("limit");

    private final String words;

    PValueMethod(String words) {
        this.words = words;
    }

    /**
     * The method in words, as results print it.
     *
     * @return for example {@code "exact, given ties"}
     */
    @Override
    public String toString() {
        return words;
    }
}
