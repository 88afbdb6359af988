package org.mlopssdk.monitoring.evaluation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.metric.Interval;

/** Intervals of statistics that are a function of the counts of a few cells, as those of a confusion matrix are. */
final class CellStatistics {

    /** Occupied cells up to which the jackknife, quadratic in them, is made; beyond, the acceleration counts as 0. */
    private static final int MOST_JACKKNIFED = 4096;

    private final long[] counts;
    private final Function function;

    private CellStatistics(long[] counts, Function function) {
        this.counts = counts;
        this.function = function;
    }

    /** Statistics from the counts of all cells. */
    @FunctionalInterface
    interface Function {
        double[] of(double[] counts);
    }

    /** An interval for each statistic, null where there is none. */
    static @Nullable Interval[] intervals(long[] counts, Function function, Intervals intervals) {
        return new CellStatistics(counts, function).intervals(intervals);
    }

    private @Nullable Interval[] intervals(Intervals intervals) {
        double[] exact = Arrays.stream(counts).asDoubleStream().toArray();
        double[] observed = function.of(exact);
        @Nullable Interval[] bounds = new Interval[observed.length];
        if (intervals.resamples() == 0 || Arrays.stream(counts).sum() < 2) {
            return bounds;
        }
        double[][] resampled = Bootstrap.run(Resampler.ofCounts(counts), Weights::new, intervals);
        double[] accelerations = accelerations(exact, observed.length);
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = Bootstrap.bca(observed[i], resampled[i], accelerations[i], intervals.confidence());
        }
        return bounds;
    }

    private double[] accelerations(double[] exact, int statistics) {
        double[] accelerations = new double[statistics];
        if (Arrays.stream(counts).filter(count -> count > 0).count() > MOST_JACKKNIFED) {
            return accelerations;
        }
        double[][] left = new double[statistics][counts.length];
        for (int cell = 0; cell < counts.length; cell++) {
            if (counts[cell] > 0) {
                exact[cell]--;
                double[] values = function.of(exact);
                exact[cell]++;
                for (int i = 0; i < statistics; i++) {
                    left[i][cell] = values[i];
                }
            }
        }
        for (int i = 0; i < statistics; i++) {
            accelerations[i] = Bootstrap.acceleration(left[i], counts);
        }
        return accelerations;
    }

    /** Keeps the weights of all cells for the function. */
    private final class Weights implements Bootstrap.Accumulator {
        private final double[] all = new double[counts.length];

        @Override
        public void accept(int from, int count, double[] weights) {
            System.arraycopy(weights, 0, all, from, count);
        }

        @Override
        public double[] finish() {
            return function.of(all);
        }
    }
}
