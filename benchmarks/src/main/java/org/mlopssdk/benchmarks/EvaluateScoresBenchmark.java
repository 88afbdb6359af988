package org.mlopssdk.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.mlopssdk.monitoring.evaluation.BinaryScores;
import org.mlopssdk.monitoring.evaluation.Evaluation;
import org.mlopssdk.monitoring.evaluation.Intervals;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * All metrics of binary predictions, among them the areas, which need the order of the scores. The limit sorts the scores once and
 * does nothing else. The script {@code src/main/python/evaluate_scores.py} times scikit-learn on the same rows.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // by @Setup
public class EvaluateScoresBenchmark {

    /** How many predictions there are. */
    @Param({"10000000"})
    public int rows;

    /** How many different scores there are; 0 for as many as rows. */
    @Param({"0", "1000"})
    public int levels;

    private boolean[] labels;
    private double[] scores;

    /** Draws rows of which a third are positive, in random order. */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        labels = new boolean[rows];
        scores = new double[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = random.nextDouble() < 1 / 3.0;
            double raw = (random.nextDouble() + (labels[row] ? 0.3 : 0)) / 1.3;
            scores[row] = levels == 0 ? raw : Math.floor(raw * levels) / levels;
        }
    }

    /** The metrics without bootstrap. */
    @Benchmark
    public Evaluation ours() {
        return BinaryScores.of(labels, scores).evaluate(Intervals.withDefaults().withoutBootstrap());
    }

    /** Sorts the scores. */
    @Benchmark
    public double[] limitOfSortingOnce() {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
