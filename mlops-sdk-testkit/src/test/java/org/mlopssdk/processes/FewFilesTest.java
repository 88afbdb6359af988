package org.mlopssdk.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process that may not open another file is told so, loses nothing, and goes on as soon as it may. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the limit is set by ulimit, which needs a POSIX shell")
class FewFilesTest {

    @TempDir
    Path directory;

    @Test
    void tooManyOpenFilesAreAFailureThatPasses(TestInfo test) throws Exception {
        work(test, 20);
    }

    @Tag("heavy")
    @Test
    void tooManyOpenFilesAreAFailureThatPassesHundredsOfTimes(TestInfo test) throws Exception {
        work(test, 400);
    }

    private void work(TestInfo test, int rounds) throws Exception {
        long seed = Long.getLong("mlops.seed", 1);
        Path store = directory.resolve("ml");
        Path log = directory.resolve("acks");
        Path said = directory.resolve("said");
        Process process = new ProcessBuilder(FewFilesProcess.command(store, log, seed, rounds))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(process.waitFor(30, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as("%s, seed %s", Files.readString(said), seed)
                    .isZero();
            assertThat(said).content().contains("Too many open files");
            StoreCheck.Counts counts = StoreCheck.check(store, AckLog.read(List.of(log)));
            List<String> lines = Files.readAllLines(said);
            System.out.println(test.getDisplayName() + " seed " + seed + ", " + rounds + " rounds, "
                    + lines.get(lines.size() - 1) + "; " + counts);
        } finally {
            process.destroyForcibly();
        }
    }
}
