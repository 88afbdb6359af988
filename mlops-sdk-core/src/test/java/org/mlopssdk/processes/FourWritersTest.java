package org.mlopssdk.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.registry.AliasChange;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;

/**
 * Four JVMs register and promote on one directory at once, from before the store exists. Seeds of random kills are printed; a run is repeated
 * with {@code -Dmlops.seed=...}, as far as the scheduler lets it.
 */
class FourWritersTest {

    private static final int WRITERS = 4;

    @TempDir
    Path directory;

    @Test
    void fourWritersLoseNothing(TestInfo test) throws Exception {
        workTogether(Duration.ofSeconds(2), test);
    }

    @Tag("heavy")
    @Test
    void fourWritersLoseNothingInTenSeconds(TestInfo test) throws Exception {
        workTogether(Duration.ofSeconds(10), test);
    }

    @Test
    void fourKillsLoseNothing(TestInfo test) throws Exception {
        workUnderKills(4, Duration.ofMillis(1200), test);
    }

    @Tag("heavy")
    @Test
    void fiftyKillsLoseNothing(TestInfo test) throws Exception {
        workUnderKills(50, Duration.ofMillis(1600), test);
    }

    private void workTogether(Duration time, TestInfo test) throws Exception {
        Path store = directory.resolve("ml");
        try (Writers writers = Writers.start(WRITERS, directory.resolve("writers"), store)) {
            writers.work(time);
            writers.stop();
            AckLog.Acks acks = writers.acknowledged();
            Counts counts = check(store, acks);
            assertThat(acks.versions())
                    .as("whoever lives on is told of each version")
                    .hasSize((int) counts.versions);
            assertThat(acks.moves()).as("and of each move").hasSize((int) counts.moves);
            assertThat(counts.temporaryFiles)
                    .as("files left in tmp by writers that ended well")
                    .isZero();
            print(test, counts + ", " + acks.refusals() + " lost races");
        }
    }

    private void workUnderKills(int kills, Duration longestPause, TestInfo test) throws Exception {
        long seed = Long.getLong("mlops.seed", System.nanoTime());
        print(test, "seed " + seed);
        Path store = directory.resolve("ml");
        try (Writers writers = Writers.start(WRITERS, directory.resolve("writers"), store)) {
            writers.killAndRestart(kills, longestPause, new SplittableRandom(seed));
            writers.work(Duration.ofMillis(100));
            writers.stop();
            AckLog.Acks acks = writers.acknowledged();
            Counts counts = check(store, acks);
            print(
                    test,
                    "seed " + seed + ", " + kills + " kills: " + counts + "; acknowledged "
                            + acks.versions().size() + " and " + acks.moves().size() + ", " + acks.refusals()
                            + " lost races");
        }
    }

    private record Counts(long versions, long moves, long checked, long temporaryFiles) {}

    private static Counts check(Path store, AckLog.Acks acks) throws IOException {
        try (MlOps mlops = MlOps.open(store)) {
            Artifact model = mlops.model(WriterProcess.MODEL);
            List<ArtifactVersion> versions = model.versions();
            checkVersions(versions, acks.versions());
            List<AliasChange> changes = model.history(WriterProcess.ALIAS).changes();
            checkMoves(changes, acks.moves(), versions.size());
            assertThat(model.alias(WriterProcess.ALIAS).revision()).isEqualTo(changes.size());
            var verification = mlops.verify();
            assertThat(verification.findings()).isEmpty();
            return new Counts(versions.size(), changes.size(), verification.checked(), temporaryFiles(store));
        }
    }

    private static void checkVersions(List<ArtifactVersion> versions, List<AckLog.Registered> acks) throws IOException {
        assertThat(versions)
                .extracting(ArtifactVersion::number)
                .as("numbers without gaps")
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, versions.size()).boxed().toList());
        assertThat(acks)
                .isNotEmpty()
                .extracting(AckLog.Registered::number)
                .as("no number was given twice")
                .doesNotHaveDuplicates();
        for (AckLog.Registered ack : acks) {
            assertThat(ack.number()).isBetween(1L, (long) versions.size());
            ArtifactVersion version = versions.get((int) ack.number() - 1);
            assertThat(version.digest()).isEqualTo(ack.manifest());
            assertThat(version.verify().findings()).isEmpty();
            try (InputStream own = version.files().open(WriterProcess.OWN_FILE)) {
                assertThat(own.readAllBytes()).isEqualTo(ack.text().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void checkMoves(List<AliasChange> changes, List<AckLog.Moved> acks, long versions) {
        for (int i = 0; i < changes.size(); i++) {
            AliasChange change = changes.get(i);
            assertThat(change.revision()).as("revisions without gaps").isEqualTo(i + 1L);
            assertThat(change.from())
                    .as("revision %s goes on where the one before it ended", change.revision())
                    .isEqualTo(i == 0 ? null : changes.get(i - 1).to());
            assertThat(change.to()).isBetween(1L, versions);
        }
        assertThat(changes)
                .extracting(change -> change.decision().reason())
                .as("no promotion was entered twice")
                .doesNotHaveDuplicates();
        var byRevision = changes.stream().collect(Collectors.toMap(AliasChange::revision, Function.identity()));
        assertThat(acks)
                .extracting(AckLog.Moved::revision)
                .as("no revision was given twice")
                .doesNotHaveDuplicates();
        for (AckLog.Moved ack : acks) {
            assertThat(byRevision).as("an acknowledged move is there").containsKey(ack.revision());
            AliasChange change = byRevision.get(ack.revision());
            assertThat(change.to()).isEqualTo(ack.version());
            assertThat(change.decision().reason()).isEqualTo(ack.text());
        }
    }

    private static long temporaryFiles(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store.resolve("tmp"))) {
            return files.count();
        }
    }

    private static void print(TestInfo test, String text) {
        System.out.println(test.getDisplayName() + " " + text);
    }
}
