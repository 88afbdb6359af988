package org.mlopssdk.monitoring.stream;

/**
 * The settings of DDM, the drift detection method of Gama, Medas, Castillo and Rodrigues (2004): while a model learns or
 * stays, its error rate p falls or stays, so the error rate that is well above the lowest one seen is a change.
 *
 * <p>With {@code s = sqrt(p (1 - p) / n)} after n values, the lowest {@code p + s} is remembered with its parts
 * p<sub>min</sub> and s<sub>min</sub>; it warns where {@code p + s > pmin + warning * smin}, and there is drift where
 * {@code p + s > pmin + drift * smin}. An update takes constant time and memory.
 *
 * <p>Takes errors only: 1 for a wrong prediction, 0 for a right one. Falling error rates are no drift. After a long
 * stretch without a single error any error is a drift, as s<sub>min</sub> is 0 then: for nearly perfect models take
 * {@link Adwin}. Defaults, formulas and detections are those of river 0.26 ({@code drift.binary.DDM}).
 *
 * <pre>{@code
 * DdmDetector detector = Ddm.withDefaults().warmUp(100).start();
 * }</pre>
 *
 * @param warmUp how many values come before the first check, not negative; by default 30
 * @param warning from how many deviations it warns, not negative and at most {@code drift}; by default 2
 * @param drift from how many deviations there is drift, positive; by default 3
 * @since 0.1.0
 */
public record Ddm(int warmUp, double warning, double drift) {
    private static final Ddm DEFAULTS = new Ddm(30, 2, 3);

    /**
     * Checks the ranges of the settings.
     *
     * @throws IllegalArgumentException if a setting is out of its range
     */
    public Ddm {
        if (warmUp < 0) {
            throw new IllegalArgumentException(
                    "The number of values before the first check is not negative; got " + warmUp + ".");
        }
        CountingDetector.requireFinite("level of drift", drift);
        if (!(warning >= 0 && warning <= drift && drift > 0)) {
            throw new IllegalArgumentException("The level of warning lies between 0 and that of drift, which is"
                    + " positive; got " + warning + " and " + drift + ".");
        }
    }

    /**
     * The settings that river has by default.
     *
     * @return the settings
     */
    public static Ddm withDefaults() {
        return DEFAULTS;
    }

    /**
     * The same settings with another start.
     *
     * @param newWarmUp how many values come before the first check, not negative
     * @return new settings
     * @throws IllegalArgumentException if it is negative
     */
    public Ddm warmUp(int newWarmUp) {
        return new Ddm(newWarmUp, warning, drift);
    }

    /**
     * The same settings with other levels.
     *
     * @param newWarning from how many deviations it warns, not negative and at most the level of drift
     * @param newDrift from how many deviations there is drift, positive
     * @return new settings
     * @throws IllegalArgumentException if they are out of range
     */
    public Ddm levels(double newWarning, double newDrift) {
        return new Ddm(warmUp, newWarning, newDrift);
    }

    /**
     * Starts a detector.
     *
     * @return a detector without values
     */
    public DdmDetector start() {
        return new DdmDetector(this);
    }
}
