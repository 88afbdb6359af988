package org.mlopssdk.registry;

import org.mlopssdk.error.MlOpsException;

/**
 * A promotion was not allowed: its evidence is missing, does not pass, or is about something else.
 *
 * @since 0.1.0
 */
public class PromotionRefusedException extends MlOpsException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param subject what was to be promoted
     * @param problem why it was not, and what to do
     */
    public PromotionRefusedException(String subject, String problem) {
        super(subject, problem);
    }
}
