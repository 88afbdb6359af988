package org.mlopssdk.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnov;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnovResult;
import org.mlopssdk.monitoring.statistic.KsReference;
import org.mlopssdk.monitoring.statistic.PValueMethod;
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
 * The exact Kolmogorov-Smirnov statistic of large samples in random order, against a prepared reference and without one. Peers sort:
 * the current sample only, as one would against a reference that is kept sorted, or both, also by Apache Commons Math and by {@link SciPy}.
 *
 * <p>The limits load each value, map it and increment a counter, and check nothing. What that takes depends on how many cells share the values, since their
 * counts stay in the nearest cache or don't. So each shape of data has its own limit: the one whose cells could find the statistic.
 *
 * <ul>
 *   <li>Normal data: {@link #limitOfCountingEvenly}. Of its 65,536 cells 32,000 hold 99 % of the values.
 *   <li>Tied data: the same. The values are in a hundred cells, which is all there is to tell apart.
 *   <li>Lognormal data: {@link #limitOfCountingFineBits}, where 30,000 cells hold 99 % of the values. With equal width it is 4,000, and by {@link #limitOfCountingBits}
 *       1,900: these two are faster since their counts fit into the nearest cache, but of such cells so many could hold the statistic that most values would have to be ranked.
 * </ul>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // by @Setup
public class KolmogorovSmirnovBenchmark {

    private static final int CELLS = 1 << 16;
    private static final int BITS = 44;
    private static final int FINE_BITS = 40;

    /** How many values each sample has. */
    @Param({"1000000", "10000000"})
    public int values;

    /** What the values are: continuous, rounded to one decimal (about a hundred different ones), or exponentials. */
    @Param({"normal", "tied", "lognormal"})
    public String data;

    private final KolmogorovSmirnov ours = KolmogorovSmirnov.withDefaults().with(PValueMethod.ASYMPTOTIC);
    private final KolmogorovSmirnovTest peer = new KolmogorovSmirnovTest();
    double[] x;
    double[] y;
    private double[] sorted;
    private KsReference reference;
    private double lowest;
    private double scale;
    private final int[] cells = new int[CELLS + 1];
    private final int[] bitCells = new int[1 << (Long.SIZE - BITS)];
    private final int[] fineBitCells = new int[1 << (Long.SIZE - FINE_BITS)];

    /** Draws both samples from one distribution, the hard case: the statistic is small, and many places come close to it. */
    @Setup
    public void draw() {
        DoubleUnaryOperator shape = switch (data) {
            case "tied" -> value -> Math.rint(10 * value) / 10;
            case "lognormal" -> Math::exp;
            default -> DoubleUnaryOperator.identity();
        };
        SplittableRandom random = new SplittableRandom(1);
        x = normal(random).map(shape).limit(values).toArray();
        y = normal(random).map(shape).limit(values).toArray();
        sorted = sorted(x);
        reference = KsReference.of(x);
        lowest = Math.min(sorted[0], Arrays.stream(y).min().orElseThrow());
        double highest = Math.max(sorted[values - 1], Arrays.stream(y).max().orElseThrow());
        scale = CELLS / (highest - lowest);
    }

    private static DoubleStream normal(SplittableRandom random) {
        return DoubleStream.generate(
                () -> Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble()));
    }

    private static double[] sorted(double[] sample) {
        double[] copy = sample.clone();
        Arrays.sort(copy);
        return copy;
    }

    /** The test against the prepared reference. */
    @Benchmark
    public KolmogorovSmirnovResult oursPrepared() {
        return ours.test(reference, y);
    }

    /** The test of the two samples. */
    @Benchmark
    public KolmogorovSmirnovResult oursUnprepared() {
        return ours.test(x, y);
    }

    /** Sorts the current sample and merges it with the sorted reference. */
    @Benchmark
    public double peerSortingOne() {
        return merged(sorted, sorted(y));
    }

    /** The statistic by Apache Commons Math. */
    @Benchmark
    public double peerCommonsMath() {
        return peer.kolmogorovSmirnovStatistic(x, y);
    }

    /** The statistic by SciPy, with its p-value. */
    @Benchmark
    public double peerScipy(SciPy sciPy) throws IOException {
        return sciPy.statistic();
    }

    /** Sorts both and merges them. */
    @Benchmark
    public double peerSortingBoth() {
        return merged(sorted(x), sorted(y));
    }

    private static double merged(double[] xs, double[] ys) {
        long largest = 0;
        int i = 0;
        int j = 0;
        while (i < xs.length && j < ys.length) {
            double point = Math.min(xs[i], ys[j]);
            while (i < xs.length && xs[i] == point) {
                i++;
            }
            while (j < ys.length && ys[j] == point) {
                j++;
            }
            largest = Math.max(largest, Math.abs((long) i * ys.length - (long) j * xs.length));
        }
        return (double) largest / xs.length / ys.length;
    }

    /** Counts the current sample into cells of equal width. */
    @Benchmark
    public int[] limitOfCountingEvenly() {
        for (double value : y) {
            cells[(int) ((value - lowest) * scale)]++;
        }
        return cells;
    }

    /** Counts the current sample into cells by its leading bits, 256 cells in each binade. */
    @Benchmark
    public int[] limitOfCountingBits() {
        for (double value : y) {
            bitCells[(int) (Double.doubleToRawLongBits(value) >>> BITS)]++;
        }
        return bitCells;
    }

    /** Counts the current sample into cells by its leading bits, 4,096 cells in each binade: 65,536 for what lognormal data are. */
    @Benchmark
    public int[] limitOfCountingFineBits() {
        for (double value : y) {
            fineBitCells[(int) (Double.doubleToRawLongBits(value) >>> FINE_BITS)]++;
        }
        return fineBitCells;
    }
}
