package org.mlopssdk.monitoring.evaluation;

import java.util.Arrays;

/** A growing array, and arithmetic on arrays. */
final class Doubles {
    private static final int LEAST = 64;

    private double[] values = new double[LEAST];
    private int size;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    double[] toArray() {
        return Arrays.copyOf(values, size);
    }

    static double[] joined(double[] first, double[] second) {
        double[] both = Arrays.copyOf(first, Math.addExact(first.length, second.length));
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    static double[] less(double[] minuend, double[] subtrahend) {
        double[] difference = new double[minuend.length];
        Arrays.setAll(difference, i -> minuend[i] - subtrahend[i]);
        return difference;
    }
}
