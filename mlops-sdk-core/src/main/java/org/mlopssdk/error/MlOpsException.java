package org.mlopssdk.error;

/**
 * The root of all failures that the library reports about the world: storage, stored data, other writers. A bad argument is
 * an {@link IllegalArgumentException} instead.
 *
 * @since 0.1.0
 */
public class MlOpsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What the failure is about. */
    private final String subject;

    /**
     * Creates the exception.
     *
     * @param subject what it is about, such as {@code model failure}
     * @param problem what was wrong and what to do
     */
    public MlOpsException(String subject, String problem) {
        super(subject + ": " + problem);
        this.subject = subject;
    }

    /**
     * Creates the exception with the failure beneath it.
     *
     * @param subject what it is about
     * @param problem what was wrong and what to do
     * @param cause the failure beneath
     */
    public MlOpsException(String subject, String problem, Throwable cause) {
        super(subject + ": " + problem, cause);
        this.subject = subject;
    }

    /**
     * What the failure is about: a model, a key, a file.
     *
     * @return the subject, as it also begins the message
     */
    public String subject() {
        return subject;
    }
}
