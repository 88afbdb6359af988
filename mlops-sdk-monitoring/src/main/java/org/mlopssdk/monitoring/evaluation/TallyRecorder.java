package org.mlopssdk.monitoring.evaluation;

import java.util.Arrays;

/** Counts numbers as they come: a tally of those before, and a buffer that joins it when full and has at least its size. */
final class TallyRecorder {
    private static final int LEAST = 1024;

    private Tally tally = Tally.EMPTY;
    private double[] buffer = new double[LEAST];
    private int buffered;
    private long rows;

    void add(double number) {
        if (buffered == buffer.length) {
            fold();
        }
        buffer[buffered++] = number;
        rows++;
    }

    long rows() {
        return rows;
    }

    Tally tally() {
        fold();
        return tally;
    }

    /** A buffer as large as the tally keeps the work for each number logarithmic, and memory within twice the distinct ones. */
    private void fold() {
        tally = tally.plus(Tally.of(Arrays.copyOf(buffer, buffered), buffered));
        buffered = 0;
        if (tally.size() > buffer.length) {
            buffer = new double[tally.size()];
        }
    }
}
