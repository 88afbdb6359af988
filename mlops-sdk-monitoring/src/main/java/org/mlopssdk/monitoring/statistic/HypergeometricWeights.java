package org.mlopssdk.monitoring.statistic;

/**
 * The hypergeometric law, up to a common factor: in how many ways {@code successes} of n + m values fall with k into the
 * first n.
 *
 * <p>The weights start with 1 near the mode and follow from one another by P(k + 1) / P(k) = (s - k) (n - k) / ((k + 1)
 * (m - s + k + 1)), outward until they are negligible. So no factorial is needed, nothing cancels, and only some
 * multiples of the standard deviation are visited however large the samples are.
 */
final class HypergeometricWeights {

    /** Takes one weight. */
    interface Visitor {
        void visit(long k, double weight);
    }

    private static final double MOST = 0x1p53;

    private final double successes;
    private final double n;
    private final double m;

    private HypergeometricWeights(double successes, double n, double m) {
        this.successes = successes;
        this.n = n;
        this.m = m;
    }

    /** Refuses counts beyond which a double cannot be counted up by one; long before, it takes too long. */
    static HypergeometricWeights of(double successes, long n, long m) {
        if (Math.min(successes, (double) n) >= MOST) {
            throw new IllegalArgumentException("The exact law of " + successes + " values in samples of " + n + " and "
                    + m + " cannot be counted one by one, since a double holds whole numbers up to 2^53; use the"
                    + " asymptotic form.");
        }
        return new HypergeometricWeights(successes, (double) n, (double) m);
    }

    /** Visits the start, then all k above it and then all below it, as far as the weights are at least {@code least}. */
    void forEach(double least, Visitor visitor) {
        double lowest = Math.max(0, successes - m);
        double highest = Math.min(successes, n);
        double mode = Math.floor((successes + 1) / (n + m + 2) * (n + 1));
        double start = Math.min(highest, Math.max(lowest, mode));
        visitor.visit((long) start, 1);
        double weight = 1;
        for (double k = start; k < highest; k++) {
            weight *= ratio(k);
            if (weight < least) {
                break;
            }
            visitor.visit((long) k + 1, weight);
        }
        weight = 1;
        for (double k = start - 1; k >= lowest; k--) {
            weight /= ratio(k);
            if (weight < least) {
                break;
            }
            visitor.visit((long) k, weight);
        }
    }

    private double ratio(double k) {
        return (successes - k) / (k + 1) * ((n - k) / (m - successes + k + 1));
    }
}
