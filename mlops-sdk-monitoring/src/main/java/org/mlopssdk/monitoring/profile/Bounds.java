package org.mlopssdk.monitoring.profile;

/**
 * A number as far as counters determine it: it lies between two others, both inclusive.
 *
 * @param atLeast the smallest it can be; may be infinite
 * @param atMost the largest it can be; may be infinite
 * @since 0.1.0
 */
public record Bounds(double atLeast, double atMost) {

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if the smallest exceeds the largest, or one is {@code NaN}
     */
    public Bounds {
        if (!(atLeast <= atMost)) {
            throw new IllegalArgumentException(
                    "The least, " + atLeast + ", does not lie below the most, " + atMost + "; swap them.");
        }
    }

    static Bounds exactly(double value) {
        return new Bounds(value, value);
    }

    /**
     * Whether the counters determine the number.
     *
     * @return true if both ends are the same
     */
    public boolean isExact() {
        return atLeast == atMost;
    }

    /**
     * Whether a value may be the number.
     *
     * @param value any value
     * @return true if it lies between the ends, or is one of them
     */
    public boolean contains(double value) {
        return atLeast <= value && value <= atMost;
    }

    /**
     * One number for a picture, where an interval is too much.
     *
     * @return half way between the ends; the finite one where the other is infinite; {@code NaN} where both are, and differ
     */
    public double middle() {
        if (isExact() || Double.isInfinite(atMost)) {
            return Double.isInfinite(atLeast) && !isExact() ? Double.NaN : atLeast;
        }
        return Double.isInfinite(atLeast) ? atMost : atLeast + (atMost / 2 - atLeast / 2);
    }

    /**
     * The number, or both ends.
     *
     * @return for example {@code 21.4} or {@code 21.0 to 21.5}
     */
    @Override
    public String toString() {
        return isExact() ? Double.toString(atLeast) : atLeast + " to " + atMost;
    }
}
