package org.mlopssdk.run;

/**
 * How a run stands.
 *
 * @since 0.1.0
 */
public enum RunStatus {
    /** Its writer is at work, as far as anybody can tell. */
    RUNNING,
    /** It was closed. */
    FINISHED,
    /** It was ended by an exception, or called a failure. */
    FAILED,
    /** Its process ended without closing it, or has not been heard of for five minutes. What it wrote can be read. */
    DIED
}
