package org.mlopssdk.benchmarks;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
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
 * Logs a metric, sustained for seconds by one thread in a heap of 64 MiB: 100,000 points and a flush, again and again, so that the time of a point
 * holds its share of the writing and of the waiting for the disk. The limit is turning the same lines into JSON by Jackson's data binding on the
 * calling thread and throwing them away; the peer is a table of SQLite with a write-ahead log, in transactions of 10,000 rows, once as
 * durable as ours (FULL: each transaction is synced) and once only against the death of the process (NORMAL).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx64m")
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 4)
@SuppressWarnings("NullAway.Init") // by @Setup
public class LogMetricsBenchmark {

    private static final int POINTS = 100_000;
    private static final int BATCH = 10_000;
    private static final String METRIC = "loss";

    private final ObjectWriter json =
            JsonMapper.builder().build().writerFor(Line.class).withRootValueSeparator("\n");
    private WorkDirectory work;
    private MlOps mlops;
    private Run run;
    private Connection database;
    private PreparedStatement insert;

    /** A line of a run's log; the library's own is its own. */
    record Line(String metric, double value, long step, String time) {}

    /** Starts a run in an empty store, and an empty database. */
    @Setup(Level.Iteration)
    public void open() throws IOException, SQLException {
        work = WorkDirectory.create();
        mlops = MlOps.open(work.resolve("store"));
        run = mlops.experiment("failure").start();
        database = DriverManager.getConnection("jdbc:sqlite:" + work.resolve("metrics.db"));
        execute("PRAGMA journal_mode=WAL");
        execute("CREATE TABLE points (metric TEXT, value REAL, step INTEGER, time TEXT)");
        insert = database.prepareStatement("INSERT INTO points VALUES (?, ?, ?, ?)");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
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
    public void limitOfJackson() throws IOException {
        try (SequenceWriter lines = json.writeValues(OutputStream.nullOutputStream())) {
            for (int step = 0; step < POINTS; step++) {
                lines.write(new Line(METRIC, value(step), step, Instant.now().toString()));
            }
        }
    }

    /** Inserts the same points; each transaction is on the disk when it is committed. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public void peerSqliteFull() throws SQLException {
        execute("PRAGMA synchronous=FULL");
        insertAll();
    }

    /** Inserts the same points; what was committed last may be gone after a power cut. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public void peerSqliteNormal() throws SQLException {
        execute("PRAGMA synchronous=NORMAL");
        insertAll();
    }

    private void insertAll() throws SQLException {
        database.setAutoCommit(false);
        for (int step = 0; step < POINTS; step++) {
            insert.setString(1, METRIC);
            insert.setDouble(2, value(step));
            insert.setLong(3, step);
            insert.setString(4, Instant.now().toString());
            insert.addBatch();
            if ((step + 1) % BATCH == 0) {
                insert.executeBatch();
                database.commit();
            }
        }
        database.setAutoCommit(true);
    }

    /** Leaves nothing behind. */
    @TearDown(Level.Iteration)
    public void close() throws IOException, SQLException {
        insert.close();
        database.close();
        run.close();
        mlops.close();
        work.close();
    }
}
