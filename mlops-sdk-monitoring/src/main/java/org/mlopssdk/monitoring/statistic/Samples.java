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

    /** Points for so many counts on each side, without NaN, each larger than the one before. */
    static void requireAscending(double[] points, int counts) {
        if (points.length != counts) {
            throw new IllegalArgumentException("There are " + points.length + " points and " + counts
                    + " counts for each sample; give one count for each point.");
        }
        for (int i = 0; i < points.length; i++) {
            requireNumber("points", i, points[i]);
            if (i > 0 && !(points[i - 1] < points[i])) {
                throw new IllegalArgumentException("The points do not ascend strictly: index " + (i - 1) + " holds "
                        + points[i - 1] + " and index " + i + " holds " + points[i] + "; sort and merge them.");
            }
        }
    }
}
