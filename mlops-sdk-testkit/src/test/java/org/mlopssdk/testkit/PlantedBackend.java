package org.mlopssdk.testkit;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.registry.AliasHistory;
import org.mlopssdk.registry.BackendProperties;
import org.mlopssdk.registry.RegistryBackend;
import org.mlopssdk.store.MemoryBlobStore;

/** A sound registry in memory, for a planted fault to override one method of. */
class PlantedBackend implements RegistryBackend {

    private static volatile MemoryBlobStore storage = new MemoryBlobStore();

    final RegistryBackend sound = JournalBackends.on(storage);

    /** Backends made from now on begin empty, and share what they keep. */
    static void freshStorage() {
        storage = new MemoryBlobStore();
    }

    static MemoryBlobStore storage() {
        return storage;
    }

    @Override
    public BackendProperties properties() {
        return sound.properties();
    }

    @Override
    public List<String> names(String kind) {
        return sound.names(kind);
    }

    @Override
    public long register(ArtifactName artifact, Registration registration) {
        return sound.register(artifact, registration);
    }

    @Override
    public List<Version> versions(ArtifactName artifact) {
        return sound.versions(artifact);
    }

    @Override
    public SortedMap<String, Target> aliases(ArtifactName artifact) {
        return sound.aliases(artifact);
    }

    @Override
    public void move(ArtifactName artifact, Moves moves) {
        sound.move(artifact, moves);
    }

    @Override
    public void tag(ArtifactName artifact, long version, String key, @Nullable String value) {
        sound.tag(artifact, version, key, value);
    }

    @Override
    public AliasHistory history(ArtifactName artifact, String alias) {
        return sound.history(artifact, alias);
    }

    /** The same registry as one that has neither atomic moves nor a history would have it, and says so. */
    static class Modest extends PlantedBackend {

        @Override
        public BackendProperties properties() {
            return new BackendProperties("modest", false, false);
        }

        @Override
        public SortedMap<String, Target> aliases(ArtifactName artifact) {
            SortedMap<String, Target> targets = sound.aliases(artifact);
            targets.replaceAll((alias, target) -> new Target(target.version(), null));
            return targets;
        }

        @Override
        public void move(ArtifactName artifact, Moves moves) {
            properties().requireAbleTo(moves);
            sound.move(artifact, moves);
        }

        @Override
        public AliasHistory history(ArtifactName artifact, String alias) {
            properties().requireHistory();
            return sound.history(artifact, alias);
        }
    }
}
