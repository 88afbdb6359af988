package org.mlopssdk.examples;

import java.util.stream.IntStream;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.monitoring.evaluation.BinaryScores;
import org.mlopssdk.monitoring.evaluation.Intervals;
import org.mlopssdk.monitoring.evaluation.Latency;
import org.mlopssdk.monitoring.evaluation.LatencyRun;

/** How good a model is on rows that it was not trained on, and how fast. */
final class Evaluation {

    private Evaluation() {}

    /** What a gate may ask about: {@code f1}, {@code accuracy}, {@code log.loss}, {@code latency.p95.ms} and more, with intervals. */
    static Metrics of(TribuoModel model, LabelledRows rows) {
        double[] scores = new double[rows.size()];
        LatencyRun run = Latency.withDefaults()
                .record(
                        IntStream.range(0, rows.size()).boxed().toList(),
                        row -> scores[row] = model.probability(rows.row(row)));
        return scores(rows, scores).evaluate().and(run.evaluate()).metrics();
    }

    /** The mean of -log(probability of what came true): what training makes small. */
    static double logLoss(TribuoModel model, LabelledRows rows) {
        double[] scores = new double[rows.size()];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = model.probability(rows.row(row));
        }
        return scores(rows, scores)
                .evaluate(Intervals.withDefaults().withoutBootstrap())
                .metrics()
                .value("log.loss")
                .orElseThrow();
    }

    private static BinaryScores scores(LabelledRows rows, double[] scores) {
        BinaryScores.Recorder recorder = BinaryScores.recorder();
        for (int row = 0; row < scores.length; row++) {
            recorder.add(rows.label(row), scores[row]);
        }
        return recorder.sample();
    }
}
