package org.mlopssdk.monitoring.statistic;

import java.util.Locale;

/**
 * The way in which a p-value was computed.
 *
 * @since 0.1.0
 */
public enum PValueMethod {
    /** By counting all outcomes that are as likely, if the hypothesis holds, as the one that was seen. */
    EXACT,
    /** From a law that holds in the limit of large samples and approximates it for finite ones. */
    ASYMPTOTIC;

    /**
     * The name in lower case, as results print it.
     *
     * @return for example {@code "asymptotic"}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
