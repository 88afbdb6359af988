package org.mlopssdk.monitoring.stream;

/**
 * What a detector says after a value.
 *
 * @since 0.1.0
 */
public enum DetectorState {
    /** Nothing beyond chance. */
    STABLE,
    /** A change may be coming; only {@link Ddm} warns. */
    WARNING,
    /** The stream has changed. Said once for each change: the next value is the first of what comes after it. */
    DRIFT
}
