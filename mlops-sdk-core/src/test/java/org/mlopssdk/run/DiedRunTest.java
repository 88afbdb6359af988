package org.mlopssdk.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.artifact.ContentReader;
import org.mlopssdk.journal.Notes;
import org.mlopssdk.metric.MetricPoint;
import org.mlopssdk.store.MemoryBlobStore;

class DiedRunTest {

    @TempDir
    Path directory;

    /** Starts a run, logs, and dies as a crash would: no close, no shutdown hook. */
    static final class Dying {
        public static void main(String[] arguments) {
            MlOps mlops = MlOps.open(Path.of(arguments[0]));
            Run run = mlops.experiment("failure").start();
            run.param("trees", 50).metric("loss", 0.9, 0).metric("loss", 0.8, 1);
            run.flush();
            Runtime.getRuntime().halt(3);
        }
    }

    @Test
    void aRunWhoseProcessDiedIsSeenAsSuchReadAndResumed() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Dying.class.getName(),
                        directory.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(3);

        try (MlOps mlops = MlOps.open(directory)) {
            RunRecord died = mlops.experiment("failure").runs().get(0);
            assertThat(died.status()).isEqualTo(RunStatus.DIED);
            assertThat(died.params()).containsEntry("trees", "50");
            assertThat(died.history("loss")).extracting(MetricPoint::value).containsExactly(0.9, 0.8);

            try (Run resumed = mlops.experiment("failure").resume(died.id())) {
                resumed.metric("loss", 0.7, 2);
            }
            RunRecord ended = mlops.experiment("failure").get(died.id());
            assertThat(ended.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(ended.history("loss")).hasSize(3);
            assertThat(ended.started()).isEqualTo(died.started());
        }
    }

    @Test
    void aRunOfAnotherHostHasDiedWhenNothingWasHeardOfItForFiveMinutes() {
        Instant start = Instant.parse("2026-01-31T12:00:00Z");
        Map<String, String> elsewhere = Map.of("host", "another-host.example", "process", "1");
        RunFold.State state = new RunFold.State("r1", start, elsewhere, null, null, null);
        assertThat(reader(start.plusSeconds(200)).read(state).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(reader(start.plusSeconds(301)).read(state).status()).isEqualTo(RunStatus.DIED);
    }

    @Test
    void aCommitIsReadFromTheFilesOfARepository() throws Exception {
        Path git = Files.createDirectories(directory.resolve("repo/.git/refs/heads"))
                .getParent()
                .getParent();
        Path below = Files.createDirectories(directory.resolve("repo/src/main"));
        Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
        assertThat(Environment.gitCommit(below)).isEmpty();
        String packed = "1".repeat(40);
        Files.write(git.resolve("packed-refs"), List.of("# pack-refs", packed + " refs/heads/main"));
        assertThat(Environment.gitCommit(below)).contains(packed);
        String loose = "2".repeat(40);
        Files.writeString(git.resolve("refs/heads/main"), loose + "\n");
        assertThat(Environment.gitCommit(below)).contains(loose);
        Files.writeString(git.resolve("HEAD"), "ref: ../../../etc/passwd\n");
        assertThat(Environment.gitCommit(below)).isEmpty();
        Files.writeString(git.resolve("HEAD"), packed);
        assertThat(Environment.gitCommit(below)).contains(packed);
    }

    private static RunReader reader(Instant now) {
        MemoryBlobStore store = new MemoryBlobStore();
        return new RunReader(
                "failure",
                run -> null,
                store,
                new ContentReader(store),
                new Notes(store, new Random(1)),
                Clock.fixed(now, ZoneOffset.UTC));
    }
}
