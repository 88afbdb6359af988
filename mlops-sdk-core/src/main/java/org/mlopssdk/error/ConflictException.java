package org.mlopssdk.error;

/**
 * Somebody else was first: the precondition of a change no longer holds. The message names the winner.
 *
 * @since 0.1.0
 */
public class ConflictException extends MlOpsException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param subject what it is about
     * @param problem what was wrong and what to do
     */
    public ConflictException(String subject, String problem) {
        super(subject, problem);
    }

    /**
     * Creates the exception with the failure beneath it.
     *
     * @param subject what it is about
     * @param problem what was wrong and what to do
     * @param cause the failure beneath
     */
    public ConflictException(String subject, String problem, Throwable cause) {
        super(subject, problem, cause);
    }
}
