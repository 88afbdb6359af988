package org.mlopssdk.examples;

import java.util.Arrays;
import org.mlopssdk.metric.Metrics;

/** How good a model is on rows that it was not trained on. */
final class Evaluation {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double LEAST_PROBABILITY = 1e-15;

    private final TribuoModel model;
    private final LabelledRows rows;
    private final double[] probabilities;
    private final double[] millis;

    private Evaluation(TribuoModel model, LabelledRows rows) {
        this.model = model;
        this.rows = rows;
        this.probabilities = new double[rows.size()];
        this.millis = new double[rows.size()];
    }

    /** What a gate may ask about: {@code f1}, {@code accuracy}, {@code log.loss} and {@code latency.p95.ms}. */
    static Metrics of(TribuoModel model, LabelledRows rows) {
        Evaluation evaluation = new Evaluation(model, rows).predict();
        return Metrics.of("f1", evaluation.f1())
                .with("accuracy", evaluation.accuracy())
                .with("log.loss", evaluation.logLoss())
                .with("latency.p95.ms", evaluation.latency());
    }

    /** The mean of -log(probability of what came true): what training makes small. */
    static double logLoss(TribuoModel model, LabelledRows rows) {
        return new Evaluation(model, rows).predict().logLoss();
    }

    private Evaluation predict() {
        for (int row = 0; row < rows.size(); row++) {
            long start = System.nanoTime();
            probabilities[row] = model.probability(rows.row(row));
            millis[row] = (System.nanoTime() - start) / NANOS_PER_MILLI;
        }
        return this;
    }

    private double f1() {
        double hits = count(true, true);
        double mistakes = count(true, false) + count(false, true);
        return 2 * hits / (2 * hits + mistakes);
    }

    private double accuracy() {
        return (double) (count(true, true) + count(false, false)) / rows.size();
    }

    private double logLoss() {
        double sum = 0;
        for (int row = 0; row < rows.size(); row++) {
            double right = rows.label(row) ? probabilities[row] : 1 - probabilities[row];
            sum -= Math.log(Math.max(right, LEAST_PROBABILITY));
        }
        return sum / rows.size();
    }

    private double latency() {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(0.95 * sorted.length) - 1];
    }

    private int count(boolean predicted, boolean actual) {
        int count = 0;
        for (int row = 0; row < rows.size(); row++) {
            if (probabilities[row] >= 0.5 == predicted && rows.label(row) == actual) {
                count++;
            }
        }
        return count;
    }
}
