package org.mlopssdk.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.mlopssdk.artifact.ArtifactFile;
import org.mlopssdk.artifact.ContentReader;
import org.mlopssdk.artifact.Lineage;
import org.mlopssdk.artifact.Manifest;
import org.mlopssdk.error.ConflictException;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.journal.Author;
import org.mlopssdk.journal.BlobJournal;
import org.mlopssdk.journal.Checkpoint;
import org.mlopssdk.journal.Ledgers;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.registry.RegistryBackend.ArtifactName;
import org.mlopssdk.registry.RegistryBackend.Move;
import org.mlopssdk.registry.RegistryBackend.Moves;
import org.mlopssdk.registry.RegistryBackend.Registration;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.ForwardingBlobStore;
import org.mlopssdk.store.MemoryBlobStore;
import org.mlopssdk.store.ProgressListener;
import org.mlopssdk.store.RecoverableBlobStore;

/** What the journal's backend does beyond the contract of backends: it speaks of the same entries as the rest, and of no content that is not there. */
class JournalBackendTest {

    private static final ArtifactName MODEL = new ArtifactName(Registry.MODEL, "failure");
    private static final Move CHAMPION = new Move("champion", 1, null);

    private final MemoryBlobStore store = new MemoryBlobStore();
    private final Registry registry = registryOn(store);
    private final RegistryBackend backend = registry.backend();

    private static Registry registryOn(BlobStore blobs) {
        RecoverableBlobStore contents = new RecoverableBlobStore(blobs);
        BlobJournal journal = new BlobJournal(blobs, Duration.ofSeconds(1), new SplittableRandom(1));
        Author author = new Author("ada", Clock.systemUTC(), new SplittableRandom(2));
        return new Registry(new Ledgers(journal, contents, author), contents, new ContentReader(contents));
    }

    private Manifest manifest(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        Digest file = store.put(Content.of(bytes));
        return Manifest.of(List.of(new ArtifactFile("m", file, bytes.length)), Metrics.none(), Lineage.UNKNOWN, null);
    }

    private Registration registration(String operation, Manifest manifest) {
        Digest digest = store.put(Content.of(manifest.toJson()));
        return new Registration(operation, digest, manifest.contentDigest(), Map.of("team", "red"));
    }

    private static Moves override(String operation, Move... moves) {
        return new Moves(operation, List.of(moves), Decision.Kind.OVERRIDE, "because", null);
    }

    @Test
    void whatItDoesAndWhatTheRegistryDoesAreTheSame() {
        backend.register(MODEL, registration("first", manifest("y = x")));
        Artifact model = registry.artifact(Registry.MODEL, "failure");
        ArtifactVersion second = model.newVersion()
                .add("m", "y = 2 x".getBytes(StandardCharsets.UTF_8))
                .register();
        model.promote(second).to("champion").overriding("better").commit();
        backend.move(MODEL, override("back", CHAMPION));

        assertThat(backend.versions(MODEL))
                .extracting(RegistryBackend.Version::manifest)
                .isEqualTo(
                        model.versions().stream().map(ArtifactVersion::digest).toList());
        assertThat(model.version(1).tags()).isEqualTo(Map.of("team", "red"));
        assertThat(model.version(1).files().verify(ProgressListener.NONE).findings())
                .isEmpty();
        assertThat(model.alias("champion").require().number()).isEqualTo(1);
        assertThat(backend.history(MODEL, "champion")).isEqualTo(model.history("champion"));
        assertThat(registry.verify(Checkpoint.NONE, ProgressListener.NONE).findings())
                .isEmpty();
    }

    @Test
    void whatIsNotStoredIsNotRegistered() {
        Manifest manifest = manifest("y = x");
        Registration unstored =
                new Registration("unstored", Digest.of(manifest.toJson()), manifest.contentDigest(), Map.of());
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> backend.register(MODEL, unstored));

        Registration withoutItsFile = registration("without-its-file", manifest);
        manifest.contents().forEach(content -> store.delete(content.key()));
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> backend.register(MODEL, withoutItsFile));

        assertThat(backend.versions(MODEL)).isEmpty();
    }

    @Test
    void contentThatTheManifestDoesNotNameIsRefused() {
        Registration sound = registration("first", manifest("y = x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend.register(
                        MODEL, new Registration("first", sound.manifest(), sound.manifest(), Map.of())))
                .withMessageContaining(sound.content().toString());
    }

    @Test
    void aReportThatIsNotStoredAllowsNothing() {
        backend.register(MODEL, registration("first", manifest("y = x")));
        Moves moves = new Moves("promote", List.of(CHAMPION), Decision.Kind.PROMOTION, null, Digest.of(new byte[] {1}));

        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> backend.move(MODEL, moves))
                .withMessageContaining("put it there first");
        assertThat(backend.aliases(MODEL)).isEmpty();
    }

    @Test
    void contentThatWasSetAsideBeforeTheEntryStandsIsBroughtBack() {
        backend.register(MODEL, registration("first", manifest("y = x")));
        Registration second = registration("second", manifest("y = 2 x"));

        assertThat(collectingFirst(1).register(MODEL, second)).isEqualTo(2);
        assertThat(registry.garbage().collect().items(GarbageReport.Fate.DROPPED))
                .isEmpty();
        assertThat(registry.verify(Checkpoint.NONE, ProgressListener.NONE).findings())
                .isEmpty();
    }

    @Test
    void contentThatWasDroppedBeforeTheEntryStandsIsAConflict() {
        backend.register(MODEL, registration("first", manifest("y = x")));
        Manifest sameFile = Manifest.of(manifest("y = x").files(), Metrics.of("f1", 0.5), Lineage.UNKNOWN, null);

        for (Manifest gone : List.of(manifest("y = 2 x"), sameFile)) {
            Registration second = registration("second", gone);
            assertThatExceptionOfType(ConflictException.class)
                    .isThrownBy(() -> collectingFirst(2).register(MODEL, second))
                    .withMessageContaining("collected as garbage");
        }
        assertThat(backend.versions(MODEL)).hasSize(1);
    }

    /** A backend whose first entry has to wait for some garbage collections. */
    private RegistryBackend collectingFirst(int collections) {
        AtomicInteger left = new AtomicInteger(collections);
        return registryOn(new ForwardingBlobStore(store) {
                    @Override
                    public Creation create(BlobKey key, byte[] content) {
                        while (key.path().startsWith("journal/model/") && left.getAndDecrement() > 0) {
                            registry.garbage().collect();
                        }
                        return super.create(key, content);
                    }
                })
                .backend();
    }

    @Test
    void anIdThatWasTakenForSomethingElseIsRefused() {
        backend.register(MODEL, registration("one", manifest("y = x")));
        backend.move(MODEL, override("two", CHAMPION));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend.move(MODEL, override("one", CHAMPION)))
                .withMessageContaining("take another id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend.register(MODEL, registration("two", manifest("y = x"))));
    }

    @Test
    void otherStreamsOfTheJournalAreOutOfReach() {
        for (String kind : List.of("experiment", "catalog", "", "../model")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new ArtifactName(kind, "failure"));
        }
    }

    @Test
    void aMoveNamesItsGround() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Moves("o", List.of(CHAMPION), Decision.Kind.PROMOTION, "why", null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Moves("o", List.of(CHAMPION), Decision.Kind.OVERRIDE, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> override("o"));
        assertThatIllegalArgumentException().isThrownBy(() -> override("o", CHAMPION, CHAMPION));
    }

    @Test
    void valuesAndPropertiesReadWell() {
        Registration registration = registration("first", manifest("y = x"));
        backend.register(MODEL, registration);
        backend.move(MODEL, override("move", CHAMPION));

        assertThat(backend.properties()).hasToString("memory:");
        assertThat(new BackendProperties("http://mlflow", false, false))
                .hasToString("http://mlflow (no atomic moves) (no history)");
        assertThat(backend.aliases(MODEL)).hasToString("{champion=version 1 #1}");
        assertThat(registration.toString())
                .startsWith("registration first of sha256:")
                .endsWith("{team=red}");
        assertThat(backend.versions(MODEL).get(0).toString())
                .startsWith("version 1 sha256:" + registration.manifest().abbreviated() + " by ada at 20");
        assertThat(override("o", new Move("champion", 2, 1L)))
                .hasToString("OVERRIDE o of [champion #1 -> version 2]: because");
    }
}
