package org.mlopssdk.monitoring.profile;

import java.util.Locale;

/**
 * Both empirical distribution functions at a break point: just below it and at it, so that a jump there can be drawn. Each share is exact.
 *
 * @param value the break point; may be infinite
 * @param referenceBelow the share of the reference's values that are smaller, in [0, 1]
 * @param reference the share of the reference's values that are not larger, in [0, 1]
 * @param currentBelow the share of the window's values that are smaller, in [0, 1]
 * @param current the share of the window's values that are not larger, in [0, 1]
 * @since 0.1.0
 */
public record EcdfPoint(double value, double referenceBelow, double reference, double currentBelow, double current) {

    /**
     * The larger distance of the two functions at this point, just below it or at it.
     *
     * @return the distance, in [0, 1]
     */
    public double distance() {
        return Math.max(Math.abs(referenceBelow - currentBelow), Math.abs(reference - current));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.6g: %.4f of the reference, %.4f of the window", value, reference, current);
    }
}
