package org.mlopssdk.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.mlopssdk.monitoring.profile.Recorder;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Records rows of 20 features from one thread and from two at the same time: the time that a row takes each of them. What scales takes
 * the same with two. The peer counts in cells that all threads share.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // by @Setup
public class LiveThreadsBenchmark {

    private static final int BREAK_POINTS = 1024;
    private static final int BINS = 10;

    /** How the values are distributed. */
    @Param({"normal", "tied", "lognormal"})
    public String kind;

    private double[][] rows;
    private double scale;
    private Recorder bins;
    private Recorder breakPoints;
    private AtomicLongArray[] atomics;

    /** Draws the reference and the rows. */
    @Setup
    public void draw() {
        rows = LiveRows.rows(kind);
        scale = LiveRows.scale(rows, BINS);
        ReferenceProfile profile = LiveRows.profile(kind, LiveRows.FEATURES);
        bins = profile.coarsened(0).newRecorder();
        breakPoints = profile.coarsened(BREAK_POINTS).newRecorder();
        atomics = IntStream.range(0, LiveRows.FEATURES)
                .mapToObj(feature -> new AtomicLongArray(BINS))
                .toArray(AtomicLongArray[]::new);
    }

    private Recorder record(Recorder recorder) {
        for (double[] row : rows) {
            recorder.recordRow(row);
        }
        return recorder;
    }

    private AtomicLongArray[] count() {
        for (double[] row : rows) {
            for (int feature = 0; feature < row.length; feature++) {
                atomics[feature].getAndIncrement((int) (row[feature] * scale));
            }
        }
        return atomics;
    }

    /** Records with bins only. */
    @Benchmark
    @Threads(1)
    @OperationsPerInvocation(LiveRows.ROWS)
    public Recorder oursWithBinsOneThread() {
        return record(bins);
    }

    /** Records with bins only. */
    @Benchmark
    @Threads(2)
    @OperationsPerInvocation(LiveRows.ROWS)
    public Recorder oursWithBinsTwoThreads() {
        return record(bins);
    }

    /** Records with 1,024 break points a feature. */
    @Benchmark
    @Threads(1)
    @OperationsPerInvocation(LiveRows.ROWS)
    public Recorder oursWithBreakPointsOneThread() {
        return record(breakPoints);
    }

    /** Records with 1,024 break points a feature. */
    @Benchmark
    @Threads(2)
    @OperationsPerInvocation(LiveRows.ROWS)
    public Recorder oursWithBreakPointsTwoThreads() {
        return record(breakPoints);
    }

    /** Counts in ten cells of equal width, atomically. */
    @Benchmark
    @Threads(1)
    @OperationsPerInvocation(LiveRows.ROWS)
    public AtomicLongArray[] peerSharedAtomicsOneThread() {
        return count();
    }

    /** Counts in ten cells of equal width, atomically. */
    @Benchmark
    @Threads(2)
    @OperationsPerInvocation(LiveRows.ROWS)
    public AtomicLongArray[] peerSharedAtomicsTwoThreads() {
        return count();
    }
}
