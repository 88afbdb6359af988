package org.mlopssdk.monitoring.profile;

/**
 * How much a finding on the quality of data matters.
 *
 * @since 0.1.0
 */
public enum Severity {
    /** Worth knowing; what chance may bring about. */
    INFO,
    /** Worth looking at: the data is not as the reference. */
    WARNING,
    /** The feature cannot be what the model was trained on. */
    ERROR
}
