package org.mlopssdk.monitoring.evaluation;

import java.util.Arrays;

/**
 * Scores of a model for rows whose label is true or false, kept as counts of the distinct scores of either label: 8 to 16 bytes
 * for each distinct score, however many rows have it. Nothing is rounded or sampled, so all metrics are exact; a model whose
 * scores are all different costs 8 bytes a row.
 *
 * <p>{@link #evaluate()} gives, with the intervals that {@link Intervals} says:
 *
 * <ul>
 *   <li>{@code accuracy}, {@code precision}, {@code recall} and {@code f1}, where a score of at least the threshold (0.5) is a yes;
 *   <li>{@code roc.auc}: the probability that a positive row scores higher than a negative one, ties counted half;
 *   <li>{@code pr.auc}: the average precision, that is, the sum over the distinct scores, from the highest, of the recall gained
 *       times the precision down to there; as scikit-learn's {@code average_precision_score};
 *   <li>{@code log.loss}: the mean of -log(probability of what came true), probabilities kept 2.2e-16 away from 0 and 1 as
 *       scikit-learn does, so that one confident mistake costs 36 and not infinity;
 *   <li>{@code brier}: the mean square of probability less label, as {@code brier_score_loss};
 *   <li>{@code calibration.error}: the expected calibration error in ten bins of equal width, each with its upper edge, that is,
 *       the mean over rows of |mean probability - share of positives| of the row's bin. It is never below 0, and so above its
 *       true value by chance alone; it has no interval, since resamples are further above still (a BCa interval of 200 rows held
 *       the true value in 55 of 100 simulations).
 * </ul>
 *
 * <p>The last three are NaN where a score lies outside [0, 1]. With one label only, {@code roc.auc} is NaN, as scikit-learn's.
 *
 * <pre>{@code
 * BinaryScores.Recorder recorder = BinaryScores.recorder();
 * recorder.add(true, 0.9);
 * recorder.add(false, 0.2);
 * Evaluation evaluation = recorder.sample().evaluate();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class BinaryScores implements Sample<BinaryScores> {
    private static final double THRESHOLD = 0.5;
    private static final int BINS = 10;

    /** Twice the number of pairs of unlike rows must be a long. */
    private static final long MOST_ROWS = 4_000_000_000L;

    private final Tally positives;
    private final Tally negatives;
    private final double threshold;

    private BinaryScores(Tally positives, Tally negatives, double threshold) {
        this.positives = positives;
        this.negatives = negatives;
        this.threshold = threshold;
        if (rows() > MOST_ROWS) {
            throw new IllegalArgumentException("A sample has at most 4,000,000,000 rows; evaluate it in parts.");
        }
    }

    /**
     * Labels and scores, row by row.
     *
     * @param labels what came true
     * @param scores what the model said: probabilities, or any numbers that are higher the likelier true is
     * @return the sample
     * @throws IllegalArgumentException if the lengths differ, or a score is NaN (the message names the row)
     */
    public static BinaryScores of(boolean[] labels, double[] scores) {
        Rows.requireEqual("labels", labels.length, "scores", scores.length);
        int ups = 0;
        for (boolean label : labels) {
            ups += label ? 1 : 0;
        }
        double[] positive = new double[ups];
        double[] negative = new double[labels.length - ups];
        int up = 0;
        int down = 0;
        for (int row = 0; row < labels.length; row++) {
            double score = scores[row];
            if (Double.isNaN(score)) {
                throw Rows.notANumber("score", row);
            }
            if (labels[row]) {
                positive[up++] = score;
            } else {
                negative[down++] = score;
            }
        }
        return new BinaryScores(Tally.of(positive, up), Tally.of(negative, down), THRESHOLD);
    }

    /**
     * Labels 0 and 1, as columns of a table hold them, and scores.
     *
     * @param labels what came true: 1 for true, 0 for false
     * @param scores what the model said
     * @return the sample
     * @throws IllegalArgumentException if the lengths differ, a label is not 0 or 1, or a score is NaN (the message names the
     *     row)
     */
    public static BinaryScores of(double[] labels, double[] scores) {
        return of(Rows.labels(labels), scores);
    }

    /**
     * A recorder for one thread.
     *
     * @return a recorder without rows
     */
    public static Recorder recorder() {
        return new Recorder();
    }

    /**
     * The same rows with another threshold.
     *
     * @param least the lowest score that is a yes
     * @return a new sample
     * @throws IllegalArgumentException if it is NaN
     */
    public BinaryScores withThreshold(double least) {
        if (Double.isNaN(least)) {
            throw new IllegalArgumentException("A threshold is a number; got NaN.");
        }
        return new BinaryScores(positives, negatives, least);
    }

    /**
     * The threshold.
     *
     * @return the lowest score that is a yes
     */
    public double threshold() {
        return threshold;
    }

    @Override
    public long rows() {
        return positives.total() + negatives.total();
    }

    /**
     * The number of rows with label true.
     *
     * @return the number
     */
    public long positives() {
        return positives.total();
    }

    @Override
    public BinaryScores plus(BinaryScores other) {
        if (other.threshold != threshold) {
            throw new IllegalArgumentException("Samples with the thresholds " + threshold + " and " + other.threshold
                    + " do not add; use withThreshold on one.");
        }
        return new BinaryScores(positives.plus(other.positives), negatives.plus(other.negatives), threshold);
    }

    /**
     * The counts of right and wrong at the threshold.
     *
     * @return the counts
     */
    public Confusion confusion() {
        return confusion(threshold);
    }

    /**
     * The counts of right and wrong at another threshold.
     *
     * @param least the lowest score that is a yes
     * @return the counts
     */
    public Confusion confusion(double least) {
        return confusion(positives, negatives, least);
    }

    static Confusion confusion(Tally positives, Tally negatives, double threshold) {
        long hits = positives.atLeast(threshold);
        long alarms = negatives.atLeast(threshold);
        return new Confusion(hits, alarms, positives.total() - hits, negatives.total() - alarms);
    }

    /**
     * The metrics at 19 thresholds from 0.05 to 0.95.
     *
     * @return the sweep, which prints as a table
     */
    public ThresholdSweep sweep() {
        double[] thresholds = new double[19];
        Arrays.setAll(thresholds, i -> (i + 1) / 20.0);
        return sweep(thresholds);
    }

    /**
     * The metrics at given thresholds.
     *
     * @param thresholds the thresholds, at least one, ascending
     * @return the sweep, which prints as a table
     * @throws IllegalArgumentException if there is none, or they do not ascend
     */
    public ThresholdSweep sweep(double... thresholds) {
        return ThresholdSweep.of(this, thresholds);
    }

    /**
     * The metrics at all distinct scores.
     *
     * @return the sweep; a line for each distinct score, so perhaps a long one
     */
    public ThresholdSweep sweepScores() {
        return sweep(positives.plus(negatives).values());
    }

    /**
     * How often what was said to be so likely came true, in ten bins.
     *
     * @return the curve, which prints as a table
     */
    public CalibrationCurve calibration() {
        return CalibrationCurve.of(positives, negatives, BINS);
    }

    @Override
    public Evaluation evaluate(Intervals intervals) {
        return new BinaryMetrics(positives, negatives, threshold, BINS, intervals).evaluate();
    }

    Tally positiveScores() {
        return positives;
    }

    Tally negativeScores() {
        return negatives;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BinaryScores scores
                && threshold == scores.threshold
                && positives.equals(scores.positives)
                && negatives.equals(scores.negatives);
    }

    @Override
    public int hashCode() {
        return 31 * positives.hashCode() + negatives.hashCode();
    }

    /**
     * One line for people.
     *
     * @return for example {@code BinaryScores[2,665 rows, 972 positive, 2,401 distinct scores]}
     */
    @Override
    public String toString() {
        return "BinaryScores[" + Display.count(rows()) + " rows, " + Display.count(positives()) + " positive, "
                + Display.count(positives.plus(negatives).size()) + " distinct scores]";
    }

    /**
     * Takes labels and scores as they come. Repeated scores are folded into counts from time to time, so memory follows the number of
     * distinct scores. For one thread.
     *
     * @since 0.1.0
     */
    public static final class Recorder implements SampleRecorder<BinaryScores> {
        private final TallyRecorder positives = new TallyRecorder();
        private final TallyRecorder negatives = new TallyRecorder();

        private Recorder() {}

        /**
         * Adds a row.
         *
         * @param label what came true
         * @param score what the model said
         * @throws IllegalArgumentException if the score is NaN
         */
        public void add(boolean label, double score) {
            if (Double.isNaN(score)) {
                throw Rows.notANumber("score", positives.rows() + negatives.rows());
            }
            (label ? positives : negatives).add(score);
        }

        @Override
        public BinaryScores sample() {
            return new BinaryScores(positives.tally(), negatives.tally(), THRESHOLD);
        }
    }
}
