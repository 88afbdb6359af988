package org.mlopssdk.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.profile.Window;
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
 * Profiles 20 columns of primitive values against a reference, on all cores: the time of all of it. The limit is a counting pass, on as many cores:
 * load a value, map it to a cell of equal width, increment. Two arrays stand for the 20, which would not fit; neither does into a cache.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // by @Setup
public class ColumnsBenchmark {

    private static final int BREAK_POINTS = 1024;
    private static final int CELLS = 2 * BREAK_POINTS + 1;

    /** How the values are distributed. */
    @Param({"normal", "tied", "lognormal"})
    public String kind;

    /** How many rows. */
    @Param("10000000")
    public int values;

    private double[][] columns;
    private double scale;
    private long[][] cells;
    private Window bins;
    private Window breakPoints;

    /** Draws the reference and the columns. */
    @Setup
    public void draw() {
        double[][] two = {LiveRows.draw(kind, values, 1000), LiveRows.draw(kind, values, 1001)};
        columns = new double[LiveRows.FEATURES][];
        for (int feature = 0; feature < columns.length; feature++) {
            columns[feature] = two[feature % 2];
        }
        scale = LiveRows.scale(two, CELLS);
        cells = new long[LiveRows.FEATURES][CELLS];
        ReferenceProfile profile = LiveRows.profile(kind, LiveRows.FEATURES);
        bins = profile.coarsened(0).newWindow();
        breakPoints = profile.coarsened(BREAK_POINTS).newWindow();
    }

    /** Counts with the bins of the population stability index only. */
    @Benchmark
    public Window oursWithBins() {
        return bins.recordColumns(columns);
    }

    /** Counts with 1,024 break points a feature. */
    @Benchmark
    public Window oursWithBreakPoints() {
        return breakPoints.recordColumns(columns);
    }

    /** Counts in cells of equal width. */
    @Benchmark
    public long[][] limitOfCounting() {
        IntStream.range(0, columns.length).parallel().forEach(feature -> count(columns[feature], cells[feature]));
        return cells;
    }

    private void count(double[] column, long[] into) {
        for (double value : column) {
            into[(int) (value * scale)]++;
        }
    }
}
