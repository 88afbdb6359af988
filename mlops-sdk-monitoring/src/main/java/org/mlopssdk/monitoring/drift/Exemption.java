package org.mlopssdk.monitoring.drift;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.metric.FreeText;

/**
 * Why a feature has no part in the verdict, and until when. It is compared all the same, and every report shows it with the reason, also
 * after it has expired.
 *
 * @param because the reason, 1 to 250 printable characters
 * @param until from when on the feature counts again, or null for never: it is ignored then
 * @since 0.1.0
 */
public record Exemption(String because, @Nullable Instant until) {

    /**
     * Checks the reason.
     *
     * @throws IllegalArgumentException if it is blank, too long, or not printable
     */
    public Exemption {
        Objects.requireNonNull(because, "an exemption gives its reason in because");
        FreeText.require("the reason why a feature is exempt", because);
    }

    /**
     * Whether the feature has no part in the verdict at that time.
     *
     * @param now the time
     * @return true before the end, or if there is none
     */
    public boolean isActiveAt(Instant now) {
        return until == null || now.isBefore(until);
    }

    /** The exemption in words, as it stands at that time. */
    String describe(Instant now) {
        if (until == null) {
            return "ignored because " + because;
        }
        return isActiveAt(now)
                ? "excepted until " + until + " because " + because
                : "exception expired on " + until + " (" + because + ")";
    }

    String told() {
        return (until == null ? "ignored: " : "excepted until " + until + ": ") + because;
    }

    /**
     * The end, if there is one, and the reason.
     *
     * @return one line, or more where it is too long; for example {@code excepted until 2027-03-01T00:00:00Z: days are short}
     */
    @Override
    public String toString() {
        return Lines.wrapped(told(), 2);
    }
}
