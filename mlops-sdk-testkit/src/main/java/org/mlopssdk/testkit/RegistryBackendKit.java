package org.mlopssdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.mlopssdk.artifact.ArtifactFile;
import org.mlopssdk.artifact.Lineage;
import org.mlopssdk.artifact.Manifest;
import org.mlopssdk.error.ConflictException;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.registry.Decision;
import org.mlopssdk.registry.Registry;
import org.mlopssdk.registry.RegistryBackend;
import org.mlopssdk.registry.RegistryBackend.ArtifactName;
import org.mlopssdk.registry.RegistryBackend.Move;
import org.mlopssdk.registry.RegistryBackend.Moves;
import org.mlopssdk.registry.RegistryBackend.Registration;
import org.mlopssdk.registry.RegistryBackend.Target;
import org.mlopssdk.registry.RegistryBackend.Version;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.MemoryBlobStore;

/** What the parts of the contract of registries' backends stand on. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class RegistryBackendKit {

    static final int RACERS = 16;
    static final int ROUNDS = 5;
    static final ArtifactName MODEL = new ArtifactName(Registry.MODEL, "failure");
    static final ArtifactName KIN = new ArtifactName(Registry.MODEL, "failure.2");
    static final ArtifactName DATASET = new ArtifactName(Registry.DATASET, "failure");
    static final String CHAMPION = "champion";
    static final String CHALLENGER = "challenger";

    RegistryBackend backend;
    private final BlobStore memory = new MemoryBlobStore();
    private final AtomicInteger operations = new AtomicInteger();

    /**
     * Opens a backend on a fresh, empty registry.
     *
     * @return the backend; the kit closes it
     */
    protected abstract RegistryBackend open();

    /**
     * Opens another handle on the registry of the backend that {@link #open} gave last.
     *
     * @return the backend; the kit closes it
     */
    protected abstract RegistryBackend reopen();

    /**
     * Where the content of versions is put before they are registered: for backends that look whether it is there.
     *
     * @return the store; by default one that no backend knows
     */
    protected BlobStore contents() {
        return memory;
    }

    @BeforeEach
    void openBackend() {
        backend = open();
    }

    @AfterEach
    void closeBackend() {
        backend.close();
    }

    /** An id that was not taken yet. */
    String operation() {
        return "operation-" + operations.incrementAndGet();
    }

    /** A version of its own content, which is stored. */
    Registration registration(String operation, String content, Map<String, String> tags) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        Digest file = contents().put(Content.of(bytes));
        Manifest manifest = Manifest.of(
                List.of(new ArtifactFile("model.bin", file, bytes.length)), Metrics.none(), Lineage.UNKNOWN, null);
        Digest stored = contents().put(Content.of(manifest.toJson()));
        return new Registration(operation, stored, manifest.contentDigest(), tags);
    }

    Registration registration() {
        String operation = operation();
        return registration(operation, "content of " + operation, Map.of());
    }

    /** Registers so many versions, and is told their numbers from 1. */
    void register(ArtifactName artifact, int count) {
        for (long number = 1; number <= count; number++) {
            assertThat(backend.register(artifact, registration())).isEqualTo(number);
        }
    }

    List<Long> numbers(RegistryBackend handle) {
        return handle.versions(MODEL).stream().map(Version::number).toList();
    }

    static List<Long> oneTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /** A person's decision to move aliases. */
    static Moves override(String operation, Move... moves) {
        return new Moves(operation, List.of(moves), Decision.Kind.OVERRIDE, "a reason", null);
    }

    /** Moves an alias wherever it points, which every backend can. */
    void point(String alias, long version) {
        backend.move(MODEL, override(operation(), new Move(alias, version, null)));
    }

    /** Moves an alias from a revision. */
    void pointFrom(String alias, long expected, long version) {
        backend.move(MODEL, override(operation(), new Move(alias, version, expected)));
    }

    /** Where the model's aliases point. */
    Map<String, Long> pointed() {
        return pointed(backend);
    }

    static Map<String, Long> pointed(RegistryBackend handle) {
        Map<String, Long> pointed = new TreeMap<>();
        handle.aliases(MODEL).forEach((alias, target) -> pointed.put(alias, target.version()));
        return pointed;
    }

    @Nullable Long revision(String alias) {
        Target target = backend.aliases(MODEL).get(alias);
        return target == null ? null : target.revision();
    }

    void assumeAtomicMoves() {
        Assumptions.assumeTrue(
                backend.properties().atomicMoves(), () -> backend.properties() + ": held to refuse them instead");
    }

    void assumeNoAtomicMoves() {
        Assumptions.assumeFalse(
                backend.properties().atomicMoves(), () -> backend.properties() + " can: held to do so instead");
    }

    void assumeHistory() {
        Assumptions.assumeTrue(
                backend.properties().history(), () -> backend.properties() + ": held to refuse it instead");
    }

    /** Moves the champion from a revision, unless another was first. */
    boolean wins(RegistryBackend handle, long version, long expected) {
        try {
            handle.move(MODEL, override(operation(), new Move(CHAMPION, version, expected)));
            return true;
        } catch (ConflictException e) {
            return false;
        }
    }
}
