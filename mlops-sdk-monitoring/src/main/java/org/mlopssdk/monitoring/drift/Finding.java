package org.mlopssdk.monitoring.drift;

import org.jspecify.annotations.Nullable;

/** What one of a feature's two tests came to: of its values, or of its missing share. */
record Finding(
        DriftVerdict verdict, double strength, @Nullable Double adjustedP, String reason) {

    static Finding untested(DriftVerdict verdict, String reason) {
        return new Finding(verdict, 0, null, reason);
    }
}
