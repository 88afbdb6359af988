package org.mlopssdk.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.metric.MetricPoint;

/** A process that logs, slowly enough for time alone to make it write, and is killed with SIGKILL. */
class KilledRunTest {

    /** How long it logs before it is killed, by a clock that stands still while the process or its disk does. */
    private static final Duration LIFE = Duration.ofMillis(1500);

    /** Four times as long as a point may wait, for the scheduler and the disk. */
    private static final Duration PATIENCE = Duration.ofMillis(1000);

    @TempDir
    Path directory;

    /** So much of the time between two points counts, for the disk may be busy with others, and the process be given no time. */
    private static final Duration STANDS_STILL = Duration.ofMillis(20);

    /** Logs a point every few milliseconds, waits for the disk as what writes points does, and says so each time, until it is killed. */
    static final class Logging {
        public static void main(String[] arguments) throws IOException {
            MlOps mlops = MlOps.open(Path.of(arguments[0]));
            Run run = mlops.experiment("failure").start(RunOptions.ofDefaults().flushEvery(PATIENCE.dividedBy(4)));
            try (FileOutputStream beside = new FileOutputStream(arguments[1])) {
                long now = 0;
                long before = System.nanoTime();
                for (long step = 0; !System.out.checkError(); step++) { // or nobody listens any more
                    run.metric("loss", step, step);
                    beside.write('.');
                    beside.getFD().sync();
                    long after = System.nanoTime();
                    now += Math.min(after - before, STANDS_STILL.toNanos());
                    before = after;
                    System.out.println(now);
                    LockSupport.parkNanos(1_000_000);
                }
            }
        }
    }

    @Test
    void ofAKilledProcessAllIsThereButWhatItLoggedInTheLastMoment() throws Exception {
        List<Long> logged = logUntilKilled();
        long killed = logged.get(logged.size() - 1);
        long old = logged.stream()
                .filter(time -> time < killed - PATIENCE.toNanos())
                .count();
        try (MlOps mlops = MlOps.open(directory.resolve("ml"))) {
            RunRecord died = mlops.experiment("failure").latest().orElseThrow();
            assertThat(died.status()).isEqualTo(RunStatus.DIED);
            assertThat(died.problem()).isEmpty();
            List<Long> kept =
                    died.history("loss").stream().map(MetricPoint::step).toList();
            assertThat(old).isPositive();
            assertThat(kept).hasSizeGreaterThanOrEqualTo((int) old);
            assertThat(kept).isEqualTo(LongStream.range(0, kept.size()).boxed().toList());
            try (Run resumed = mlops.experiment("failure").resume(died.id())) {
                assertThat(resumed.record().history("loss")).hasSameSizeAs(kept);
            }
        }
    }

    /** The times at which the points were logged, by the clock of the process. */
    private List<Long> logUntilKilled() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Logging.class.getName(),
                        directory.resolve("ml").toString(),
                        directory.resolve("beside").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Long> times = new ArrayList<>();
        try (BufferedReader said = process.inputReader()) {
            while (times.isEmpty() || times.get(times.size() - 1) - times.get(0) < LIFE.toNanos()) {
                times.add(Long.parseLong(said.readLine()));
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        return times;
    }
}
