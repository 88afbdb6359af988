package org.mlopssdk.monitoring.stream;

/**
 * The settings of ADWIN, the adaptive window of Bifet and Gavaldà (2007): it grows while nothing changes, and loses its
 * oldest values as soon as the means of an older and a newer part of it differ by more than chance allows.
 *
 * <p>For each way to cut the window of w values into an older part of n<sub>0</sub> and a newer one of n<sub>1</sub>
 * values, the means may differ by {@code sqrt(2 m v d) + 2 m d / 3} with {@code d = ln(2 ln(w) / delta)}, v the
 * variance of the window, and {@code m = 1 / (n0 - min + 1) + 1 / (n1 - min + 1)}. Cuts lie between buckets of an
 * exponential histogram, so an update takes O(log w) time at the clock's ticks and constant time between them.
 *
 * <p>Takes any numbers, but the second term supposes that they vary by about one; divide losses of a quite different size
 * by a typical one first. A value beyond all proportion to the others hides changes while it is in the window, which may be
 * for good: cut losses that have no bound, {@code Math.min(loss, 10)}. Changes in both directions are found: a model that
 * got better has drifted, too. Defaults, formulas and detections are those of river 0.26 ({@code drift.ADWIN}), which forgets
 * the whole window after a drift; with {@link #keepsRecent(boolean)} the recent part stays, as in the paper.
 *
 * <pre>{@code
 * AdwinDetector detector = Adwin.withDefaults().delta(0.01).clock(8).start();
 * }</pre>
 *
 * @param delta the significance, in (0, 1): bounds the rate of false alarms; by default 0.002
 * @param clock how many values lie between two checks, positive; by default 32
 * @param maxBuckets how many buckets of a size are kept before two of them are merged, 2 to 10,000; by default 5. More
 *     cuts are tried with more of them
 * @param minWindow how many values each part has at least, positive; by default 5
 * @param gracePeriod how large the window is before the first check, not negative; by default 10
 * @param keepsRecent whether the recent part of the window stays after a drift; by default it doesn't
 * @since 0.1.0
 */
public record Adwin(double delta, int clock, int maxBuckets, int minWindow, int gracePeriod, boolean keepsRecent) {
    private static final Adwin DEFAULTS = new Adwin(0.002, 32, 5, 5, 10, false);

    /**
     * Checks the ranges of the settings.
     *
     * @throws IllegalArgumentException if a setting is out of its range
     */
    public Adwin {
        if (!(delta > 0 && delta < 1)) {
            throw new IllegalArgumentException("ADWIN's delta lies in (0, 1), for example 0.002; got " + delta + ".");
        }
        if (clock < 1 || minWindow < 1 || gracePeriod < 0) {
            throw new IllegalArgumentException("ADWIN's clock and smallest window are positive and its grace period is"
                    + " not negative; got " + clock + ", " + minWindow + " and " + gracePeriod + ".");
        }
        if (maxBuckets < 2 || maxBuckets > 10_000) {
            throw new IllegalArgumentException(
                    "ADWIN keeps 2 to 10,000 buckets of a size, for example 5; got " + maxBuckets + ".");
        }
    }

    /**
     * The settings that river has by default.
     *
     * @return the settings
     */
    public static Adwin withDefaults() {
        return DEFAULTS;
    }

    /**
     * The same settings with another significance.
     *
     * @param newDelta the significance, in (0, 1); smaller means fewer and later detections
     * @return new settings
     * @throws IllegalArgumentException if it is out of range
     */
    public Adwin delta(double newDelta) {
        return new Adwin(newDelta, clock, maxBuckets, minWindow, gracePeriod, keepsRecent);
    }

    /**
     * The same settings with another clock.
     *
     * @param newClock how many values lie between two checks, positive
     * @return new settings
     * @throws IllegalArgumentException if it is not positive
     */
    public Adwin clock(int newClock) {
        return new Adwin(delta, newClock, maxBuckets, minWindow, gracePeriod, keepsRecent);
    }

    /**
     * The same settings with another number of buckets.
     *
     * @param newMaxBuckets how many buckets of a size are kept, 2 to 10,000
     * @return new settings
     * @throws IllegalArgumentException if it is out of range
     */
    public Adwin maxBuckets(int newMaxBuckets) {
        return new Adwin(delta, clock, newMaxBuckets, minWindow, gracePeriod, keepsRecent);
    }

    /**
     * The same settings with another smallest part.
     *
     * @param newMinWindow how many values each part has at least, positive
     * @return new settings
     * @throws IllegalArgumentException if it is not positive
     */
    public Adwin minWindow(int newMinWindow) {
        return new Adwin(delta, clock, maxBuckets, newMinWindow, gracePeriod, keepsRecent);
    }

    /**
     * The same settings with another grace period.
     *
     * @param newGracePeriod how large the window is before the first check, not negative
     * @return new settings
     * @throws IllegalArgumentException if it is negative
     */
    public Adwin gracePeriod(int newGracePeriod) {
        return new Adwin(delta, clock, maxBuckets, minWindow, newGracePeriod, keepsRecent);
    }

    /**
     * The same settings, keeping the recent part of the window after a drift or not.
     *
     * @param keeps true as in the paper, false as in river
     * @return new settings
     */
    public Adwin keepsRecent(boolean keeps) {
        return new Adwin(delta, clock, maxBuckets, minWindow, gracePeriod, keeps);
    }

    /**
     * Starts a detector.
     *
     * @return a detector without values
     */
    public AdwinDetector start() {
        return new AdwinDetector(this);
    }
}
