package org.mlopssdk.monitoring.profile;

/**
 * A sum of doubles with room for its rounding. The error of n additions, of terms that are themselves off by one rounding or two, is at most
 * (n + 2) 2^-53 times the sum of their absolute values, but for terms of higher order (Higham 2002, section 4.2); twice that is granted.
 */
final class CertifiedSum {
    private static final double UNIT = 0x1p-52;

    private double sum;
    private double absolute;
    private double off;
    private int terms;

    void add(double term) {
        add(term, 0);
    }

    /** Adds a term that is itself off by so much at most. */
    void add(double term, double termOff) {
        sum += term;
        absolute += Math.abs(term);
        off += termOff;
        terms++;
    }

    /** A lower bound, or negative infinity where the sum is not finite. */
    double atLeast() {
        return Double.isFinite(sum) ? sum - room() : Double.NEGATIVE_INFINITY;
    }

    /** An upper bound, or infinity where the sum is not finite. */
    double atMost() {
        return Double.isFinite(sum) ? sum + room() : Double.POSITIVE_INFINITY;
    }

    /** Terms that underflow are off by up to the smallest double each. */
    private double room() {
        return terms == 0 ? 0 : (terms + 2) * (UNIT * absolute + Double.MIN_VALUE) + 2 * off;
    }
}
