package org.mlopssdk.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.ConflictException;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.registry.GarbageReport.Fate;
import org.mlopssdk.registry.GarbageReport.Item;
import org.mlopssdk.store.AtomicMove;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.DirectoryBlobStore;
import org.mlopssdk.store.ForwardingBlobStore;
import org.mlopssdk.store.MemoryBlobStore;
import org.mlopssdk.store.ProgressListener;

class GarbageTest {

    private static final byte[] WEIGHTS = "weights".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ORPHAN = "nobody's".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private BlobStore beneath;
    private MlOps mlops;
    private MlOps other;

    @BeforeEach
    void openTwice() {
        beneath = DirectoryBlobStore.open(directory.resolve("ml"));
        mlops = MlOps.open(directory.resolve("ml"));
        other = MlOps.open(directory.resolve("ml"));
    }

    @AfterEach
    void close() {
        mlops.close();
        other.close();
        beneath.close();
    }

    @Test
    void whatNoEntryRefersToIsSetAsideByOneCollectionAndDroppedByTheNext() {
        register("a", WEIGHTS);
        Digest orphan = beneath.put(Content.of(ORPHAN));

        assertThat(mlops.garbage().collect().items(Fate.SET_ASIDE))
                .extracting(Item::digest)
                .containsExactly(orphan);
        assertThat(inPlace(orphan)).isFalse();
        assertThat(files("trash")).hasSize(1);

        assertThat(mlops.garbage().collect().items(Fate.DROPPED))
                .extracting(Item::digest)
                .containsExactly(orphan);
        assertThat(files("trash")).isEmpty();
        assertThat(mlops.verify().isSound()).isTrue();
    }

    @Test
    void whatAnEntryRefersToIsKeptAndTheReportSaysWhichOne() {
        ArtifactVersion version = register("a", WEIGHTS);
        mlops.model("a").promote(version).to("champion").overriding("the first").commit();
        mlops.experiment("e").start().metric("loss", 0.5).close();
        Digest orphan = beneath.put(Content.of(ORPHAN));

        GarbageReport report = mlops.garbage().explain();

        assertThat(report.items(Fate.KEPT))
                .extracting(Item::why)
                .contains(
                        "the manifest of entry 1 of model/a (registered)",
                        "a file of entry 1 of model/a (registered)",
                        "the reason in entry 2 of model/a (promoted)",
                        "the log of entry 2 of experiment/e (run-finished)",
                        "the name in entry 1 of catalog/streams (stream-added)");
        assertThat(report.items(Fate.SET_ASIDE))
                .containsExactly(new Item(orphan, Fate.SET_ASIDE, "no entry refers to it", ORPHAN.length));
        assertThat(report.toString())
                .startsWith(report.items(Fate.KEPT).size() + " kept")
                .contains("1 set aside (8 bytes)")
                .contains(orphan.abbreviated());
    }

    @Test
    void explainingChangesNothing() throws IOException {
        register("a", WEIGHTS);
        beneath.put(Content.of(ORPHAN));
        List<Path> before = files("");

        mlops.garbage().explain();

        assertThat(files("")).isEqualTo(before);
    }

    @Test
    void aCollectionDoesAsItSaidItWould() {
        register("a", WEIGHTS);
        beneath.put(Content.of(ORPHAN));

        GarbageReport said = mlops.garbage().explain();

        assertThat(mlops.garbage().collect()).isEqualTo(said);
    }

    @Test
    void aRegistrationThatWaitedThroughCollectionsPutsItsContentAgain() {
        for (int collections = 1; collections <= 3; collections++) {
            int before = collections;
            ArtifactVersion version = other.model("a")
                    .newVersion()
                    .add("weights.bin", ("w" + collections).getBytes(StandardCharsets.UTF_8))
                    .progress(once(() -> collect(before))) // its files are stored, and no entry refers to them yet
                    .register();

            assertReadable(version, "w" + collections);
        }
        assertThat(mlops.verify().findings()).isEmpty();
    }

    @Test
    void contentThatIsNotTheSameWhenItIsPutAgainIsNotRegisteredInItsPlace() {
        InputStream stream = new ByteArrayInputStream(WEIGHTS); // which is empty when it is read again
        NewVersion version = other.model("a")
                .newVersion()
                .add("weights.bin", stream::transferTo)
                .progress(once(() -> collect(2)));

        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(version::register)
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("is not what it was when put again");
        }
        assertThat(other.model("a").versions()).isEmpty();
    }

    @Test
    void contentThatIsBundledOtherwiseWhenItIsPutAgainIsTheSameContent() {
        AtomicInteger written = new AtomicInteger();
        ArtifactVersion version = other.model("a")
                .newVersion()
                .add("weights.bin", new Content() {
                    @Override
                    public void writeTo(OutputStream out) throws IOException {
                        written.incrementAndGet();
                        out.write(WEIGHTS);
                    }

                    @Override
                    public OptionalLong size() {
                        return written.get() == 0 ? OptionalLong.of(WEIGHTS.length) : OptionalLong.empty();
                    }
                })
                .add("other.bin", ORPHAN)
                .progress(once(() -> collect(2)))
                .register();

        assertReadable(version, "weights");
        assertThat(other.model("a").versions()).hasSize(1);
    }

    @Test
    void theFirstVersionOfAModelMeetsACollectionInTheCatalogAlone() {
        ArtifactVersion version = other.model("new")
                .newVersion()
                .add("weights.bin", WEIGHTS)
                .progress(once(() -> collect(2)))
                .register();

        assertReadable(version, "weights");
    }

    @Test
    void aPromotionsReasonSurvivesACollectionInItsMidst() {
        ArtifactVersion version = register("a", WEIGHTS);
        List<Runnable> once = new ArrayList<>(List.of(() -> collect(2)));
        BlobStore collecting = new ForwardingBlobStore(DirectoryBlobStore.open(directory.resolve("ml"))) {
            @Override
            public Digest put(Content content) {
                Digest digest = super.put(content);
                if (!once.isEmpty()) {
                    once.remove(0).run();
                }
                return digest;
            }
        };

        try (MlOps third = MlOps.builder().store(collecting).open()) {
            third.model("a")
                    .promote(third.model("a").version(1))
                    .to("champion")
                    .overriding("because")
                    .commit();
        }

        AliasChange move = mlops.model("a").history("champion").changes().get(0);
        assertThat(move.decision().reason()).isEqualTo("because");
        assertThat(move.decision().actor()).isEqualTo(System.getProperty("user.name"));
        assertThat(version.number()).isEqualTo(1);
    }

    @Test
    void aWriterSignsWithItsNameAfterTheNoteOfItWasCollected() {
        register("a", WEIGHTS);
        assertThatThrownBy(() -> other.model("a").version(7)).hasMessageContaining("has no version 7");

        collect(3);
        other.model("b").newVersion().add("weights.bin", WEIGHTS).register();

        assertThat(other.model("b").version(1).registeredBy()).isEqualTo(System.getProperty("user.name"));
        assertThat(mlops.verify().findings()).isEmpty();
    }

    @Test
    void whatIsReferredToAfterItWasMarkedIsBroughtBack() {
        register("a", WEIGHTS);
        Digest orphan = beneath.put(Content.of(ORPHAN));
        List<Runnable> once = new ArrayList<>(List.of(() -> register("b", ORPHAN)));
        BlobStore slow = new CollectorsStore(DirectoryBlobStore.open(directory.resolve("ml")), once);

        try (MlOps third = MlOps.builder().store(slow).open()) {
            GarbageReport report = third.garbage().collect();

            assertThat(report.items(Fate.RESTORED)).extracting(Item::digest).containsExactly(orphan);
        }
        assertThat(inPlace(orphan)).isTrue();
        assertReadable(mlops.model("b").version(1), "nobody's");
    }

    @Test
    void whileACollectorIsStoppedHalfwayWhatItSetAsideIsReadAllTheSame() {
        register("a", WEIGHTS);
        BlobStore dying =
                new CollectorsStore(
                        DirectoryBlobStore.open(directory.resolve("ml")),
                        new ArrayList<>(List.of(() -> register("b", ORPHAN)))) {
                    @Override
                    public Creation create(BlobKey key, byte[] content) {
                        throw new IllegalStateException("killed");
                    }
                };
        Digest orphan = beneath.put(Content.of(ORPHAN));

        try (MlOps third = MlOps.builder().store(dying).open()) {
            assertThatThrownBy(() -> third.garbage().collect()).hasMessage("killed");
        }

        assertThat(inPlace(orphan)).isFalse();
        assertReadable(mlops.model("b").version(1), "nobody's");
        assertThat(mlops.verify().findings()).isEmpty();
        assertThat(mlops.garbage().collect().items(Fate.RESTORED))
                .extracting(Item::digest)
                .containsExactly(orphan);
        assertThat(inPlace(orphan)).isTrue();
        assertThat(files("trash")).noneMatch(file -> file.endsWith(orphan.hex().substring(2)));
    }

    @Test
    void nothingIsCollectedWhereItIsNotKnownWhatAManifestRefersTo() throws IOException {
        ArtifactVersion version = register("a", WEIGHTS);
        Digest orphan = beneath.put(Content.of(ORPHAN));
        Files.writeString(directory.resolve("ml").resolve(version.digest().key().path()), "rotten");

        assertThatThrownBy(() -> mlops.garbage().collect()).isInstanceOf(CorruptedException.class);

        assertThat(inPlace(orphan)).isTrue();
    }

    @Test
    void aStoreThatCannotMoveContentIsRefused() {
        MemoryBlobStore memory = new MemoryBlobStore();
        try (MlOps third =
                MlOps.builder().store(new ForwardingBlobStore(memory)).open()) {
            third.model("a").newVersion().add("weights.bin", WEIGHTS).register();
            memory.put(Content.of(ORPHAN));

            assertThatThrownBy(() -> third.garbage().collect())
                    .isInstanceOf(UnsupportedFormatException.class)
                    .hasMessageContaining("can move content neither in one step nor in two");
        }
    }

    /** Lets something happen between the listing of what there is and the first move. */
    private static class CollectorsStore extends ForwardingBlobStore implements AtomicMove {

        private final DirectoryBlobStore store;
        private final List<Runnable> once;

        CollectorsStore(DirectoryBlobStore store, List<Runnable> once) {
            super(store);
            this.store = store;
            this.once = once;
        }

        @Override
        public boolean move(BlobKey from, BlobKey to) {
            if (!once.isEmpty()) {
                once.remove(0).run();
            }
            return store.move(from, to);
        }
    }

    private static ProgressListener once(Runnable action) {
        List<Runnable> once = new ArrayList<>(List.of(action));
        return progress -> {
            if (!once.isEmpty()) {
                once.remove(0).run();
            }
        };
    }

    private void collect(int times) {
        for (int i = 0; i < times; i++) {
            mlops.garbage().collect();
        }
    }

    private ArtifactVersion register(String model, byte[] weights) {
        return mlops.model(model).newVersion().add("weights.bin", weights).register();
    }

    private void assertReadable(ArtifactVersion version, String expected) {
        try (MlOps fresh = MlOps.open(directory.resolve("ml"))) {
            ArtifactVersion found = fresh.model(version.name()).version(version.number());
            assertThat(found.open("weights.bin").readAllBytes()).asString().isEqualTo(expected);
            assertThat(found.path("weights.bin")).hasContent(expected);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private boolean inPlace(Digest digest) {
        return beneath.confirm(digest);
    }

    private List<Path> files(String below) {
        Path root = directory.resolve("ml").resolve(below);
        try (var walk = Files.exists(root) ? Files.walk(root) : Stream.<Path>empty()) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
