package org.mlopssdk.junit;

/**
 * How a test ends when nobody can say whether what was required holds.
 *
 * @since 0.1.0
 */
public enum Outcome {
    /** It fails, and so does the build. */
    FAILED,
    /** It is aborted, which runners show as skipped, with the reason; the build goes on. */
    ABORTED
}
