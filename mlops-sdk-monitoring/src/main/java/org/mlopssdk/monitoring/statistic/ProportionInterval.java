package org.mlopssdk.monitoring.statistic;

import java.util.function.DoublePredicate;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Confidence intervals for a proportion of which a number of independent trials was seen.
 *
 * <p>Neither leaves [0, 1] nor has no width, as the textbook's p ± z sqrt(p (1 - p) / n) does. {@link #wilson} covers the true
 * proportion about as often as it says on average, now and then a little less often; {@link #clopperPearson} never less
 * often than it says, and so is wider.
 *
 * @since 0.1.0
 */
public final class ProportionInterval {

    private ProportionInterval() {}

    /**
     * The score interval without continuity correction: the proportions p that |x/n - p| = z sqrt(p (1 - p) / n) bounds. As
     * SciPy's {@code binomtest(x, n).proportion_ci(confidence, method="wilson")}.
     *
     * <p>Wilson E. B. (1927): Probable inference, the law of succession, and statistical inference. Journal of the American
     * Statistical Association 22, 209-212.
     *
     * @param successes how many trials succeeded, 0 to {@code trials}
     * @param trials how many trials were made, positive
     * @param confidence the confidence, in (0, 1)
     * @return the interval, within [0, 1]; its end is 0 for no success and 1 for no failure
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public static Interval wilson(long successes, long trials, double confidence) {
        require(successes, trials, confidence);
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
        double x = (double) successes;
        double n = (double) trials;
        double square = z * z;
        double upper = (x + square / 2 + z * Math.sqrt(x * (n - x) / n + square / 4)) / (n + square);
        // The product of both ends is (x/n)² / (1 + z²/n); their textbook difference would cancel at the lower end.
        double lower = x == 0 ? 0 : Math.min(upper, x / n * (x / (n + square)) / upper);
        return new Interval(lower, successes == trials ? 1 : Math.min(1, upper), confidence);
    }

    /**
     * The exact interval: all proportions under which neither so few nor so many successes are less likely than half of 1 -
     * confidence. As SciPy's {@code binomtest(x, n).proportion_ci(confidence, method="exact")}.
     *
     * <p>Clopper C. J., Pearson E. S. (1934): The use of confidence or fiducial limits illustrated in the case of the
     * binomial. Biometrika 26, 404-413.
     *
     * @param successes how many trials succeeded, 0 to {@code trials}
     * @param trials how many trials were made, positive
     * @param confidence the confidence, in (0, 1)
     * @return the interval, within [0, 1]; its end is 0 for no success and 1 for no failure
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public static Interval clopperPearson(long successes, long trials, double confidence) {
        require(successes, trials, confidence);
        double tail = (1 - confidence) / 2;
        double x = (double) successes;
        double failures = (double) (trials - successes);
        double lower =
                x == 0 ? 0 : lastBelow(p -> BetaDistribution.of(x, failures + 1).cumulativeProbability(p) <= tail);
        double upper = failures == 0
                ? 1
                : lastBelow(p -> BetaDistribution.of(x + 1, failures).survivalProbability(p) >= tail);
        return new Interval(lower, upper, confidence);
    }

    /**
     * The largest number in [0, 1] for which a condition holds that holds up to there: halving the bits of a double finds it
     * in 62 steps to the last one, however small it is, where a solver stops at its absolute accuracy.
     */
    private static double lastBelow(DoublePredicate condition) {
        long holds = 0;
        long fails = Double.doubleToLongBits(1.0) + 1;
        while (fails - holds > 1) {
            long middle = (holds + fails) >>> 1;
            if (condition.test(Math.min(1, Double.longBitsToDouble(middle)))) {
                holds = middle;
            } else {
                fails = middle;
            }
        }
        return Math.min(1, Double.longBitsToDouble(holds));
    }

    private static void require(long successes, long trials, double confidence) {
        Interval.requireConfidence(confidence);
        requireTrials("successes", successes, "trials", trials);
    }

    static void requireTrials(String successesName, long successes, String trialsName, long trials) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException("'" + successesName + "' lies in 0 to '" + trialsName
                    + "', which is positive; got " + successes + " of " + trials + ".");
        }
    }
}
