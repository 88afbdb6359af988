package org.mlopssdk.benchmarks;

import com.tdunning.math.stats.MergingDigest;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.DoubleHistogram;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.profile.Window;
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
 * Records rows of 20 features in a window that one thread has for itself: the time of a row. The limit is a counting pass: load a
 * value, map it to a cell of equal width, increment.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // by @Setup
public class LiveRowBenchmark {

    private static final int BREAK_POINTS = 1024;
    private static final int CELLS = 2 * BREAK_POINTS + 1;

    /** How the values are distributed. */
    @Param({"normal", "tied", "lognormal"})
    public String kind;

    private double[][] rows;
    private double scale;
    private long[][] cells;
    private Window bins;
    private Window breakPoints;
    private DoubleHistogram[] histograms;
    private KllDoublesSketch[] sketches;
    private DistributionSummary[] summaries;
    private MergingDigest[] digests;

    /** Draws the reference and the rows. */
    @Setup
    public void draw() {
        rows = LiveRows.rows(kind);
        scale = LiveRows.scale(rows, CELLS);
        cells = new long[LiveRows.FEATURES][CELLS];
        ReferenceProfile profile = LiveRows.profile(kind, LiveRows.FEATURES);
        bins = profile.coarsened(0).newWindow();
        breakPoints = profile.coarsened(BREAK_POINTS).newWindow();
        histograms = each(feature -> new DoubleHistogram(1_000_000_000L, 3)).toArray(DoubleHistogram[]::new);
        sketches = each(feature -> KllDoublesSketch.newHeapInstance()).toArray(KllDoublesSketch[]::new);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        summaries = each(feature -> DistributionSummary.builder("feature " + feature)
                        .publishPercentileHistogram()
                        .register(registry))
                .toArray(DistributionSummary[]::new);
        digests = each(feature -> new MergingDigest(100)).toArray(MergingDigest[]::new);
    }

    private static <T> Stream<T> each(IntFunction<T> made) {
        return IntStream.range(0, LiveRows.FEATURES).mapToObj(made);
    }

    /** Records with the bins of the population stability index only. */
    @Benchmark
    @OperationsPerInvocation(LiveRows.ROWS)
    public Window oursWithBins() {
        for (double[] row : rows) {
            bins.recordRow(row);
        }
        return bins;
    }

    /** Records with 1,024 break points a feature. */
    @Benchmark
    @OperationsPerInvocation(LiveRows.ROWS)
    public Window oursWithBreakPoints() {
        for (double[] row : rows) {
            breakPoints.recordRow(row);
        }
        return breakPoints;
    }

    /** Counts in cells of equal width. */
    @Benchmark
    @OperationsPerInvocation(LiveRows.ROWS)
    public long[][] limitOfCounting() {
        for (double[] row : rows) {
            for (int feature = 0; feature < row.length; feature++) {
                cells[feature][(int) (row[feature] * scale)]++;
            }
        }
        return cells;
    }

    /** HdrHistogram, three digits. */
    @Benchmark
    @OperationsPerInvocation(LiveRows.ROWS)
    public DoubleHistogram[] peerHdrHistogram() {
        for (double[] row : rows) {
            for (int feature = 0; feature < row.length; feature++) {
                histograms[feature].recordValue(row[feature]);
            }
        }
        return histograms;
    }

    /** Apache DataSketches, KLL with k = 200. */
    @Benchmark
    @OperationsPerInvocation(LiveRows.ROWS)
    public KllDoublesSketch[] peerKllSketch() {
        for (double[] row : rows) {
            for (int feature = 0; feature < row.length; feature++) {
                sketches[feature].update(row[feature]);
            }
        }
        return sketches;
    }

    /** Micrometer's distribution summary with its histogram. */
    @Benchmark
    @OperationsPerInvocation(LiveRows.ROWS)
    public DistributionSummary[] peerMicrometer() {
        for (double[] row : rows) {
            for (int feature = 0; feature < row.length; feature++) {
                summaries[feature].record(row[feature]);
            }
        }
        return summaries;
    }

    /** Merging t-digest with compression 100. */
    @Benchmark
    @OperationsPerInvocation(LiveRows.ROWS)
    public MergingDigest[] peerTDigest() {
        for (double[] row : rows) {
            for (int feature = 0; feature < row.length; feature++) {
                digests[feature].add(row[feature]);
            }
        }
        return digests;
    }
}
