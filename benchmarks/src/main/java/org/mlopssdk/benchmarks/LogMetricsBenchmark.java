package org.mlopssdk.benchmarks;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.mlopssdk.MlOps;
import org.mlopssdk.run.Run;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Logs a metric, sustained: 100,000 points and a flush, so that the time of a point holds its share of the writing. The limit is turning the same
 * lines into JSON on the calling thread and throwing them away.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // by @Setup
public class LogMetricsBenchmark {

    private static final int POINTS = 100_000;
    private static final String METRIC = "loss";

    private final ObjectWriter json =
            JsonMapper.builder().build().writerFor(Line.class).withRootValueSeparator("\n");
    private WorkDirectory work;
    private MlOps mlops;
    private Run run;

    /** A line of a run's log; the library's own is its own. */
    record Line(String metric, double value, long step, String time) {}

    /** Starts a run in an empty store. */
    @Setup(Level.Iteration)
    public void open() throws IOException {
        work = WorkDirectory.create();
        mlops = MlOps.open(work.resolve("store"));
        run = mlops.experiment("failure").start();
    }

    private static double value(int step) {
        return 1 / (step + 1.0);
    }

    /** Logs the points and flushes. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public Run ours() {
        for (int step = 0; step < POINTS; step++) {
            run.metric(METRIC, value(step), step);
        }
        run.flush();
        return run;
    }

    /** Turns the same lines into JSON. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public void limitOfJson() throws IOException {
        try (SequenceWriter lines = json.writeValues(OutputStream.nullOutputStream())) {
            for (int step = 0; step < POINTS; step++) {
                lines.write(new Line(METRIC, value(step), step, Instant.now().toString()));
            }
        }
    }

    /** Leaves nothing behind. */
    @TearDown(Level.Iteration)
    public void close() throws IOException {
        run.close();
        mlops.close();
        work.close();
    }
}
