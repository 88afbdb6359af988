package org.mlopssdk.monitoring.stream;

/**
 * A stream watched by {@link Adwin}. Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class AdwinDetector extends CountingDetector {
    private final Adwin settings;
    private final ExponentialHistogram window;
    private long ticks;

    AdwinDetector(Adwin settings) {
        this.settings = settings;
        this.window = new ExponentialHistogram(settings.maxBuckets());
    }

    @Override
    DetectorState observe(double value) {
        window.add(value);
        ticks++;
        boolean drift = false;
        if (ticks % settings.clock() == 0 && window.width() > settings.gracePeriod()) {
            while (partsDiffer()) {
                window.dropOldest();
                drift = true;
            }
        }
        return drift ? DetectorState.DRIFT : DetectorState.STABLE;
    }

    /** Whether there is a cut between buckets, the newest excepted, at which the means differ by more than chance. */
    private boolean partsDiffer() {
        double older = 0;
        double newer = window.width();
        double spread = window.deviation() / newer;
        double confidence = Math.log(2 * Math.log(newer) / settings.delta());
        double olderExcess = 0;
        double newerExcess = excess();
        for (int row = window.rows() - 1; row >= 0; row--) {
            double length = ExponentialHistogram.length(row);
            for (int bucket = 0; bucket < window.buckets(row); bucket++) {
                older += length;
                newer -= length;
                olderExcess += window.excess(row, bucket);
                newerExcess -= window.excess(row, bucket);
                if (Math.min(older, newer) >= settings.minWindow()
                        && Math.abs(olderExcess / older - newerExcess / newer)
                                > allowed(older, newer, spread, confidence)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What rounding left of the mean, times the values: next to nothing, but in a small part it would count. */
    private double excess() {
        double excess = 0;
        for (int row = window.rows() - 1; row >= 0; row--) {
            for (int bucket = 0; bucket < window.buckets(row); bucket++) {
                excess += window.excess(row, bucket);
            }
        }
        return excess;
    }

    private double allowed(double older, double newer, double spread, double confidence) {
        double inverse = 1 / (older - settings.minWindow() + 1) + 1 / (newer - settings.minWindow() + 1);
        return Math.sqrt(2 * inverse * spread * confidence) + 2.0 / 3.0 * confidence * inverse;
    }

    @Override
    void forget() {
        window.clear();
        ticks = 0;
    }

    @Override
    boolean startsOver() {
        return !settings.keepsRecent();
    }

    /**
     * The settings it was started with.
     *
     * @return the settings
     */
    public Adwin settings() {
        return settings;
    }

    /**
     * The mean of the values in the window.
     *
     * @return the mean; {@code NaN} while there is none
     */
    @Override
    public double estimate() {
        return window.width() == 0 ? Double.NaN : window.mean();
    }

    /**
     * The variance of the values in the window: their mean squared deviation from the mean.
     *
     * @return the variance, not negative; {@code NaN} while there is no value
     */
    public double variance() {
        return window.width() == 0 ? Double.NaN : window.deviation() / window.width();
    }

    /**
     * The number of values in the window.
     *
     * @return the number, not negative
     */
    public long width() {
        return window.width();
    }

    /**
     * One line for people, or two where it would exceed 100 columns.
     *
     * @return for example {@code Adwin[stable, mean 0.2014 over the last 992; 1000 values, 1 drifts, 0 ignored]}
     */
    @Override
    public String toString() {
        return line("Adwin", "mean " + number(estimate()) + " over the last " + width());
    }
}
