package org.mlopssdk.error;

/**
 * A change was sent and nobody can say whether it took effect: the write may have happened. Read before trying again; nothing
 * was cleaned up.
 *
 * @since 0.1.0
 */
public class OutcomeUnknownException extends MlOpsException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param subject what it is about
     * @param problem what was wrong and what to do
     */
    public OutcomeUnknownException(String subject, String problem) {
        super(subject, problem);
    }

    /**
     * Creates the exception with the failure beneath it.
     *
     * @param subject what it is about
     * @param problem what was wrong and what to do
     * @param cause the failure beneath
     */
    public OutcomeUnknownException(String subject, String problem, Throwable cause) {
        super(subject, problem, cause);
    }
}
