package org.mlopssdk.monitoring.drift;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one of a feature's two tests came to: of its values, or of the share of its missing values. Effects are in multiples of
 * their thresholds, so that 1 is where a difference begins to matter.
 *
 * @param strength the effect that was observed, the smallest possible where the reference was compressed; not negative; 0 where
 *     nothing was tested
 * @param significant the same if it is beyond chance, and 0 if not; from 1 on it is DRIFT
 * @param possible the largest effect that is not ruled out: the one observed, the largest possible where the reference was compressed;
 *     its upper confidence bound where stability has to be proved; infinite where nothing was tested. Below 1 it is STABLE
 * @param adjustedP the p-value after the adjustment, in [0, 1], or null where nothing was tested
 * @param rowsNeeded how many values, or rows, the window needs for a verdict; null where it has one, or no window would do
 * @param reason why there is no verdict, in words; may be empty
 * @since 0.1.0
 */
public record Finding(
        double strength,
        double significant,
        double possible,
        @Nullable Double adjustedP,
        @Nullable Long rowsNeeded,
        String reason) {

    static Finding untested(String reason, @Nullable Long rowsNeeded) {
        return new Finding(0, 0, Double.POSITIVE_INFINITY, null, rowsNeeded, reason);
    }

    static Finding nothingToTest(String reason) {
        return new Finding(0, 0, 0, null, null, reason);
    }

    /**
     * DRIFT if the effect is large and beyond chance, STABLE if a large one is ruled out, else INCONCLUSIVE.
     *
     * @return the verdict
     */
    public DriftVerdict verdict() {
        if (significant >= 1) {
            return DriftVerdict.DRIFT;
        }
        return possible < 1 ? DriftVerdict.STABLE : DriftVerdict.INCONCLUSIVE;
    }

    /** Whether there is no verdict, and rows alone would bring none. */
    boolean isBeyondRows() {
        return verdict() == DriftVerdict.INCONCLUSIVE && rowsNeeded == null;
    }

    @Override
    public String toString() {
        return verdict() + ": " + String.format(Locale.ROOT, "%.3g", strength) + " of the threshold"
                + (adjustedP == null ? "" : String.format(Locale.ROOT, ", adjusted p %.4g", adjustedP))
                + (rowsNeeded == null ? "" : ", " + rowsNeeded + " rows needed")
                + (reason.isEmpty() ? "" : "; " + reason);
    }
}
