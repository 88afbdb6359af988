package org.mlopssdk.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.artifact.Finding;
import org.mlopssdk.artifact.Verification;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.run.Run;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.DirectoryBlobStore;
import org.mlopssdk.store.ForwardingBlobStore;
import org.mlopssdk.store.Progress;

class StoreVerifierTest {

    @TempDir
    Path root;

    @BeforeEach
    void aSmallStoreWithOneOfEverything() throws Exception {
        try (MlOps mlops = MlOps.open(root)) {
            ArtifactVersion data = mlops.dataset("machines")
                    .newVersion()
                    .add("a.csv", bytes("x\n1\n"))
                    .register();
            ArtifactVersion version = mlops.experiment("failure")
                    .run(run -> mlops.model("failure")
                            .newVersion()
                            .from(run.input(data).metric("loss", 0.5))
                            .add("model.txt", bytes("y = x"))
                            .metrics(Metrics.of("f1", 0.8))
                            .register());
            mlops.model("failure")
                    .promote(version)
                    .to("champion")
                    .overriding("first")
                    .commit();
        }
    }

    @Test
    void aStoreThatNobodyTouchedIsSound() {
        List<Progress> told = new ArrayList<>();
        try (MlOps mlops = MlOps.open(root)) {
            Verification verification = mlops.verify(told::add);
            assertThat(verification.isSound()).as(verification.toString()).isTrue();
            assertThat(verification.checked()).isGreaterThan(10);
            assertThat(verification.toString()).endsWith("all sound");
        }
        assertThat(told).isNotEmpty();
    }

    @Test
    void aStoreWhoseFormatIsChangedInAnyBitDoesNotOpen() throws IOException {
        Path format = root.resolve("FORMAT");
        byte[] good = Files.readAllBytes(format);
        for (int bit = 0; bit < 8 * good.length; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(format, bad);
            assertThatThrownBy(() -> MlOps.open(root)).as("bit %s", bit).isInstanceOf(MlOpsException.class);
        }
        Files.delete(format);
        assertThatThrownBy(() -> MlOps.open(root)).isInstanceOf(MlOpsException.class);
    }

    @Test
    void whateverDoesNotBelongThereIsFound() throws IOException {
        List<String> strays = List.of(
                "README.md",
                "notes.txt",
                "other/file",
                "journal/stray/file",
                "journal/model/failure/foo~",
                "journal/model/failure/foo",
                "journal/model/failure/00000000000000000000",
                "journal/model/failure/99999999999999999999",
                "journal/model/failure/deeper/00000000000000000001",
                "journal/Model/failure/00000000000000000001",
                "segments/model/failure/00000000000000000150",
                "segments/model/failure/00000000000000000100",
                "segments/x",
                "blobs/sha256/aa/b",
                "blobs/sha256/ab/XYZ",
                "blobs/md5/aa/" + "b".repeat(62),
                "trash/x",
                "trash/sweep/sha256/aa/b",
                "runs/failure/x",
                "runs/failure/.hidden");
        for (String stray : strays) {
            Path file = root.resolve(stray);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x");
        }
        Files.createSymbolicLink(root.resolve("journal/model/failure/00000000000000000009"), root.resolve("FORMAT"));
        Files.createSymbolicLink(root.resolve("blobs/sha256/link"), root);
        Files.writeString(root.resolve("tmp/left-behind"), "x");

        List<String> found;
        try (MlOps mlops = MlOps.open(root)) {
            found = mlops.verify().findings().stream().map(Finding::subject).toList();
        }
        for (String stray : strays) {
            assertThat(found).anyMatch(subject -> subject.endsWith(stray) || (root + "/" + stray).startsWith(subject));
        }
        assertThat(found).anyMatch(subject -> subject.endsWith("/00000000000000000009"));
        assertThat(found).anyMatch(subject -> subject.endsWith("sha256/link"));
        assertThat(found).noneMatch(subject -> subject.contains("left-behind"));
    }

    @Test
    void anEntryBeyondAGapAndALogWithAGapAreFound() throws IOException {
        Path entries = root.resolve("journal/model/failure");
        Files.copy(entries.resolve("00000000000000000002"), entries.resolve("00000000000000000004"));
        Path log = root.resolve("runs/failure/torn");
        Files.createDirectories(log);
        Path segment;
        try (Stream<Path> tree = Files.walk(root.resolve("runs"))) {
            segment = tree.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        Files.copy(segment, log.resolve("00000002"));

        try (MlOps mlops = MlOps.open(root)) {
            assertThat(mlops.verify().findings())
                    .extracting(Finding::toString)
                    .containsExactlyInAnyOrder(
                            "model/failure has no entry 3, and entries up to 4; restore what is missing",
                            "runs/failure/torn/00000002 comes where number 1 of its run is missing; restore that");
        }
    }

    @Test
    void contentThatIsCollectedBetweenBeingListedAndBeingReadIsNotMissing() {
        Digest orphan = Digest.of(bytes("nobody's"));
        DirectoryBlobStore directory = DirectoryBlobStore.open(root);
        directory.put(Content.of(bytes("nobody's")));
        BlobStore collected = new ForwardingBlobStore(directory) {
            @Override
            public List<BlobKey> list(String prefix, String startAfter, int limit) {
                List<BlobKey> keys = super.list(prefix, startAfter, limit);
                if (keys.contains(orphan.key())) {
                    delete(orphan.key());
                }
                return keys;
            }
        };
        try (MlOps mlops = MlOps.builder().store(collected).open()) {
            assertThat(mlops.verify().findings()).isEmpty();
        }
        assertThat(directory.confirm(orphan)).isFalse();
    }

    @Test
    void aSegmentThatIsWrittenWhileTheyAreListedIsNotMissing() {
        BlobStore growing = new ForwardingBlobStore(DirectoryBlobStore.open(root)) {
            @Override
            public List<BlobKey> list(String prefix, String startAfter, int limit) {
                return super.list(prefix, startAfter, limit).stream()
                        .filter(key ->
                                !key.path().endsWith("/00000002")) // where a directory's names are read too early
                        .toList();
            }
        };
        try (MlOps mlops = MlOps.builder().store(growing).open()) {
            Run run = mlops.experiment("failure").start();
            for (int step = 1; step <= 3; step++) {
                run.metric("loss", 0.5, step).flush();
            }
            assertThat(mlops.verify().findings()).isEmpty();
        }
    }

    @Test
    void clocksThatDisagreeAreRemarkedAndNothingIsWrong() {
        Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofDays(-3650));
        try (MlOps mlops = MlOps.builder().directory(root).clock(behind).open()) {
            mlops.model("failure").tag(1, "late", "yes");

            Verification verification = mlops.verify();
            assertThat(verification.isSound()).isTrue();
            assertThat(verification.remarks()).singleElement().satisfies(remark -> {
                assertThat(remark.subject()).isEqualTo("entry 3 of model/failure (tagged)");
                assertThat(remark.problem())
                        .contains(
                                "before that of the entry before it", "the order of entries is that of their numbers");
            });
            assertThat(verification.toString()).contains("all sound", "to know: entry 3 of model/failure");
        }
    }

    @Test
    void wrongBytesAreNeverHandedOut() throws IOException {
        try (MlOps mlops = MlOps.open(root)) {
            ArtifactVersion version = mlops.model("failure").version(1);
            Path file = version.path("model.txt");
            assertThat(version.open("model.txt")).hasBinaryContent(bytes("y = x"));
            Files.write(file, bytes("y = z"));
            Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1));
            assertThatThrownBy(() -> version.open("model.txt"))
                    .isInstanceOf(CorruptedException.class)
                    .hasMessageContaining("delete it and register the same content again");
            assertThat(version.verify().findings())
                    .singleElement()
                    .hasToString("model/failure/1, file model.txt holds other bytes than its digest says");
            assertThatThrownBy(() -> version.materialize(root.resolveSibling("copy-" + root.getFileName())))
                    .isInstanceOf(CorruptedException.class);
            assertThat(root.resolveSibling("copy-" + root.getFileName())).doesNotExist();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
