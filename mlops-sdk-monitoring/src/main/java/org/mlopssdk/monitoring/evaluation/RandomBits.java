package org.mlopssdk.monitoring.evaluation;

/**
 * SplitMix64 (Steele, Lea, Flood 2014), and binomial numbers from it: the same for a seed on every JDK. Each resample has a
 * stream of its own, so that it does not matter which thread draws it.
 *
 * <p>Binomial numbers are exact: few expected successes by inversion, more by Hörmann's transformed rejection BTRS (Hörmann W.
 * (1993): The generation of binomial random variates. Journal of Statistical Computation and Simulation 46, 101-110).
 */
final class RandomBits {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final double FEW = 10;

    /** log(k!) less Stirling's formula in k + 1/2, for k to 9; a series does for larger ones. */
    private static final double[] TAILS = {
        0.08106146679532726, 0.04134069595540929, 0.02767792568499834, 0.02079067210376509, 0.01664469118982119,
        0.01387612882307075, 0.01189670994589177, 0.01041126526197209, 0.009255462182712733, 0.00833056343336287,
    };

    private long state;

    private RandomBits(long state) {
        this.state = state;
    }

    /** One of the streams of a seed. */
    static RandomBits of(long seed, long stream) {
        return new RandomBits(mixed(mixed(seed + GOLDEN) + stream * 0xd1342543de82ef95L));
    }

    private static long mixed(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    long next() {
        state += GOLDEN;
        return mixed(state);
    }

    /** A number in [0, 1). */
    double uniform() {
        return (next() >>> 11) * 0x1p-53;
    }

    /** A number from 0 to below the bound, each as likely (Lemire 2019). */
    int below(int bound) {
        long product = (next() >>> 32) * bound;
        if ((product & 0xffffffffL) < bound) {
            long rejected = (1L << 32) % bound;
            while ((product & 0xffffffffL) < rejected) {
                product = (next() >>> 32) * bound;
            }
        }
        return (int) (product >>> 32);
    }

    /** How many of n trials succeed, each with the probability p in [0, 1]. */
    long binomial(long n, double p) {
        if (p > 0.5) {
            return n - binomial(n, 1 - p);
        }
        if (n == 0 || p <= 0) {
            return 0;
        }
        return n * p < FEW ? inverted((double) n, p) : rejected((double) n, p);
    }

    private long inverted(double n, double p) {
        double odds = p / (1 - p);
        double none = StrictMath.exp(n * StrictMath.log1p(-p));
        while (true) {
            double u = uniform();
            double probability = none;
            for (long k = 0; k <= n; k++) {
                if (u < probability) {
                    return k;
                }
                u -= probability;
                probability *= (n - k) / (k + 1) * odds;
            }
            // Only rounding leads here: the probabilities sum to 1.
        }
    }

    /** The names are Hörmann's. */
    private long rejected(double n, double p) {
        double spread = Math.sqrt(n * p * (1 - p));
        double b = 1.15 + 2.53 * spread;
        double a = -0.0873 + 0.0248 * b + 0.01 * p;
        double c = n * p + 0.5;
        double squeeze = 0.92 - 4.2 / b;
        double alpha = (2.83 + 5.1 / b) * spread;
        double mode = Math.floor((n + 1) * p);
        while (true) {
            double u = uniform() - 0.5;
            double v = uniform();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + c);
            if (k >= 0 && k <= n) {
                if ((us >= 0.07 && v <= squeeze)
                        || StrictMath.log(v * alpha / (a / (us * us) + b)) <= logRatio(n, p, k, mode)) {
                    return (long) k;
                }
            }
        }
    }

    /** The logarithm of how likely k is, in proportion to the mode. */
    private static double logRatio(double n, double p, double k, double mode) {
        double odds = p / (1 - p);
        return (mode + 0.5) * StrictMath.log((mode + 1) / (odds * (n - mode + 1)))
                + (n + 1) * StrictMath.log((n - mode + 1) / (n - k + 1))
                + (k + 0.5) * StrictMath.log(odds * (n - k + 1) / (k + 1))
                + tail(mode)
                + tail(n - mode)
                - tail(k)
                - tail(n - k);
    }

    private static double tail(double k) {
        if (k <= 9) {
            return TAILS[(int) k];
        }
        double square = (k + 1) * (k + 1);
        return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (k + 1);
    }
}
