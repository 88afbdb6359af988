package org.mlopssdk.run;

import org.mlopssdk.error.MlOpsException;

/**
 * Another writer has taken over the run: this one's later metrics are not part of it.
 *
 * @since 0.1.0
 */
public class RunFencedException extends MlOpsException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param run the run
     */
    public RunFencedException(String run) {
        super(run, "is being written by another process, which has resumed it; let one of them go");
    }
}
