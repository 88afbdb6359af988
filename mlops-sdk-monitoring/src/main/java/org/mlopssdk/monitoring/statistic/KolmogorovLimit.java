package org.mlopssdk.monitoring.statistic;

/**
 * The limits of the laws of the Kolmogorov-Smirnov statistics for large samples.
 *
 * <p>With z the statistic times the root of the effective size, the one-sided tail is exp(-2z²) (Smirnov 1939) and the
 * two-sided tail 2 (exp(-2z²) - exp(-8z²) + exp(-18z²) - ...) (Kolmogorov 1933). That series alternates and cancels
 * for small z; there its transform by Jacobi's theta function, whose terms are positive, gives the complement.
 */
final class KolmogorovLimit {
    private static final double CROSSOVER = 1;

    private KolmogorovLimit() {}

    static double survival(double z, Alternative alternative) {
        if (z <= 0) {
            return 1;
        }
        if (alternative != Alternative.TWO_SIDED) {
            return Math.exp(-2 * z * z);
        }
        return Math.max(0, Math.min(1, z < CROSSOVER ? 1 - cdfNearZero(z) : tail(z)));
    }

    private static double tail(double z) {
        double q = Math.exp(-2 * z * z);
        // Beyond the fourth power the terms are below 1e-20 of the first.
        return 2 * q * (1 - Math.pow(q, 3) + Math.pow(q, 8) - Math.pow(q, 15) + Math.pow(q, 24));
    }

    private static double cdfNearZero(double z) {
        double q = Math.exp(-Math.PI * Math.PI / (8 * z * z));
        return Math.sqrt(2 * Math.PI) / z * q * (1 + Math.pow(q, 8) + Math.pow(q, 24) + Math.pow(q, 48));
    }
}
