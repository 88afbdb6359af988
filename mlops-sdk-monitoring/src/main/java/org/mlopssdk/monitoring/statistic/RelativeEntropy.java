package org.mlopssdk.monitoring.statistic;

/**
 * The summand a ln(a / b) - a + b of a relative entropy, without cancellation.
 *
 * <p>Over shares, and over counts and their expectations, the terms -a + b add up to nothing; with them every summand is
 * at least 0, so that a sum of small ones keeps its digits. For s = (a - b) / (a + b) near 0, ln(a / b) =
 * 2 (s + s³/3 + s⁵/5 + ...) gives s (a - b) + 2 a s (s²/3 + s⁴/5 + ...), in which nothing large is subtracted.
 */
final class RelativeEntropy {
    /** Up to here the series needs 17 terms: s² is at most 1/9. */
    private static final double NEAR = 1.0 / 3;

    private static final int TERMS = 17;

    private RelativeEntropy() {}

    /**
     * The summand.
     *
     * @param a not negative; 0 gives b
     * @param b not negative; 0 gives infinity unless a is 0, too
     * @param difference a - b, as exactly as it is known
     */
    static double part(double a, double b, double difference) {
        if (a == 0 || b == 0) {
            return a == 0 ? b : Double.POSITIVE_INFINITY;
        }
        double s = difference / (a + b);
        if (Math.abs(s) > NEAR) {
            return a * Math.log(a / b) - difference;
        }
        return s * difference + 2 * a * s * tail(s * s);
    }

    /** ln(a / b), for the same arguments, both positive. */
    static double logRatio(double a, double b, double difference) {
        double s = difference / (a + b);
        if (Math.min(a, b) < Double.MIN_NORMAL) { // the ratio overflows, or loses its digits
            return Math.log(a) - Math.log(b);
        }
        return Math.abs(s) > NEAR ? Math.log(a / b) : Math.log1p(s) - Math.log1p(-s);
    }

    /** s²/3 + s⁴/5 + ... */
    private static double tail(double square) {
        double sum = 0;
        for (int k = TERMS; k > 0; k--) {
            sum = (sum + 1.0 / (2 * k + 1)) * square;
        }
        return sum;
    }
}
