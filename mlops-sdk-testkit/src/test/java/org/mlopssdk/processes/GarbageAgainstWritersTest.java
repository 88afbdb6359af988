package org.mlopssdk.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.registry.AliasChange;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.registry.GarbageReport;
import org.mlopssdk.registry.GarbageReport.Fate;

/**
 * Garbage is collected by two processes while four others make it and refer to it; some of the five are stopped by SIGSTOP across whole
 * collections. No acknowledged version, promotion, name or reason is missing anything afterwards. Seeds are printed; {@code -Dmlops.seed=...}
 * repeats one, as far as the scheduler lets it.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes are stopped by signals")
class GarbageAgainstWritersTest {

    private static final int WRITERS = 4;
    private static final int ROUNDS_OF_A_STORE = 5;

    @TempDir
    Path directory;

    @Test
    void twoRoundsOfCollectingLeaveNothingDangling(TestInfo test) throws Exception {
        rounds(2, test);
    }

    @Tag("heavy")
    @Test
    void twentyRoundsOfCollectingLeaveNothingDangling(TestInfo test) throws Exception {
        rounds(20, test);
    }

    @Tag("campaign")
    @Test
    void twoHundredRoundsOfCollectingLeaveNothingDangling(TestInfo test) throws Exception {
        rounds(200, test);
    }

    private void rounds(int rounds, TestInfo test) throws Exception {
        long seed = Long.getLong("mlops.seed", 1);
        SplittableRandom random = new SplittableRandom(seed);
        Counts counts = new Counts();
        for (int done = 0; done < rounds; done += ROUNDS_OF_A_STORE) {
            Path place = directory.resolve("store" + done);
            Path store = place.resolve("ml");
            Writers.Program program = (seat, name, log, stop) -> seat < WRITERS
                    ? GarbageProcess.writer(store, name, log, stop)
                    : GarbageProcess.collector(store, name, log, stop);
            try (Writers processes = Writers.start(WRITERS + 1, place.resolve("processes"), program)) {
                processes.work(Duration.ofMillis(100));
                for (int round = done; round < Math.min(rounds, done + ROUNDS_OF_A_STORE); round++) {
                    round(processes, store, random, counts);
                }
                processes.stop();
                check(store, processes.acknowledged(), counts);
            }
        }
        System.out.printf("%s, seed %d: %s%n", test.getDisplayName(), seed, counts);
    }

    private static final class Counts {
        private int collections;
        private long setAside;
        private long restored;
        private long dropped;
        private int stopped;
        private long versions;
        private long moves;

        @Override
        public String toString() {
            return collections + " collections beside those of another process, " + stopped
                    + " processes stopped across some, "
                    + setAside + " blobs set aside, " + restored + " brought back, " + dropped + " dropped; "
                    + versions + " versions and " + moves + " moves, nothing dangling";
        }
    }

    /** Stops some, collects once or twice, and lets them go on. */
    private static void round(Writers processes, Path store, SplittableRandom random, Counts counts) throws Exception {
        for (int seat = 0; seat <= WRITERS; seat++) {
            if (random.nextBoolean()) {
                processes.signal(seat, "STOP");
                counts.stopped++;
            }
        }
        try (MlOps mlops = MlOps.builder().directory(store).author("collector").open()) {
            for (int i = random.nextInt(2); i < 2; i++) {
                GarbageReport report = mlops.garbage().collect();
                counts.collections++;
                counts.setAside += report.items(Fate.SET_ASIDE).size();
                counts.restored += report.items(Fate.RESTORED).size();
                counts.dropped += report.items(Fate.DROPPED).size();
            }
        }
        for (int seat = 0; seat <= WRITERS; seat++) {
            processes.signal(seat, "CONT");
        }
        processes.work(Duration.ofMillis(random.nextInt(60)));
    }

    private static void check(Path store, AckLog.Acks acks, Counts counts) throws IOException {
        try (MlOps mlops = MlOps.open(store)) {
            assertThat(mlops.verify().findings()).isEmpty();
            for (AckLog.Registered registered : acks.versions()) {
                int content = Integer.parseInt(registered.text());
                ArtifactVersion version =
                        mlops.model(GarbageProcess.model(content)).version(registered.number());
                assertThat(version.digest()).isEqualTo(registered.manifest());
                assertThat(version.open("weights.bin")).hasBinaryContent(GarbageProcess.bytes(content));
                assertThat(version.open("next/weights.bin")).hasBinaryContent(GarbageProcess.bytes(content + 1));
                counts.versions++;
            }
            for (String name : mlops.models()) {
                checkNames(mlops.model(name), counts);
            }
        }
    }

    /** A note that is missing reads as one that was erased, which nobody has done here. */
    private static void checkNames(Artifact model, Counts counts) {
        model.versions().forEach(version -> assertThat(version.registeredBy()).startsWith("writer"));
        model.aliases().forEach(alias -> {
            for (AliasChange move : model.history(alias.name()).changes()) {
                assertThat(move.decision().actor()).startsWith("writer");
                assertThat(move.decision().reason()).startsWith("reason");
                counts.moves++;
            }
        });
    }
}
