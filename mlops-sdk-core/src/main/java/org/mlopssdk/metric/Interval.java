package org.mlopssdk.metric;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A two-sided confidence interval around a measured value.
 *
 * @param lower the lower bound, in the metric's unit
 * @param upper the upper bound, in the metric's unit; not below {@code lower}
 * @param confidence the coverage, strictly between 0 and 1, such as 0.95
 * @since 0.1.0
 */
public record Interval(double lower, double upper, double confidence) {

    /** Refuses bounds that are NaN or reversed, and a confidence outside (0, 1). */
    public Interval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("an interval needs lower <= upper, got " + lower + " and " + upper);
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("a confidence lies strictly between 0 and 1, got " + confidence);
        }
    }

    @Override
    public String toString() {
        return "[" + shortened(lower) + ", " + shortened(upper) + "] at " + confidence;
    }

    /** Six digits of a bound are more than it can be trusted with. */
    private static double shortened(double bound) {
        return Double.isInfinite(bound)
                ? bound
                : new BigDecimal(bound).round(new MathContext(6)).doubleValue();
    }
}
