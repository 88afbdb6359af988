package org.mlopssdk.monitoring.multivariate;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The area under a receiver operating characteristic, with an interval: the probability that a row of the one kind has a
 * higher score than a row of the other, ties counted half. 0.5 is chance, 1 is perfect.
 *
 * <p>The interval is that of DeLong, DeLong and Clarke-Pearson (1988), cut to [0, 1], as pROC's {@code ci.auc}. Where all
 * rows are told apart, or none, it would have no width; then it is method 5 of Newcombe (2006), which stays honest there.
 * For scores that come from cross-validation the variance is multiplied as {@link DomainClassifier} says.
 *
 * @param value the area, in [0, 1]
 * @param lower the lower end of the interval, in [0, value]
 * @param upper the upper end of the interval, in [value, 1]
 * @param confidence the two-sided confidence of the interval, in (0, 1)
 * @since 0.1.0
 */
public record AreaUnderCurve(double value, double lower, double upper, double confidence) {

    /**
     * Checks the ranges of the components.
     *
     * @throws IllegalArgumentException if a component is out of its range
     */
    public AreaUnderCurve {
        if (!(0 <= lower && lower <= value && value <= upper && upper <= 1)) {
            throw new IllegalArgumentException("An area under a curve and its interval lie in [0, 1]; got " + value
                    + " within " + lower + " and " + upper + ".");
        }
        requireConfidence(confidence);
    }

    static double requireConfidence(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "The confidence lies in (0, 1), for example 0.95; got " + confidence + ".");
        }
        return confidence;
    }

    /** The area of finite scores; at least two rows are positive, and two are not. The variance is multiplied by the factor. */
    static AreaUnderCurve of(double[] scores, boolean[] positive, double confidence, double factor) {
        double[] ranks = middleRanks(scores);
        int n = scores.length;
        int positives = (int) IntStream.range(0, n).filter(row -> positive[row]).count();
        double[] ofPositives = shares(scores, ranks, positive, true, n - positives);
        double[] ofNegatives = shares(scores, ranks, positive, false, positives);
        double area = Arrays.stream(ofPositives).sum() / positives;
        double variance = variance(ofPositives) / positives + variance(ofNegatives) / (n - positives);
        double z = Math.sqrt(factor) * NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
        if (variance > 0) {
            double half = z * Math.sqrt(variance);
            return new AreaUnderCurve(area, Math.max(0, area - half), Math.min(1, area + half), confidence);
        }
        return new AreaUnderCurve(
                area,
                1 - newcombe(1 - area, z, positives, n - positives),
                newcombe(area, z, positives, n - positives),
                confidence);
    }

    /** For each row of one kind, the share of the rows of the other kind that score lower, ties counted half. */
    private static double[] shares(double[] scores, double[] ranks, boolean[] positive, boolean kind, int others) {
        int[] rows = IntStream.range(0, scores.length)
                .filter(row -> positive[row] == kind)
                .toArray();
        double[] own =
                middleRanks(Arrays.stream(rows).mapToDouble(row -> scores[row]).toArray());
        double[] shares = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            shares[i] = (ranks[rows[i]] - own[i]) / others;
        }
        return shares;
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1);
    }

    /** Ranks from 1; equal values share the mean of their ranks. */
    private static double[] middleRanks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            ranks[i] = (first(sorted, values[i], false) + first(sorted, values[i], true) + 1) / 2.0;
        }
        return ranks;
    }

    /** The place of the first sorted value that is at least the given one, or larger than it. */
    private static int first(double[] sorted, double value, boolean larger) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (larger ? sorted[middle] <= value : sorted[middle] < value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** The largest area from which the one seen is not further below than chance allows, by halving. */
    private static double newcombe(double area, double z, double n, double m) {
        double low = area;
        double high = 1;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (middle - area <= z * Math.sqrt(hanleyMcNeil(middle, n, m))) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The variance of an area after Hanley and McNeil (1982), made symmetric by Newcombe. */
    private static double hanleyMcNeil(double area, double n, double m) {
        double others = (n + m) / 2 - 1;
        return area * (1 - area) * (1 + others * ((1 - area) / (2 - area) + area / (1 + area))) / (n * m);
    }

    /**
     * One line for people.
     *
     * @return for example {@code AUC 0.9953 (95 % from 0.9931 to 0.9975)}
     */
    @Override
    public String toString() {
        return "AUC " + Display.number(value) + " (" + Display.number(confidence * 100) + " % from "
                + Display.number(lower) + " to " + Display.number(upper) + ")";
    }
}
