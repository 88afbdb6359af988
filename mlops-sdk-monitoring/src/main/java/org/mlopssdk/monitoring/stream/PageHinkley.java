package org.mlopssdk.monitoring.stream;

/**
 * The settings of the test of Page (1954) and Hinkley (1971): the deviations from the running mean are added up, and
 * once the sum has moved away from its extreme by more than a threshold, the mean has changed.
 *
 * <p>After each value x with m the mean so far, {@code up = alpha up + (x - m) - delta} and {@code down = alpha down +
 * (x - m) + delta}; the mean has risen when {@code up - min(up)} exceeds the threshold, and fallen when
 * {@code max(down) - down} does. An update takes constant time and memory.
 *
 * <p>Takes any numbers. The threshold is in the units of the values, so the default of 50 suits errors of 0 and 1 or
 * losses of about that size; an unchanging error rate of 0.2 makes an alarm about every 25,000 values, with 100 hardly any.
 * Defaults, formulas and detections are those of river 0.26 ({@code drift.PageHinkley}).
 *
 * <pre>{@code
 * PageHinkleyDetector detector =
 *         PageHinkley.withDefaults().threshold(20).direction(PageHinkley.Direction.UP).start();
 * }</pre>
 *
 * @param minValues how many values come before the first check, positive; by default 30
 * @param delta the deviation that is tolerated, not negative; by default 0.005
 * @param threshold how far the sum may move, positive; by default 50
 * @param alpha the factor by which old deviations fade, in (0, 1]; by default 0.9999
 * @param direction which changes count; by default both
 * @since 0.1.0
 */
public record PageHinkley(int minValues, double delta, double threshold, double alpha, Direction direction) {
    private static final PageHinkley DEFAULTS = new PageHinkley(30, 0.005, 50, 1 - 0.0001, Direction.BOTH);

    /**
     * Which changes of the mean count.
     *
     * @since 0.1.0
     */
    public enum Direction {
        /** Only rises, the ones that hurt when the values are errors or losses. */
        UP,
        /** Only falls. */
        DOWN,
        /** Rises and falls. */
        BOTH
    }

    /**
     * Checks the ranges of the settings.
     *
     * @throws IllegalArgumentException if a setting is out of its range
     */
    public PageHinkley {
        if (minValues < 1) {
            throw new IllegalArgumentException(
                    "The number of values before the first check is positive; got " + minValues + ".");
        }
        if (CountingDetector.requireFinite("tolerated deviation (delta)", delta) < 0
                || CountingDetector.requireFinite("threshold", threshold) <= 0) {
            throw new IllegalArgumentException("The tolerated deviation (delta) is not negative and the threshold is"
                    + " positive; got " + delta + " and " + threshold + ".");
        }
        if (!(alpha > 0 && alpha <= 1)) {
            throw new IllegalArgumentException("The fading factor alpha lies in (0, 1]; got " + alpha + ".");
        }
    }

    /**
     * The settings that river has by default.
     *
     * @return the settings
     */
    public static PageHinkley withDefaults() {
        return DEFAULTS;
    }

    /**
     * The same settings with another start.
     *
     * @param newMinValues how many values come before the first check, positive
     * @return new settings
     * @throws IllegalArgumentException if it is not positive
     */
    public PageHinkley minValues(int newMinValues) {
        return new PageHinkley(newMinValues, delta, threshold, alpha, direction);
    }

    /**
     * The same settings with another tolerance.
     *
     * @param newDelta the deviation that is tolerated, not negative
     * @return new settings
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public PageHinkley delta(double newDelta) {
        return new PageHinkley(minValues, newDelta, threshold, alpha, direction);
    }

    /**
     * The same settings with another threshold.
     *
     * @param newThreshold how far the sum may move, positive; larger means fewer and later detections
     * @return new settings
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public PageHinkley threshold(double newThreshold) {
        return new PageHinkley(minValues, delta, newThreshold, alpha, direction);
    }

    /**
     * The same settings with another fading.
     *
     * @param newAlpha the factor by which old deviations fade, in (0, 1]
     * @return new settings
     * @throws IllegalArgumentException if it is out of range
     */
    public PageHinkley alpha(double newAlpha) {
        return new PageHinkley(minValues, delta, threshold, newAlpha, direction);
    }

    /**
     * The same settings with another direction.
     *
     * @param newDirection which changes count
     * @return new settings
     */
    public PageHinkley direction(Direction newDirection) {
        return new PageHinkley(minValues, delta, threshold, alpha, newDirection);
    }

    /**
     * Starts a detector.
     *
     * @return a detector without values
     */
    public PageHinkleyDetector start() {
        return new PageHinkleyDetector(this);
    }
}
