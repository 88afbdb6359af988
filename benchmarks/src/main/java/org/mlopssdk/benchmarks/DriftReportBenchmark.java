package org.mlopssdk.benchmarks;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.mlopssdk.monitoring.drift.DriftPolicy;
import org.mlopssdk.monitoring.drift.DriftReport;
import org.mlopssdk.monitoring.profile.FeatureComparison;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.profile.Window;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.monitoring.table.TableBuilder;
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
 * A drift report of 100 numeric features from counters: references of 20,000 normal values, windows of 10,000, half of the features shifted a
 * little. The limit is one pass over the counters, adding them up.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // by @Setup
public class DriftReportBenchmark {

    private static final int FEATURES = 100;
    private static final int REFERENCE = 20_000;
    private static final int CURRENT = 10_000;

    /** How finely the reference is kept: as a live monitor may be, as one that records rows in 100 ns, and by default. */
    @Param({"256", "1024", "8192"})
    private int breakPoints;

    private ReferenceProfile profile;
    private Window window;
    private long[][] counters;

    /** Draws the reference, records the window, and makes one pass. */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        profile = ReferenceProfile.options().withMaxBreakPoints(breakPoints).fit(table(random, REFERENCE, 0));
        window = profile.newWindow().recordAll(table(random, CURRENT, 0.02));
        counters = new long[FEATURES][2 * breakPoints + 1];
    }

    private static Table table(SplittableRandom random, int rows, double shift) {
        TableBuilder table = Table.builder();
        for (int feature = 0; feature < FEATURES; feature++) {
            double moved = feature % 2 == 0 ? shift : 0;
            double[] values = new double[rows];
            for (int row = 0; row < rows; row++) {
                values[row] = random.nextGaussian() + moved;
            }
            table.column("f" + feature, values);
        }
        return table.build();
    }

    /** Compares and judges all features, and names what was judged. */
    @Benchmark
    public DriftReport ours() {
        return DriftPolicy.ofDefaults().compare(profile, window);
    }

    /** Of that: the statistics and their p-values. */
    @Benchmark
    public List<FeatureComparison> oursOfComparing() {
        return window.compare();
    }

    /** Of that: the digest that names the window. */
    @Benchmark
    public String oursOfNaming() {
        return window.subject();
    }

    /** Adds all counters up. */
    @Benchmark
    public long limitOfAdding() {
        long sum = 0;
        for (long[] feature : counters) {
            for (long count : feature) {
                sum += count;
            }
        }
        return sum;
    }
}
