package org.mlopssdk.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.mlopssdk.monitoring.profile.NumericCounter;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.profile.Window;
import org.mlopssdk.monitoring.table.Table;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Records live values against a reference of 1,024 break points at random places, in random order. The limit is counting where no search is
 * needed: cells of equal width, so that one multiplication finds the cell.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // by @Setup
public class RecordValueBenchmark {

    private static final int BREAK_POINTS = 1024;
    private static final int CELLS = 2 * BREAK_POINTS + 1;
    private static final int VALUES = 1 << 20;
    private static final String FEATURE = "temperature";

    private final long[] cells = new long[CELLS];
    private double[] values;
    private Window window;
    private NumericCounter counter;

    /** Draws the reference and the values. */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        Table reference = Table.builder()
                .column(FEATURE, random.doubles(BREAK_POINTS).toArray())
                .build();
        window = ReferenceProfile.fit(reference).newWindow();
        counter = window.numeric(FEATURE);
        values = random.doubles(VALUES).toArray();
    }

    /** Records, looking the feature up by its name each time. */
    @Benchmark
    @OperationsPerInvocation(VALUES)
    public Window oursByName() {
        for (double value : values) {
            window.record(FEATURE, value);
        }
        return window;
    }

    /** Records in the feature's counter. */
    @Benchmark
    @OperationsPerInvocation(VALUES)
    public NumericCounter oursByCounter() {
        for (double value : values) {
            counter.record(value);
        }
        return counter;
    }

    /** Counts in cells of equal width. */
    @Benchmark
    @OperationsPerInvocation(VALUES)
    public long[] limitOfCounting() {
        for (double value : values) {
            cells[(int) (value * CELLS)]++;
        }
        return cells;
    }
}
