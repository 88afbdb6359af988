package org.mlopssdk.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnov;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnovResult;
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
import org.openjdk.jmh.infra.Blackhole;

/** Compares two samples of continuous values: ours with its p-value, the peer without, and sorting both, which neither can avoid. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // by @Setup
public class KolmogorovSmirnovBenchmark {

    /** How many values each sample has. */
    @Param({"100000", "1000000"})
    public int values;

    private final KolmogorovSmirnov ours = KolmogorovSmirnov.withDefaults();
    private final KolmogorovSmirnovTest peer = new KolmogorovSmirnovTest();
    private double[] x;
    private double[] y;

    /** Draws two samples, the second a little shifted. */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        x = random.doubles(values).toArray();
        y = random.doubles(values).map(value -> value + 0.01).toArray();
    }

    /** Tests. */
    @Benchmark
    public KolmogorovSmirnovResult ours() {
        return ours.test(x, y);
    }

    /** The statistic by Apache Commons Math. */
    @Benchmark
    public double peerCommonsMath() {
        return peer.kolmogorovSmirnovStatistic(x, y);
    }

    /** Sorts copies of both. */
    @Benchmark
    public void limitOfSorting(Blackhole blackhole) {
        blackhole.consume(sorted(x));
        blackhole.consume(sorted(y));
    }

    private static double[] sorted(double[] sample) {
        double[] copy = sample.clone();
        Arrays.sort(copy);
        return copy;
    }
}
