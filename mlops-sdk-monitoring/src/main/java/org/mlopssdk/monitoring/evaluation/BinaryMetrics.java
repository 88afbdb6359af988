package org.mlopssdk.monitoring.evaluation;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.metric.Interval;

/** Turns scores into an evaluation. */
final class BinaryMetrics {
    private static final String[] NAMES = {"roc.auc", "pr.auc", "log.loss", "brier"};

    private final Tally positives;
    private final Tally negatives;
    private final double threshold;
    private final int bins;
    private final Findings findings;

    BinaryMetrics(Tally positives, Tally negatives, double threshold, int bins, Intervals intervals) {
        this.positives = positives;
        this.negatives = negatives;
        this.threshold = threshold;
        this.bins = bins;
        this.findings = new Findings(intervals);
    }

    Evaluation evaluate() {
        long rows = positives.total() + negatives.total();
        Confusion confusion = BinaryScores.confusion(positives, negatives, threshold);
        atThreshold(confusion);
        double[] values = BinaryPass.of(positives, negatives, bins);
        noteUndefined(values);
        @Nullable Interval[] bounds = intervals(values, rows);
        for (int i = 0; i < NAMES.length; i++) {
            findings.bootstrapped(NAMES[i], Map.of(), values[i], rows, bounds[i]);
        }
        findings.add("calibration.error", values[BinaryPass.CALIBRATION_ERROR], rows, null);
        return findings.of("binary predictions, " + Display.count(rows) + " rows, " + Display.count(positives.total())
                + " positive, threshold " + Display.number(threshold));
    }

    private void atThreshold(Confusion c) {
        findings.share("accuracy", Map.of(), c.truePositives() + c.trueNegatives(), c.rows(), "there are no rows");
        findings.share("precision", Map.of(), c.truePositives(), c.selected(), "no row was predicted positive");
        findings.share("recall", Map.of(), c.truePositives(), c.positives(), "no row is positive");
        findings.f1("f1", Map.of(), c);
    }

    private void noteUndefined(double[] values) {
        if (Double.isNaN(values[RankedCells.ROC_AUC])) {
            findings.note("roc.auc", Map.of(), "is NaN: it needs rows of both labels");
        }
        if (Double.isNaN(values[RankedCells.PR_AUC])) {
            findings.note("pr.auc", Map.of(), "is NaN: no row is positive");
        }
        if (!BinaryPass.areProbabilities(positives) || !BinaryPass.areProbabilities(negatives)) {
            findings.note("log.loss, brier, calibration.error", Map.of(), "are NaN: scores outside [0, 1]");
        }
    }

    private @Nullable Interval[] intervals(double[] values, long rows) {
        @Nullable Interval[] bounds = new Interval[NAMES.length];
        if (findings.intervals().resamples() > 0 && rows > 1) {
            RankedCells cells = RankedCells.of(positives, negatives);
            double[][] resampled = Bootstrap.run(cells.resampler(), cells::pass, findings.intervals());
            for (int i = 0; i < bounds.length; i++) {
                double acceleration = Bootstrap.acceleration(cells.leftOut(i), cells.counts());
                bounds[i] = Bootstrap.bca(
                        values[i],
                        resampled[i],
                        acceleration,
                        findings.intervals().confidence());
            }
        }
        if (values[RankedCells.ROC_AUC] == 1 || values[RankedCells.ROC_AUC] == 0) {
            bounds[RankedCells.ROC_AUC] = perfect(values[RankedCells.ROC_AUC]);
        }
        return bounds;
    }

    /**
     * Resamples of labels told apart without a mistake are told apart, too. But the smaller kind can be paired with rows of the
     * other, each used once: independent trials, of which all succeeded. So the exact interval of that proportion holds.
     */
    private Interval perfect(double area) {
        long pairs = Math.min(positives.total(), negatives.total());
        return findings.intervals()
                .proportion(area == 1 ? pairs : 0, pairs, findings.intervals().confidence());
    }
}
