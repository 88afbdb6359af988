package org.mlopssdk.monitoring.stream;

import org.mlopssdk.monitoring.stream.PageHinkley.Direction;

/**
 * A stream watched by the {@link PageHinkley} test. Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class PageHinkleyDetector extends CountingDetector {
    private final PageHinkley settings;
    private final RunningMean mean = new RunningMean();
    private double up;
    private double down;
    private double lowest;
    private double highest;

    PageHinkleyDetector(PageHinkley settings) {
        this.settings = settings;
        forget();
    }

    @Override
    DetectorState observe(double value) {
        mean.add(value);
        double distance = value - mean.value();
        up = settings.alpha() * up + distance - settings.delta();
        down = settings.alpha() * down + distance + settings.delta();
        lowest = Math.min(lowest, up);
        highest = Math.max(highest, down);
        boolean rose = settings.direction() != Direction.DOWN && rise() > settings.threshold();
        boolean fell = settings.direction() != Direction.UP && fall() > settings.threshold();
        return mean.count() >= settings.minValues() && (rose || fell) ? DetectorState.DRIFT : DetectorState.STABLE;
    }

    @Override
    void forget() {
        mean.clear();
        up = 0;
        down = 0;
        lowest = Double.POSITIVE_INFINITY;
        highest = Double.NEGATIVE_INFINITY;
    }

    /**
     * The settings it was started with.
     *
     * @return the settings
     */
    public PageHinkley settings() {
        return settings;
    }

    /**
     * The mean of the values since the last drift, that drift's value included until the next one comes.
     *
     * @return the mean; {@code NaN} while there is none
     */
    @Override
    public double estimate() {
        return mean.count() == 0 ? Double.NaN : mean.value();
    }

    /**
     * How far the sum of deviations has risen above its lowest point; compared with the threshold.
     *
     * @return the distance, not negative; 0 while there is no value
     */
    public double rise() {
        return mean.count() == 0 ? 0 : up - lowest;
    }

    /**
     * How far the sum of deviations has fallen below its highest point; compared with the threshold.
     *
     * @return the distance, not negative; 0 while there is no value
     */
    public double fall() {
        return mean.count() == 0 ? 0 : highest - down;
    }

    /**
     * One line for people, or two where it would exceed 100 columns.
     *
     * @return for example {@code PageHinkley[stable, mean 0.2, rise 3.1 and fall 7.4 of 50.0; 1000 values, 0 drifts, 0
     *     ignored]}
     */
    @Override
    public String toString() {
        return line(
                "PageHinkley",
                "mean " + number(estimate()) + ", rise " + number(rise()) + " and fall " + number(fall()) + " of "
                        + settings.threshold());
    }
}
