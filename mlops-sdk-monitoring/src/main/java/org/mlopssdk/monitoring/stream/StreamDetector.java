package org.mlopssdk.monitoring.stream;

/**
 * A detector of changes in a stream of numbers, usually the errors or losses of a model.
 *
 * <pre>{@code
 * StreamDetector detector = Adwin.withDefaults().start();
 * for (double loss : losses) {
 *     if (detector.update(loss) == DetectorState.DRIFT) {
 *         drifts.add(detector.values());
 *     }
 * }
 * }</pre>
 *
 * <p>Implementations of this package are not safe for use by several threads.
 *
 * @since 0.1.0
 */
public interface StreamDetector {

    /** Values larger than this in size are ignored like infinities: the squares of a window of them would overflow. */
    double LARGEST = 1e100;

    /**
     * Takes the next value.
     *
     * @param value the value; {@code NaN}, infinities and what is larger than {@link #LARGEST} in size change nothing
     *     but {@link #ignored()} (and a state of DRIFT, which is said once, becomes STABLE)
     * @return the state after it
     * @throws IllegalArgumentException if the detector takes no such values, as DDM others than 0 and 1
     */
    DetectorState update(double value);

    /**
     * What the last update returned.
     *
     * @return the state; STABLE before the first value
     */
    DetectorState state();

    /**
     * The mean of the values since the last drift, or of those that are still in the window.
     *
     * @return the mean; {@code NaN} before the first value
     */
    double estimate();

    /**
     * The number of values taken since the start or the last reset.
     *
     * @return the number, without those ignored
     */
    long values();

    /**
     * The number of values ignored since the start or the last reset.
     *
     * @return the number
     */
    long ignored();

    /**
     * The number of drifts since the start or the last reset.
     *
     * @return the number
     */
    long drifts();

    /** Forgets everything, counters included, as if newly started. */
    void reset();
}
