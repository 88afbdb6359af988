package org.mlopssdk.error;

/**
 * Stored content is not what was stored: a digest that does not match, a broken chain, an entry that does not parse.
 *
 * @since 0.1.0
 */
public class CorruptedException extends MlOpsException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param subject what it is about
     * @param problem what was wrong and what to do
     */
    public CorruptedException(String subject, String problem) {
        super(subject, problem);
    }

    /**
     * Creates the exception with the failure beneath it.
     *
     * @param subject what it is about
     * @param problem what was wrong and what to do
     * @param cause the failure beneath
     */
    public CorruptedException(String subject, String problem, Throwable cause) {
        super(subject, problem, cause);
    }
}
