package org.mlopssdk.gate;

import org.jspecify.annotations.Nullable;

/**
 * How one requirement ended.
 *
 * @param requirement what was asked
 * @param verdict how it ended
 * @param sentence why, in a sentence a person can act on, such as {@code f1 0.741 < 0.78 required, n=412}
 * @param value the candidate's value, or null where it was not logged
 * @param baseline the baseline's value, or null where none took part
 * @since 0.1.0
 */
public record CheckResult(
        Requirement requirement,
        Verdict verdict,
        String sentence,
        @Nullable Double value,
        @Nullable Double baseline) {

    @Override
    public String toString() {
        return verdict + (requirement.advisory() ? " (advice) " : " ") + sentence;
    }
}
