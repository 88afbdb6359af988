package org.mlopssdk.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mlopssdk.gate.Condition.dropAtMost;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.artifact.VersionRef;
import org.mlopssdk.error.ConflictException;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.journal.Author;
import org.mlopssdk.journal.BlobJournal;
import org.mlopssdk.journal.Draft;
import org.mlopssdk.journal.Ledgers;
import org.mlopssdk.journal.StreamName;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.ForwardingBlobStore;
import org.mlopssdk.store.MemoryBlobStore;

/** What the registry does when the storage fails, lies or was written by somebody else. */
class RegistryFaultsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ArtifactVersion version(Artifact of, String content, double f1) {
        return of.newVersion()
                .add("model.txt", bytes(content))
                .metrics(Metrics.of("f1", f1))
                .register();
    }

    private static void append(MemoryBlobStore store, String type, Map<String, Object> body) {
        Random random = new Random(7 + body.hashCode());
        try (BlobJournal journal = new BlobJournal(store, Duration.ofHours(1), random)) {
            Author author = new Author("mallory", Clock.systemUTC(), random);
            new Ledgers(journal, store, author)
                    .open(new StreamName("model", "failure"), entry -> true)
                    .append(author.newId(), fold -> new Draft(type, body, null));
        }
    }

    @Test
    void aDirectoryNamedByALinkIsAddedWithAllItsFiles() throws Exception {
        Path real = Files.createDirectories(directory.resolve("2026-01"));
        Files.writeString(real.resolve("model.txt"), "weights");
        Path current = Files.createSymbolicLink(directory.resolve("current"), real);
        try (MlOps mlops = MlOps.open(directory.resolve("ml"))) {
            ArtifactVersion version =
                    mlops.model("failure").newVersion().add(current).register();
            assertThat(version.files().list()).hasSize(1);
        }
    }

    @Test
    void aVersionOfAnEmptyDirectoryIsRefused() throws Exception {
        Path empty = Files.createDirectories(directory.resolve("empty"));
        try (MlOps mlops = MlOps.open(directory.resolve("ml"))) {
            NewVersion version = mlops.model("failure").newVersion().add(empty);
            assertThatThrownBy(version::register)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("at least one file");
        }
    }

    /** A store of which nothing can be read once an entry of a model was created, until told otherwise. */
    private static MlOps unreadableAfterAnEntry(AtomicBoolean failing) {
        return MlOps.builder()
                .store(new ForwardingBlobStore(new MemoryBlobStore()) {
                    @Override
                    public Creation create(BlobKey key, byte[] content) {
                        Creation creation = super.create(key, content);
                        failing.set(key.path().startsWith("journal/model/"));
                        return creation;
                    }

                    @Override
                    public Optional<InputStream> open(BlobKey key, ByteRange range) {
                        if (failing.get()) {
                            throw new StorageException(key.path(), "is out of reach for a moment");
                        }
                        return super.open(key, range);
                    }
                })
                .author("alice")
                .open();
    }

    @Test
    void aVersionThatIsRegisteredIsAcknowledgedEvenIfTheNextReadFails() {
        AtomicBoolean failing = new AtomicBoolean();
        MlOps mlops = unreadableAfterAnEntry(failing);
        try (mlops) {
            ArtifactVersion version = version(mlops.model("failure"), "a", 1);
            assertThat(version.number()).isEqualTo(1);
        }
    }

    @Test
    void aMoveThatStandsIsAcknowledgedEvenIfTheNextReadFails() {
        AtomicBoolean failing = new AtomicBoolean();
        MlOps mlops = unreadableAfterAnEntry(failing);
        try (mlops) {
            Artifact model = mlops.model("failure");
            ArtifactVersion version = version(model, "a", 1);
            failing.set(false);
            AliasChange change = model.promote(version)
                    .to("champion")
                    .overriding("the first")
                    .commit()
                    .get(0);
            assertThat(change.decision().actor()).isEqualTo("alice");
            assertThat(change.decision().reason()).isEqualTo("the first");
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void anOverrideWithoutAReasonIsRefused() {
        try (MlOps mlops = MlOps.open(directory.resolve("ml"))) {
            Artifact model = mlops.model("failure");
            ArtifactVersion version = version(model, "a", 1);
            assertThatThrownBy(() -> model.promote(version)
                            .to("champion")
                            .overriding("a reason")
                            .because(null)
                            .commit())
                    .isInstanceOf(RuntimeException.class);
            assertThat(model.history("champion")).isEmpty();
        }
    }

    @Test
    void aReportAgainstAnotherStoresChampionIsRefused() {
        try (MlOps here = MlOps.open(directory.resolve("here"));
                MlOps there = MlOps.open(directory.resolve("there"))) {
            Artifact weak = there.model("failure");
            weak.promote(version(weak, "weak", 0.1))
                    .to("champion")
                    .overriding("first")
                    .commit();
            GateReport report = Gate.named("release")
                    .require("f1", dropAtMost(0.0))
                    .evaluate(version(weak, "candidate", 0.2), weak.alias("champion"));
            Artifact strong = here.model("failure");
            strong.promote(version(strong, "strong", 0.9))
                    .to("champion")
                    .overriding("first")
                    .commit();
            ArtifactVersion candidate = version(strong, "candidate", 0.2);
            assertThatThrownBy(() -> strong.promote(candidate)
                            .to("champion")
                            .requiring(report)
                            .commit())
                    .isInstanceOf(ConflictException.class);
        }
    }

    @Test
    void anEntryThatLacksAFieldIsCorruption() {
        for (Map.Entry<String, Map<String, Object>> entry : List.<Map.Entry<String, Map<String, Object>>>of(
                Map.entry("registered", Map.of("version", 1)),
                Map.entry("promoted", Map.of("kind", "OVERRIDE")),
                Map.entry("promoted", Map.of("moves", List.of())),
                Map.entry("judged", Map.of("version", 1)),
                Map.entry("judged", Map.of("version", 2, "report", "0".repeat(64))),
                Map.entry("tagged", Map.of("version", 1, "value", "x")))) {
            MemoryBlobStore store = new MemoryBlobStore();
            try (MlOps mlops = MlOps.builder().store(store).open()) {
                if (!entry.getKey().equals("registered")) {
                    version(mlops.model("failure"), "a", 1);
                }
                append(store, entry.getKey(), entry.getValue());
                assertThatThrownBy(() -> mlops.model("failure").versions().toString())
                        .as(entry.toString())
                        .isInstanceOf(CorruptedException.class);
            }
        }
    }

    @Test
    void anAliasOutsideTheGrammarIsCorruption() {
        MemoryBlobStore store = new MemoryBlobStore();
        try (MlOps mlops = MlOps.builder().store(store).open()) {
            version(mlops.model("failure"), "a", 1);
            append(
                    store,
                    "promoted",
                    Map.of("kind", "OVERRIDE", "moves", List.of(Map.of("alias", "../x", "version", 1))));
            assertThatThrownBy(() -> mlops.model("failure").versions()).isInstanceOf(CorruptedException.class);
        }
    }

    @Test
    void verifyingFindsEntriesThatNobodyCanRead() {
        MemoryBlobStore store = new MemoryBlobStore();
        try (MlOps mlops = MlOps.builder().store(store).open()) {
            append(
                    store,
                    "registered",
                    Map.of(
                            "version",
                            5,
                            "manifest",
                            Digest.of(bytes("x")).hex(),
                            "content",
                            Digest.of(bytes("x")).hex()));
            store.put(out -> out.write(bytes("x")));
            assertThat(mlops.verify().findings().toString()).contains("registers version 5");
        }
    }

    @Test
    void verifyingFindsAStreamThatTheCatalogHasLost() throws Exception {
        Path root = directory.resolve("ml");
        try (MlOps mlops = MlOps.open(root)) {
            version(mlops.model("failure"), "a", 1);
        }
        try (Stream<Path> entries = Files.list(root.resolve("journal/catalog/streams"))) {
            for (Path entry : entries.toList()) {
                Files.delete(entry);
            }
        }
        try (MlOps mlops = MlOps.open(root)) {
            assertThat(mlops.models()).isEmpty();
            assertThat(mlops.verify().isSound()).isFalse();
        }
    }

    @Test
    void aLoaderThatFailsWithAnErrorLeavesTheServiceFollowing() {
        try (MlOps mlops = MlOps.builder().store(new MemoryBlobStore()).open()) {
            Artifact model = mlops.model("failure");
            model.promote(version(model, "one", 1))
                    .to("champion")
                    .overriding("test")
                    .commit();
            try (ServedModel<Long> served = model.serve("champion", version -> {
                if (version.number() == 2) {
                    throw new UnsatisfiedLinkError("no onnxruntime in java.library.path");
                }
                return version.number();
            })) {
                model.promote(version(model, "two", 1))
                        .to("champion")
                        .overriding("test")
                        .commit();
                await().atMost(PATIENCE).until(() -> served.failure().isPresent());
                model.promote(version(model, "three", 1))
                        .to("champion")
                        .overriding("test")
                        .commit();
                await().atMost(PATIENCE).until(() -> served.get() == 3);
            }
        }
    }

    @Test
    void closingEndsTheThreadEvenWhileItLoads() throws Exception {
        try (MlOps mlops = MlOps.builder().store(new MemoryBlobStore()).open()) {
            Artifact model = mlops.model("closing");
            model.promote(version(model, "one", 1))
                    .to("champion")
                    .overriding("test")
                    .commit();
            CountDownLatch loading = new CountDownLatch(1);
            ServedModel<Long> served = model.serve("champion", version -> {
                if (version.number() == 2) {
                    loading.countDown();
                    new CountDownLatch(1).await(); // for ever, unless it is interrupted
                }
                return version.number();
            });
            model.promote(version(model, "two", 1))
                    .to("champion")
                    .overriding("test")
                    .commit();
            loading.await();
            served.close();
            await().atMost(PATIENCE).until(() -> threads("mlops-serve-closing").isEmpty());
        }
    }

    @Test
    void aClosedStoreServesNothing() {
        MlOps mlops = MlOps.builder().store(new MemoryBlobStore()).open();
        Artifact model = mlops.model("late");
        model.promote(version(model, "one", 1))
                .to("champion")
                .overriding("test")
                .commit();
        mlops.close();
        try {
            model.serve("champion", VersionRefLoader::load);
        } catch (IllegalStateException refused) {
            // as it should be
        }
        await().atMost(PATIENCE).until(() -> threads("mlops-serve-late").isEmpty());
    }

    private static final class VersionRefLoader {
        static VersionRef load(ArtifactVersion version) {
            return version.ref();
        }
    }

    private static List<String> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    @Test
    void localCopiesComeBackWhenTheTemporaryDirectoryWasCleaned() throws Exception {
        try (MlOps mlops = MlOps.builder().store(new MemoryBlobStore()).open()) {
            ArtifactVersion version = version(mlops.model("failure"), "a", 1);
            Path file = version.path("model.txt");
            Files.delete(file);
            Files.delete(file.getParent());
            assertThat(version.path("model.txt")).hasContent("a");
        }
    }

    /** Without effect where the tests run as root, to whom no directory is closed. */
    @Test
    void whatCannotBeLookedAtIsNotAbsent() throws Exception {
        Path root = directory.resolve("ml");
        try (MlOps mlops = MlOps.open(root)) {
            Artifact model = mlops.model("failure");
            version(model, "a", 1);
            Path models = root.resolve("journal/model");
            Files.setPosixFilePermissions(models, PosixFilePermissions.fromString("---------"));
            try {
                if (!Files.isReadable(models)) {
                    assertThatThrownBy(() -> model.alias("champion")).isInstanceOf(StorageException.class);
                }
            } finally {
                Files.setPosixFilePermissions(models, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }
}
