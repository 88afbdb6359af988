package org.mlopssdk.error;

/**
 * Something that was asked for by name, number or digest does not exist; the message lists what does.
 *
 * @since 0.1.0
 */
public class NotFoundException extends MlOpsException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param subject what it is about
     * @param problem what was wrong and what to do
     */
    public NotFoundException(String subject, String problem) {
        super(subject, problem);
    }

    /**
     * Creates the exception with the failure beneath it.
     *
     * @param subject what it is about
     * @param problem what was wrong and what to do
     * @param cause the failure beneath
     */
    public NotFoundException(String subject, String problem, Throwable cause) {
        super(subject, problem, cause);
    }
}
