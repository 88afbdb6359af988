package org.mlopssdk.gate;

/**
 * How a check, or a whole gate, ended.
 *
 * @since 0.1.0
 */
public enum Verdict {
    /** What was required holds. */
    PASS,
    /** What was required does not hold, or the metric that it asks for is missing or not finite. */
    FAIL,
    /** Nobody can say: there is no baseline, nothing to divide by, or too little to go by. Never good enough for a promotion. */
    INCONCLUSIVE;

    /**
     * This verdict and another's together: FAIL before INCONCLUSIVE before PASS.
     *
     * @param other the other
     * @return the worse of the two
     */
    public Verdict and(Verdict other) {
        if (this == FAIL || other == FAIL) {
            return FAIL;
        }
        return this == INCONCLUSIVE || other == INCONCLUSIVE ? INCONCLUSIVE : PASS;
    }
}
