package org.mlopssdk.error;

/**
 * Data given to the library is malformed: a ragged CSV row, a text where a number belongs. The message says where.
 *
 * @since 0.1.0
 */
public class InvalidDataException extends MlOpsException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param subject what it is about
     * @param problem what was wrong and what to do
     */
    public InvalidDataException(String subject, String problem) {
        super(subject, problem);
    }

    /**
     * Creates the exception with the failure beneath it.
     *
     * @param subject what it is about
     * @param problem what was wrong and what to do
     * @param cause the failure beneath
     */
    public InvalidDataException(String subject, String problem, Throwable cause) {
        super(subject, problem, cause);
    }
}
