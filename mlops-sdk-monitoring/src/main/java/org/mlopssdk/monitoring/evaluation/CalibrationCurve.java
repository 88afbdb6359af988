package org.mlopssdk.monitoring.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * How often what was said to be so likely came true: scores in bins of equal width over [0, 1], each with its upper edge. Bins
 * without rows are left out, as in scikit-learn's {@code calibration_curve}.
 *
 * @param bins the bins, from the lowest scores; none where a score lies outside [0, 1]
 * @since 0.1.0
 */
public record CalibrationCurve(List<Bin> bins) {

    /**
     * The rows with scores in a range.
     *
     * @param lower the lower edge, which belongs to the bin below (0 to this one)
     * @param upper the upper edge
     * @param rows how many rows, positive
     * @param positives how many of them are positive
     * @param meanScore the mean of their scores
     */
    public record Bin(double lower, double upper, long rows, long positives, double meanScore) {

        /**
         * How often it came true.
         *
         * @return the share of positive rows
         */
        public double share() {
            return (double) positives / rows;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.3g to %.3g: %d of %d positive, %.4f, mean score %.4f",
                    lower,
                    upper,
                    positives,
                    rows,
                    share(),
                    meanScore);
        }
    }

    /** Copies the bins. */
    public CalibrationCurve {
        bins = List.copyOf(bins);
    }

    static CalibrationCurve of(Tally positives, Tally negatives, int number) {
        List<Bin> bins = new ArrayList<>();
        if (BinaryPass.areProbabilities(positives) && BinaryPass.areProbabilities(negatives)) {
            double[] edges = BinaryPass.edges(number);
            for (int bin = 0; bin < number; bin++) {
                double above = bin == 0 ? -1 : edges[bin];
                Sum scores = new Sum();
                long ups = add(positives, above, edges[bin + 1], scores);
                long rows = ups + add(negatives, above, edges[bin + 1], scores);
                if (rows > 0) {
                    bins.add(new Bin(edges[bin], edges[bin + 1], rows, ups, scores.value() / rows));
                }
            }
        }
        return new CalibrationCurve(bins);
    }

    private static long add(Tally tally, double above, double upper, Sum scores) {
        long rows = 0;
        for (int i = 0; i < tally.size(); i++) {
            double score = tally.values()[i];
            if (score > above && score <= upper) {
                scores.add(tally.count(i) * score);
                rows += tally.count(i);
            }
        }
        return rows;
    }

    /**
     * The expected calibration error: the mean over rows of |mean score - share of positives| of their bin.
     *
     * @return the error, in [0, 1]; NaN without bins
     */
    public double error() {
        long rows = bins.stream().mapToLong(Bin::rows).sum();
        return bins.stream()
                        .mapToDouble(bin -> bin.rows * Math.abs(bin.meanScore - bin.share()))
                        .sum()
                / rows;
    }

    /**
     * A table with a line for each bin.
     *
     * @return several lines of at most 100 characters
     */
    @Override
    public String toString() {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        lines.add(String.format(
                Locale.ROOT, "%-14s %14s %12s %12s  %s", "scores", "rows", "said", "came true", "0        1"));
        for (Bin bin : bins) {
            String range = "(" + Display.number(bin.lower) + ", " + Display.number(bin.upper) + "]";
            lines.add(String.format(
                    Locale.ROOT,
                    "%-14s %,14d %12s %12s  %s",
                    range,
                    bin.rows,
                    Display.number(bin.meanScore),
                    Display.number(bin.share()),
                    "#".repeat((int) Math.round(10 * bin.share()))));
        }
        return lines.add("calibration error " + Display.number(error())).toString();
    }
}
