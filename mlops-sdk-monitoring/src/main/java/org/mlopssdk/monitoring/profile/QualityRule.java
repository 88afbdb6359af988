package org.mlopssdk.monitoring.profile;

/**
 * What can be wrong with data, held against the schema of a reference.
 *
 * @since 0.1.0
 */
public enum QualityRule {
    /** A table has no column for a feature. */
    MISSING_COLUMN,
    /** A table has a column that is no feature. */
    UNKNOWN_COLUMN,
    /** Texts came where the reference has numbers, or numbers where it has texts. */
    TYPE_CHANGE,
    /** Every value is missing, though the reference has some. */
    ALL_MISSING,
    /** More values are missing than in the reference, beyond chance. */
    MISSING_RISE,
    /** There are values, though the reference has none. */
    NO_LONGER_EMPTY,
    /** Values were recorded as NaN, which count as missing. */
    NOT_A_NUMBER,
    /** There are infinite values, though the reference has none. */
    INFINITE,
    /** Finite values lie outside the range of the reference. */
    OUT_OF_RANGE,
    /** There are fractions, though the reference has integers only. */
    FRACTIONAL,
    /** There are categories that the reference does not have. */
    NEW_CATEGORY,
    /** All values are the same, though those of the reference are not, beyond chance. */
    CONSTANT,
    /** There are several values, though the reference has a single one. */
    NO_LONGER_CONSTANT,
    /** A value occurs several times, though each value of the reference occurs once, like those of an identifier. */
    UNIQUENESS_LOST
}
