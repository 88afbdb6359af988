package org.mlopssdk.monitoring.multivariate;

/**
 * SplitMix64 (Steele, Lea, Flood 2014): the same numbers for a seed on every JDK, as those of {@code
 * org.mlopssdk.monitoring.table.Split} are. Bell-shaped numbers by the polar method of Marsaglia.
 */
final class RandomNumbers {
    private long state;
    private double spare = Double.NaN;

    RandomNumbers(long seed) {
        this.state = seed;
    }

    private long next() {
        state += 0x9e3779b97f4a7c15L;
        long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** A number from 0 to below the bound: the high 64 bits of the unsigned product. */
    int below(int bound) {
        long random = next();
        long signedHigh = Math.multiplyHigh(random, (long) bound);
        return (int) (random < 0 ? signedHigh + bound : signedHigh);
    }

    double uniform() {
        return (next() >>> 11) * 0x1p-53;
    }

    double gaussian() {
        if (!Double.isNaN(spare)) {
            double kept = spare;
            spare = Double.NaN;
            return kept;
        }
        while (true) {
            double u = 2 * uniform() - 1;
            double v = 2 * uniform() - 1;
            double square = u * u + v * v;
            if (square > 0 && square < 1) {
                double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
                spare = v * factor;
                return u * factor;
            }
        }
    }

    /** The numbers from 0 to below the size, in random order (Fisher and Yates, from the last place down). */
    int[] permutation(int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        for (int last = size - 1; last > 0; last--) {
            int other = below(last + 1);
            int moved = order[last];
            order[last] = order[other];
            order[other] = moved;
        }
        return order;
    }
}
