package org.mlopssdk.error;

/**
 * The storage beneath failed: a full disk, a missing permission, a broken device. Nothing of the operation is visible.
 *
 * @since 0.1.0
 */
public class StorageException extends MlOpsException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param subject what it is about
     * @param problem what was wrong and what to do
     */
    public StorageException(String subject, String problem) {
        super(subject, problem);
    }

    /**
     * Creates the exception with the failure beneath it.
     *
     * @param subject what it is about
     * @param problem what was wrong and what to do
     * @param cause the failure beneath
     */
    public StorageException(String subject, String problem, Throwable cause) {
        super(subject, problem, cause);
    }
}
