package org.mlopssdk.monitoring.evaluation;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.metric.Interval;

/** The metrics that need the probabilities. */
final class ProbabilisticMetrics {
    private static final int BINS = 10;

    private final ClassProbabilities sample;
    private final Findings findings;
    private final RowStatistics statistics;
    private final int rows;
    private final int size;
    private double[][] resampled = {};

    ProbabilisticMetrics(ClassProbabilities sample, Findings findings) {
        this.sample = sample;
        this.findings = findings;
        this.rows = (int) sample.rows();
        this.size = sample.classes().size();
        this.statistics = new RowStatistics(rows);
    }

    void find() {
        boolean intervals = findings.intervals().resamples() > 0 && rows > 1;
        boolean[] right = new boolean[rows];
        double[] top = new double[rows];
        double[] losses = new double[rows];
        double[] squares = new double[rows];
        for (int row = 0; row < rows; row++) {
            right[row] = sample.likeliest(row) == sample.label(row);
            top[row] = sample.probability(row, sample.likeliest(row));
            losses[row] = BinaryPass.logLoss(sample.probability(row, sample.label(row)));
            squares[row] = squares(row);
        }
        if (intervals) {
            for (int index = 0; index < size; index++) {
                statistics.rank(sample.column(index), sample.isClass(index));
            }
            statistics.mean(losses);
            statistics.mean(squares);
            resampled = statistics.run(findings.intervals());
        }
        areas("roc.auc", RankedCells.ROC_AUC);
        areas("pr.auc", RankedCells.PR_AUC);
        int means = size * RankedCells.STATISTICS;
        add("log.loss", RowStatistics.total(losses) / rows, means);
        add("brier", RowStatistics.total(squares) / rows, means + 1);
        double error = value(BinaryScores.of(right, top), BinaryPass.CALIBRATION_ERROR);
        findings.add("calibration.error", error, rows, null);
    }

    private double squares(int row) {
        Sum sum = new Sum();
        for (int index = 0; index < size; index++) {
            double off = sample.probability(row, index) - (sample.label(row) == index ? 1 : 0);
            sum.add(off * off);
        }
        return sum.value();
    }

    private static double value(BinaryScores scores, int statistic) {
        return BinaryPass.of(scores.positiveScores(), scores.negativeScores(), BINS)[statistic];
    }

    private void areas(String name, int statistic) {
        Sum sum = new Sum();
        int[] places = new int[size];
        for (int index = 0; index < size; index++) {
            Map<String, String> label = Map.of("class", sample.classes().get(index));
            double area = value(sample.scores(sample.classes().get(index)), statistic);
            if (Double.isNaN(area)) {
                findings.note(name, label, "is NaN: no row has this label, or all have");
            }
            sum.add(area);
            places[index] = index * RankedCells.STATISTICS + statistic;
            findings.bootstrapped(name, label, area, rows, interval(area, places[index]));
        }
        findings.bootstrapped(
                name + ".macro", Map.of(), sum.value() / size, rows, interval(sum.value() / size, places));
    }

    private void add(String name, double value, int statistic) {
        findings.bootstrapped(name, Map.of(), value, rows, interval(value, statistic));
    }

    /** The interval of a statistic, or of the mean of several. */
    private @Nullable Interval interval(double value, int... places) {
        if (resampled.length == 0) {
            return null;
        }
        double[] drawn = new double[findings.intervals().resamples()];
        double[] left = new double[rows];
        for (int place : places) {
            double[] leftOut = statistics.leftOut(place);
            Arrays.setAll(left, row -> left[row] + leftOut[row] / places.length);
            Arrays.setAll(drawn, i -> drawn[i] + resampled[place][i] / places.length);
        }
        return Bootstrap.bca(
                value,
                drawn,
                Bootstrap.acceleration(left, null),
                findings.intervals().confidence());
    }
}
