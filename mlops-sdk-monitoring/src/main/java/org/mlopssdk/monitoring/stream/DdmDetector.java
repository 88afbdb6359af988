package org.mlopssdk.monitoring.stream;

/**
 * A stream of errors watched by {@link Ddm}. Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class DdmDetector extends CountingDetector {
    private final Ddm settings;
    private final RunningMean errors = new RunningMean();
    private double deviation;
    private double lowestRate;
    private double lowestDeviation;

    DdmDetector(Ddm settings) {
        this.settings = settings;
        forget();
    }

    @Override
    void check(double value) {
        if (value != 0 && value != 1) {
            throw new IllegalArgumentException("DDM takes 1 for an error and 0 for none; got " + value
                    + ". For losses take ADWIN or Page-Hinkley.");
        }
    }

    @Override
    DetectorState observe(double value) {
        errors.add(value);
        double rate = errors.value();
        // Rounding may carry a rate of 1 a hair beyond it.
        deviation = Math.sqrt(Math.max(0, rate * (1 - rate)) / errors.count());
        if (errors.count() <= settings.warmUp()) {
            return DetectorState.STABLE;
        }
        if (rate + deviation <= lowestRate + lowestDeviation) {
            lowestRate = rate;
            lowestDeviation = deviation;
        }
        return exceeds(settings.drift())
                ? DetectorState.DRIFT
                : exceeds(settings.warning()) ? DetectorState.WARNING : DetectorState.STABLE;
    }

    private boolean exceeds(double level) {
        return errors.value() + deviation > lowestRate + level * lowestDeviation;
    }

    @Override
    void forget() {
        errors.clear();
        deviation = 0;
        lowestRate = Double.POSITIVE_INFINITY;
        lowestDeviation = 0;
    }

    /**
     * The settings it was started with.
     *
     * @return the settings
     */
    public Ddm settings() {
        return settings;
    }

    /**
     * The error rate since the last drift, that drift's value included until the next one comes.
     *
     * @return the rate, in [0, 1]; {@code NaN} while there is no value
     */
    @Override
    public double estimate() {
        return errors.count() == 0 ? Double.NaN : errors.value();
    }

    /**
     * The standard deviation of the {@linkplain #estimate() error rate}.
     *
     * @return the deviation, not negative; {@code NaN} while there is no value
     */
    public double deviation() {
        return errors.count() == 0 ? Double.NaN : deviation;
    }

    /**
     * The error rate at which the sum of rate and deviation was lowest.
     *
     * @return the rate, in [0, 1]; {@code NaN} during the warm-up
     */
    public double lowest() {
        return lowestRate == Double.POSITIVE_INFINITY ? Double.NaN : lowestRate;
    }

    /**
     * One line for people, or two where it would exceed 100 columns.
     *
     * @return for example {@code Ddm[warning, error rate 0.25, lowest 0.2014; 1000 values, 0 drifts, 0 ignored]}
     */
    @Override
    public String toString() {
        return line("Ddm", "error rate " + number(estimate()) + ", lowest " + number(lowest()));
    }
}
