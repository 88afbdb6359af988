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
    /**
     * Its process ended without closing it: what it wrote can be read, and the run resumed. On the process's own machine this is looked up and
     * depends on no clock. From another machine it is concluded from five minutes of silence, by the clock of whoever asks and that of the
     * writer: where these are apart by more, a run may be called dead that is running, or running that is dead. Nothing is lost by that: the status is
     * recorded nowhere, and whoever resumes a run that is being written fences off its writer, who is told so.
     */
    DIED
}
