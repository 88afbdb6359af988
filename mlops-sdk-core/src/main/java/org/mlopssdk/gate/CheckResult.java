package org.mlopssdk.gate;

import org.jspecify.annotations.Nullable;
import org.mlopssdk.metric.Metric;

/**
 * How one requirement ended.
 *
 * @param requirement what was asked
 * @param verdict how it ended
 * @param sentence why, in a sentence a person can act on, such as {@code f1 0.741 < 0.78 required, n=412}
 * @param measured what was measured of the candidate, or null where it was not logged
 * @param compared what was measured of the baseline, or null where none took part
 * @since 0.1.0
 */
public record CheckResult(
        Requirement requirement,
        Verdict verdict,
        String sentence,
        @Nullable Metric measured,
        @Nullable Metric compared) {

    /**
     * The candidate's value.
     *
     * @return the value, or null where it was not logged
     */
    public @Nullable Double value() {
        return measured == null ? null : Double.valueOf(measured.value());
    }

    /**
     * The baseline's value.
     *
     * @return the value, or null where none took part
     */
    public @Nullable Double baseline() {
        return compared == null ? null : Double.valueOf(compared.value());
    }

    @Override
    public String toString() {
        return verdict + (requirement.advisory() ? " (advice) " : " ") + sentence;
    }
}
