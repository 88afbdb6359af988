package org.mlopssdk.monitoring.evaluation;

import org.jspecify.annotations.Nullable;
import org.mlopssdk.metric.Interval;
import org.mlopssdk.monitoring.statistic.ProportionInterval;

/**
 * How the intervals of metrics are made. Immutable.
 *
 * <p>Proportions get the exact interval of Clopper and Pearson, which covers the true value at least as often as it says, or on
 * request Wilson's, which does so on average and is narrower. All other metrics get the BCa interval of a bootstrap, which is
 * seeded: the same rows and the same seed give the same interval on every machine, whatever its number of threads. It runs in
 * the common pool.
 *
 * <pre>{@code
 * Intervals intervals = Intervals.withDefaults().withConfidence(0.9).withResamples(2_000);
 * }</pre>
 *
 * @param confidence the coverage of all intervals, in (0, 1)
 * @param resamples how often the bootstrap draws, 100 to 1,000,000; 0 for no bootstrap
 * @param seed the seed of the bootstrap
 * @param proportions the interval of proportions
 * @since 0.1.0
 */
public record Intervals(double confidence, int resamples, long seed, Method proportions) {

    /** The interval of a proportion. */
    public enum Method {
        /** {@link ProportionInterval#clopperPearson}. */
        CLOPPER_PEARSON,
        /** {@link ProportionInterval#wilson}. */
        WILSON
    }

    private static final Intervals DEFAULTS = new Intervals(0.95, 1000, 1, Method.CLOPPER_PEARSON);
    private static final int FEWEST = 100;
    private static final int MOST = 1_000_000;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a component is out of its range
     */
    public Intervals {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("A confidence lies in (0, 1), by custom 0.95; got " + confidence + ".");
        }
        if (resamples != 0 && (resamples < FEWEST || resamples > MOST)) {
            throw new IllegalArgumentException(
                    "A bootstrap draws 100 to 1,000,000 resamples, or 0 for none; got " + resamples + ".");
        }
    }

    /**
     * Confidence 0.95, Clopper-Pearson, 1,000 resamples with seed 1.
     *
     * @return the settings
     */
    public static Intervals withDefaults() {
        return DEFAULTS;
    }

    /**
     * The same with another confidence.
     *
     * @param level the confidence, in (0, 1)
     * @return new settings
     * @throws IllegalArgumentException if it is out of range
     */
    public Intervals withConfidence(double level) {
        return new Intervals(level, resamples, seed, proportions);
    }

    /**
     * The same with another number of resamples.
     *
     * @param number how many, 100 to 1,000,000
     * @return new settings
     * @throws IllegalArgumentException if it is out of range
     */
    public Intervals withResamples(int number) {
        return new Intervals(confidence, number, seed, proportions);
    }

    /**
     * The same without bootstrap: metrics that are no proportions have no interval.
     *
     * @return new settings
     */
    public Intervals withoutBootstrap() {
        return new Intervals(confidence, 0, seed, proportions);
    }

    /**
     * The same with another seed.
     *
     * @param start any number
     * @return new settings
     */
    public Intervals withSeed(long start) {
        return new Intervals(confidence, resamples, start, proportions);
    }

    /**
     * The same with Wilson's interval for proportions.
     *
     * @return new settings
     */
    public Intervals withWilson() {
        return new Intervals(confidence, resamples, seed, Method.WILSON);
    }

    /** The interval of a proportion, or null of no trials. */
    @Nullable Interval proportion(long successes, long trials) {
        return trials == 0 ? null : proportion(successes, trials, confidence);
    }

    /** The same at another confidence; there is at least one trial. */
    Interval proportion(long successes, long trials, double level) {
        org.mlopssdk.monitoring.statistic.Interval interval = proportions == Method.WILSON
                ? ProportionInterval.wilson(successes, trials, level)
                : ProportionInterval.clopperPearson(successes, trials, level);
        return new Interval(interval.lower(), interval.upper(), confidence);
    }
}
