package org.mlopssdk.monitoring.multivariate;

/**
 * What a domain classifier came to.
 *
 * @since 0.1.0
 */
public enum DomainVerdict {
    /** The tables are told apart better than by chance: even the lower end of the interval is above 0.5. */
    TOLD_APART,
    /** The classifier does no better than chance may. Differences that are not linear may be there all the same. */
    NOT_TOLD_APART,
    /** Nobody can say: too few rows. */
    INCONCLUSIVE
}
