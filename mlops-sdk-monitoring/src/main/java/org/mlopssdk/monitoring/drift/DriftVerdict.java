package org.mlopssdk.monitoring.drift;

/**
 * What a comparison came to.
 *
 * @since 0.1.0
 */
public enum DriftVerdict {
    /** The difference is large enough to matter, and too large for chance. */
    DRIFT,
    /** No difference that matters and is beyond chance. */
    STABLE,
    /** Nobody can say: too few rows, nothing to compare, or a reference kept too coarsely. */
    INCONCLUSIVE;

    /**
     * This verdict and another's together: DRIFT before INCONCLUSIVE before STABLE.
     *
     * @param other the other
     * @return the more serious of the two
     */
    public DriftVerdict and(DriftVerdict other) {
        if (this == DRIFT || other == DRIFT) {
            return DRIFT;
        }
        return this == INCONCLUSIVE || other == INCONCLUSIVE ? INCONCLUSIVE : STABLE;
    }
}
