package org.mlopssdk.monitoring.statistic;

import java.util.Arrays;

/** Checks on samples, shared by the statistics of this package. */
final class Samples {

    private Samples() {}

    /** A sorted copy of a sample that is neither empty nor holds a NaN; negative zero becomes zero. */
    static double[] sorted(String name, double[] values) {
        requireValues(name, values);
        double[] copy = new double[values.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values[i] + 0.0;
        }
        Arrays.sort(copy);
        return copy;
    }

    static void requireValues(String name, double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException(
                    "The sample '" + name + "' is empty; a comparison needs at least one value on each side.");
        }
        for (int i = 0; i < values.length; i++) {
            requireNumber(name, i, values[i]);
        }
    }

    static void requireNumber(String name, int index, double value) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("The sample '" + name + "' holds NaN at index " + index
                    + "; leave missing values out and count them separately.");
        }
    }

    static void requireFinite(String name, double[] values) {
        for (int i = 0; i < values.length; i++) {
            requireNumber(name, i, values[i]);
            if (Double.isInfinite(values[i])) {
                throw new IllegalArgumentException("'" + name + "' holds " + values[i] + " at index " + i
                        + ", from which no distance is finite; count infinities apart and leave them out.");
            }
        }
    }
}
