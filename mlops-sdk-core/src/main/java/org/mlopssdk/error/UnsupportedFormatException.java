package org.mlopssdk.error;

/**
 * A place is not a store of this library, or is one of a format this version does not know.
 *
 * @since 0.1.0
 */
public class UnsupportedFormatException extends MlOpsException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param subject what it is about
     * @param problem what was wrong and what to do
     */
    public UnsupportedFormatException(String subject, String problem) {
        super(subject, problem);
    }

    /**
     * Creates the exception with the failure beneath it.
     *
     * @param subject what it is about
     * @param problem what was wrong and what to do
     * @param cause the failure beneath
     */
    public UnsupportedFormatException(String subject, String problem, Throwable cause) {
        super(subject, problem, cause);
    }
}
