package org.mlopssdk.monitoring.profile;

/**
 * What the values of a feature are.
 *
 * @since 0.1.0
 */
public enum FeatureType {
    /** Numbers, the finite ones all integers. */
    INTEGER,
    /** Numbers, some of them fractions; or numbers of which a profile of the first format does not tell. */
    NUMBER,
    /** Texts. */
    TEXT,
    /** Nothing: all values of the reference are missing. */
    EMPTY
}
