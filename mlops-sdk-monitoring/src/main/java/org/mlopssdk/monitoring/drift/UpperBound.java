package org.mlopssdk.monitoring.drift;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Upper confidence bounds of the effect between the populations, given the one between the samples: what is below the threshold at this
 * bound is proved stable with a risk of at most the stated one.
 */
final class UpperBound {
    private static final int HALVINGS = 60;

    private UpperBound() {}

    /**
     * Of the distance between two distribution functions, whatever they are: sup|F-G| <= D + sup|F-Fn| + sup|G-Gm|, and each of the last two
     * exceeds sqrt(ln(2/a)/2n) with probability a at most (Dvoretzky-Kiefer-Wolfowitz with the constant of Massart 1990, which holds with
     * ties too). The risk is halved between them.
     */
    static double ofKs(double statistic, double n, double m, double risk) {
        double squared = Math.log(4 / risk) / 2;
        return Math.min(1, statistic + Math.sqrt(squared / n) + Math.sqrt(squared / m));
    }

    /**
     * Of the change of a share: the largest distance between the exact intervals of both (Clopper and Pearson 1934), each end with a quarter
     * of the risk.
     */
    static double ofChange(double before, double n, double now, double m, double risk) {
        double up = most(now, m, risk / 4) - least(before, n, risk / 4);
        double down = most(before, n, risk / 4) - least(now, m, risk / 4);
        return Math.max(up, down);
    }

    private static double least(double count, double size, double risk) {
        return count == 0 ? 0 : BetaDistribution.of(count, size - count + 1).inverseCumulativeProbability(risk);
    }

    private static double most(double count, double size, double risk) {
        return count >= size ? 1 : BetaDistribution.of(count + 1, size - count).inverseSurvivalProbability(risk);
    }

    /**
     * Of a population stability index, approximately: N times the index is about chi-square with k-1 degrees of freedom and non-centrality N
     * times the true index, N = nm/(n+m). The bound is the non-centrality at which so small a statistic has the probability of the risk; the
     * law is Patnaik's (1949), a chi-square of the same mean and variance.
     */
    static double ofPsi(double index, double n, double m, int categories, double risk) {
        double size = n * m / (n + m);
        double degrees = Math.max(1, categories - 1);
        double below = 0;
        double above = 2 * index + 40 * (degrees + 1) / size;
        while (probabilityBelow(index * size, degrees, above * size) > risk) {
            above *= 2;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (below + above) / 2;
            if (probabilityBelow(index * size, degrees, middle * size) > risk) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return Math.max(index, above);
    }

    private static double probabilityBelow(double statistic, double degrees, double nonCentrality) {
        double mean = degrees + nonCentrality;
        double spread = degrees + 2 * nonCentrality;
        return ChiSquaredDistribution.of(mean * mean / spread).cumulativeProbability(statistic * mean / spread);
    }
}
