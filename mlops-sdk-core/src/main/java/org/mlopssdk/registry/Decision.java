package org.mlopssdk.registry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.store.Digest;

/**
 * Why an alias moved, and who moved it.
 *
 * @param kind on what ground
 * @param time when, by the clock of whoever moved it
 * @param actor who
 * @param reason why, in their words, or null where none were given
 * @param report the gate report that allowed it, by digest, or null where none did
 * @since 0.1.0
 */
public record Decision(
        Kind kind,
        Instant time,
        String actor,
        @Nullable String reason,
        @Nullable Digest report) {

    /** On what ground an alias moves. */
    public enum Kind {
        /** A gate's report passed. */
        PROMOTION,
        /** Somebody took the responsibility, and gave a reason. */
        OVERRIDE,
        /** Back to what was served before. */
        ROLLBACK
    }

    /**
     * The gate report that allowed it.
     *
     * @return its digest, or empty
     */
    public Optional<Digest> evidence() {
        return Optional.ofNullable(report);
    }

    @Override
    public String toString() {
        return kind + " by " + actor + " at " + time.truncatedTo(ChronoUnit.SECONDS)
                + (reason == null ? "" : ": " + reason.replaceAll("\\p{Cntrl}+", " "));
    }
}
