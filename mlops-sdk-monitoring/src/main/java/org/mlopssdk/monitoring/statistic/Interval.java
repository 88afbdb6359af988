package org.mlopssdk.monitoring.statistic;

/**
 * A two-sided confidence interval.
 *
 * @param lower the lower end
 * @param upper the upper end, not below the lower one
 * @param confidence the probability with which such an interval is made to hold the true value, in (0, 1)
 * @since 0.1.0
 */
public record Interval(double lower, double upper, double confidence) {

    /**
     * Checks the order and the confidence.
     *
     * @throws IllegalArgumentException if the ends are not in order, or the confidence is not in (0, 1)
     */
    public Interval {
        requireConfidence(confidence);
        if (!(lower <= upper)) {
            throw new IllegalArgumentException(
                    "The ends of an interval are in order; got " + lower + " and " + upper + ".");
        }
    }

    static void requireConfidence(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("A confidence lies in (0, 1), by custom 0.95; got " + confidence + ".");
        }
    }

    /**
     * Whether a value lies in the interval; its ends do.
     *
     * @param value any number
     * @return true from {@code lower} to {@code upper}; false for {@code NaN}
     */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }

    /**
     * One line for people.
     *
     * @return for example {@code [0.1, 0.25] at 0.95}
     */
    @Override
    public String toString() {
        return "[" + Display.number(lower) + ", " + Display.number(upper) + "] at " + confidence;
    }
}
