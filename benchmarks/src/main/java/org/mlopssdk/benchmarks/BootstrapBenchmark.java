package org.mlopssdk.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.mlopssdk.monitoring.evaluation.BinaryScores;
import org.mlopssdk.monitoring.evaluation.Evaluation;
import org.mlopssdk.monitoring.evaluation.Intervals;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time of one of 1,000 resamples of a million rows, from which the intervals of the area under the curve, the average precision,
 * the logarithmic loss and the Brier score come. Peers draw rows and evaluate them anew, as one would who has a function for it: on
 * one core, and on all.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 1)
@SuppressWarnings("NullAway.Init") // by @Setup
public class BootstrapBenchmark {
    private static final int RESAMPLES = 1000;
    private static final int FEW = 10;
    private static final Intervals NONE = Intervals.withDefaults().withoutBootstrap();

    /** How many rows there are. */
    @Param({"1000000"})
    public int rows;

    /** How many different scores there are; 0 for as many as rows. */
    @Param({"0", "1000"})
    public int levels;

    private boolean[] labels;
    private double[] scores;
    private BinaryScores sample;

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
        sample = BinaryScores.of(labels, scores);
    }

    /** The evaluation with its intervals, jackknife and all. */
    @Benchmark
    @OperationsPerInvocation(RESAMPLES)
    public Evaluation ours() {
        return sample.evaluate(Intervals.withDefaults().withResamples(RESAMPLES));
    }

    private Evaluation resampled(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] drawnLabels = new boolean[rows];
        double[] drawnScores = new double[rows];
        for (int i = 0; i < rows; i++) {
            int row = random.nextInt(rows);
            drawnLabels[i] = labels[row];
            drawnScores[i] = scores[row];
        }
        return BinaryScores.of(drawnLabels, drawnScores).evaluate(NONE);
    }

    /** Resamples one after the other, evaluated by our own fast metrics. */
    @Benchmark
    @OperationsPerInvocation(FEW)
    public double peerNaiveLoop() {
        return IntStream.range(0, FEW)
                .mapToDouble(seed -> resampled(seed).metrics().value("roc.auc").orElseThrow())
                .sum();
    }

    /** The same on all cores. */
    @Benchmark
    @OperationsPerInvocation(FEW)
    public double peerNaiveLoopOnAllCores() {
        return IntStream.range(0, FEW)
                .parallel()
                .mapToDouble(seed -> resampled(seed).metrics().value("roc.auc").orElseThrow())
                .sum();
    }
}
