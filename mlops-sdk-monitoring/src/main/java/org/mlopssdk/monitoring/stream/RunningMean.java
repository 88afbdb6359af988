package org.mlopssdk.monitoring.stream;

/** The mean of the values so far, updated as West (1979) does, so that it stays exact to rounding in long streams. */
final class RunningMean {
    private long count;
    private double mean;

    void add(double value) {
        count++;
        mean += 1.0 / count * (value - mean);
    }

    void clear() {
        count = 0;
        mean = 0;
    }

    long count() {
        return count;
    }

    double value() {
        return mean;
    }
}
