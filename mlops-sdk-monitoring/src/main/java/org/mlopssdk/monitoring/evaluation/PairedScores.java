package org.mlopssdk.monitoring.evaluation;

import java.util.Arrays;
import java.util.Map;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.metric.Interval;

/**
 * The scores of two models for the same rows, whose label is true or false. Differences on the same rows are known better than two
 * values each with its interval: what is hard about a row is hard for both.
 *
 * <p>{@link #evaluate()} gives, as candidate less baseline and with intervals from resamples of the rows in pairs: {@code
 * accuracy.difference}, {@code precision.difference}, {@code recall.difference}, {@code f1.difference}, {@code
 * roc.auc.difference}, {@code pr.auc.difference}, {@code log.loss.difference}, {@code brier.difference} and, without interval,
 * {@code calibration.error.difference}; each is NaN where it is NaN for one of the models, as {@link BinaryScores} says.
 *
 * <p>And whether the models make unequally many mistakes, by McNemar's test, which knows the rows that only one of them gets
 * right: {@code mcnemar.p} is the exact two-sided p-value of the binomial test, {@code mcnemar.mid.p} the mid-p, which counts half of
 * the table seen and is less cautious (Fagerland M. W., Lydersen S., Laake P. (2013): The McNemar test for binary matched-pairs
 * data. BMC Medical Research Methodology 13, 91). {@code n} of both is the number of these rows.
 *
 * <p>24 bytes a row are kept.
 *
 * <pre>{@code
 * boolean[] labels = {true, false, true};
 * PairedScores pairs = PairedScores.of(labels, new double[] {0.4, 0.3, 0.6}, new double[] {0.7, 0.2, 0.8});
 * double gained = pairs.evaluate().metrics().value("f1.difference").orElseThrow();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class PairedScores implements Sample<PairedScores> {
    private static final double THRESHOLD = 0.5;
    private static final int BINS = 10;
    private static final String[] AT_THRESHOLD = {"accuracy", "precision", "recall", "f1"};
    private static final String[] OF_SCORES = {"roc.auc", "pr.auc", "log.loss", "brier"};

    private final boolean[] labels;
    private final double[] baseline;
    private final double[] candidate;
    private final double threshold;

    private PairedScores(boolean[] labels, double[] baseline, double[] candidate, double threshold) {
        this.labels = labels;
        this.baseline = baseline;
        this.candidate = candidate;
        this.threshold = threshold;
    }

    /**
     * Labels and the scores of both models, row by row.
     *
     * @param labels what came true
     * @param baseline the scores of the model to compare with
     * @param candidate the scores of the model in question
     * @return the pairs, with a threshold of 0.5
     * @throws IllegalArgumentException if the lengths differ, or a score is NaN (the message names the row)
     */
    public static PairedScores of(boolean[] labels, double[] baseline, double[] candidate) {
        Rows.requireEqual("labels", labels.length, "baseline", baseline.length);
        Rows.requireEqual("labels", labels.length, "candidate", candidate.length);
        for (int row = 0; row < labels.length; row++) {
            if (Double.isNaN(baseline[row]) || Double.isNaN(candidate[row])) {
                throw Rows.notANumber("score", row);
            }
        }
        return new PairedScores(labels.clone(), baseline.clone(), candidate.clone(), THRESHOLD);
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
     * The same rows with another threshold for both models.
     *
     * @param least the lowest score that is a yes
     * @return new pairs
     * @throws IllegalArgumentException if it is NaN
     */
    public PairedScores withThreshold(double least) {
        if (Double.isNaN(least)) {
            throw new IllegalArgumentException("A threshold is a number; got NaN.");
        }
        return new PairedScores(labels, baseline, candidate, least);
    }

    @Override
    public long rows() {
        return labels.length;
    }

    @Override
    public PairedScores plus(PairedScores other) {
        if (other.threshold != threshold) {
            throw new IllegalArgumentException("Pairs with the thresholds " + threshold + " and " + other.threshold
                    + " do not add; use withThreshold on one.");
        }
        boolean[] both = Arrays.copyOf(labels, Math.addExact(labels.length, other.labels.length));
        System.arraycopy(other.labels, 0, both, labels.length, other.labels.length);
        return new PairedScores(
                both, Doubles.joined(baseline, other.baseline), Doubles.joined(candidate, other.candidate), threshold);
    }

    @Override
    public Evaluation evaluate(Intervals intervals) {
        Findings findings = new Findings(intervals);
        long[] cells = cells();
        atThreshold(cells, findings);
        ofScores(findings);
        mcNemar(cells, findings);
        return findings.of("candidate less baseline, " + Display.count(rows()) + " rows");
    }

    /** Rows by label, by what the baseline said and by what the candidate said, a bit each. */
    private long[] cells() {
        long[] cells = new long[8];
        for (int row = 0; row < labels.length; row++) {
            cells[
                    (labels[row] ? 4 : 0)
                            + (baseline[row] >= threshold ? 2 : 0)
                            + (candidate[row] >= threshold ? 1 : 0)]++;
        }
        return cells;
    }

    private void atThreshold(long[] cells, Findings findings) {
        double[] values = differences(Arrays.stream(cells).asDoubleStream().toArray());
        @Nullable Interval[] bounds = CellStatistics.intervals(cells, PairedScores::differences, findings.intervals());
        for (int i = 0; i < AT_THRESHOLD.length; i++) {
            difference(AT_THRESHOLD[i], values[i], bounds[i], findings);
        }
    }

    private void difference(String of, double value, @Nullable Interval interval, Findings findings) {
        String name = of + ".difference";
        if (Double.isNaN(value)) {
            findings.note(name, Map.of(), "is NaN: " + of + " is, for one of the models at least");
        }
        findings.bootstrapped(name, Map.of(), value, rows(), interval);
    }

    private static double[] differences(double[] cells) {
        double[] baselines =
                atThreshold(cells[4] + cells[5], cells[6] + cells[7], cells[0] + cells[1], cells[2] + cells[3]);
        double[] candidates =
                atThreshold(cells[4] + cells[6], cells[5] + cells[7], cells[0] + cells[2], cells[1] + cells[3]);
        Arrays.setAll(candidates, i -> candidates[i] - baselines[i]);
        return candidates;
    }

    private static double[] atThreshold(double misses, double hits, double rejections, double alarms) {
        return new double[] {
            (hits + rejections) / (hits + rejections + misses + alarms),
            hits / (hits + alarms),
            hits / (hits + misses),
            2 * hits / (2 * hits + misses + alarms)
        };
    }

    private void ofScores(Findings findings) {
        BinaryScores before = BinaryScores.of(labels, baseline);
        BinaryScores after = BinaryScores.of(labels, candidate);
        double[] baselines = BinaryPass.of(before.positiveScores(), before.negativeScores(), BINS);
        double[] values = BinaryPass.of(after.positiveScores(), after.negativeScores(), BINS);
        RowStatistics statistics = new RowStatistics(labels.length);
        boolean bootstrap = findings.intervals().resamples() > 0 && labels.length > 1;
        double[][] resampled = {};
        if (bootstrap) {
            statistics.rank(baseline, labels);
            statistics.rank(candidate, labels);
            resampled = statistics.run(findings.intervals());
        }
        for (int i = 0; i < OF_SCORES.length; i++) {
            double value = values[i] - baselines[i];
            difference(
                    OF_SCORES[i],
                    value,
                    bootstrap ? interval(i, value, statistics, resampled, findings) : null,
                    findings);
        }
        int last = BinaryPass.CALIBRATION_ERROR;
        findings.add("calibration.error.difference", values[last] - baselines[last], rows(), null);
    }

    private static @Nullable Interval interval(
            int statistic, double value, RowStatistics statistics, double[][] resampled, Findings findings) {
        int after = RankedCells.STATISTICS + statistic;
        double[] left = Doubles.less(statistics.leftOut(after), statistics.leftOut(statistic));
        double[] drawn = Doubles.less(resampled[after], resampled[statistic]);
        return Bootstrap.bca(
                value,
                drawn,
                Bootstrap.acceleration(left, null),
                findings.intervals().confidence());
    }

    private static void mcNemar(long[] cells, Findings findings) {
        long onlyBaseline = cells[6] + cells[1];
        long onlyCandidate = cells[5] + cells[2];
        double[] p = mcNemar(onlyBaseline, onlyCandidate);
        long rows = onlyBaseline + onlyCandidate;
        findings.add("mcnemar.p", p[0], rows, null);
        findings.add("mcnemar.mid.p", p[1], rows, null);
    }

    /** The exact p-value and the mid-p; 1 where the models are never apart. */
    static double[] mcNemar(long onlyBaseline, long onlyCandidate) {
        long rows = onlyBaseline + onlyCandidate;
        if (rows == 0) {
            return new double[] {1, 1};
        }
        int fewer = (int) Math.min(onlyBaseline, onlyCandidate);
        BinomialDistribution law = BinomialDistribution.of(Math.toIntExact(rows), 0.5);
        double exact = 2 * law.cumulativeProbability(fewer);
        return new double[] {Math.min(1, exact), Math.min(1, exact - law.probability(fewer))};
    }

    /**
     * One line for people.
     *
     * @return for example {@code PairedScores[2,665 rows, threshold 0.5]}
     */
    @Override
    public String toString() {
        return "PairedScores[" + Display.count(rows()) + " rows, threshold " + Display.number(threshold) + "]";
    }

    /**
     * Takes rows as they come. For one thread.
     *
     * @since 0.1.0
     */
    public static final class Recorder implements SampleRecorder<PairedScores> {
        private final Doubles labels = new Doubles();
        private final Doubles baseline = new Doubles();
        private final Doubles candidate = new Doubles();

        private Recorder() {}

        /**
         * Adds a row.
         *
         * @param label what came true
         * @param baselineScore the score of the model to compare with
         * @param candidateScore the score of the model in question
         * @throws IllegalArgumentException if a score is NaN
         */
        public void add(boolean label, double baselineScore, double candidateScore) {
            if (Double.isNaN(baselineScore) || Double.isNaN(candidateScore)) {
                throw Rows.notANumber("score", labels.size());
            }
            labels.add(label ? 1 : 0);
            baseline.add(baselineScore);
            candidate.add(candidateScore);
        }

        @Override
        public PairedScores sample() {
            return new PairedScores(Rows.labels(labels.toArray()), baseline.toArray(), candidate.toArray(), THRESHOLD);
        }
    }
}
