package org.mlopssdk.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.artifact.Manifest;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.journal.Dependencies;
import org.mlopssdk.journal.Entry;
import org.mlopssdk.store.Digest;

/** The registry on the journal as a backend: the same entries as those of {@link Artifact} and {@link Promotion}. */
final class JournalBackend implements RegistryBackend {

    private final Registry registry;

    JournalBackend(Registry registry) {
        this.registry = registry;
    }

    @Override
    public BackendProperties properties() {
        return new BackendProperties(registry.store().properties().location(), true, true);
    }

    @Override
    public List<String> names(String kind) {
        return registry.names(ArtifactName.requireKind(kind));
    }

    @Override
    public long register(ArtifactName name, Registration registration) {
        Artifact artifact = artifact(name);
        Dependencies needed = artifact.dependencies();
        Manifest manifest = registry.manifest(registration.manifest());
        if (!manifest.contentDigest().equals(registration.content())) {
            throw new IllegalArgumentException(registration
                    + " has other content than its manifest names, which is sha256:" + manifest.contentDigest());
        }
        List<Digest> contents = new ArrayList<>(manifest.contents());
        contents.add(registration.manifest());
        need(needed, contents);
        Entry entry = artifact.register(
                registration.operation(), needed, registration.manifest(), registration.content(), registration.tags());
        requireType(entry, ArtifactFold.REGISTERED);
        return entry.body(ArtifactFold.Registered.class).version();
    }

    @Override
    public List<Version> versions(ArtifactName name) {
        return artifact(name).versions().stream()
                .map(version -> new Version(
                        version.number(),
                        version.digest(),
                        version.contentDigest(),
                        version.tags(),
                        version.registered(),
                        version.registeredBy()))
                .toList();
    }

    @Override
    public SortedMap<String, Target> aliases(ArtifactName name) {
        SortedMap<String, Target> targets = new TreeMap<>();
        for (Alias alias : artifact(name).aliases()) {
            targets.put(alias.name(), new Target(alias.require().number(), alias.revision()));
        }
        return targets;
    }

    @Override
    public void move(ArtifactName name, Moves moves) {
        Artifact artifact = artifact(name);
        Dependencies needed = artifact.dependencies();
        if (moves.report() != null) {
            need(needed, List.of(moves.report()));
        }
        ArtifactFold.Promoted promoted = new ArtifactFold.Promoted(
                moves.kind(),
                moves.moves().stream()
                        .map(move -> new ArtifactFold.Move(move.alias(), move.version()))
                        .toList(),
                moves.report());
        Entry entry = artifact.moves()
                .move(
                        moves.operation(),
                        needed,
                        promoted,
                        moves.reason(),
                        fold -> moves.moves().forEach(move -> requireHolds(artifact, fold, move)));
        requireType(entry, ArtifactFold.PROMOTED);
    }

    @Override
    public void tag(ArtifactName name, long version, String key, @Nullable String value) {
        if (value == null) {
            artifact(name).untag(version, key);
        } else {
            artifact(name).tag(version, key, value);
        }
    }

    @Override
    public AliasHistory history(ArtifactName name, String alias) {
        return artifact(name).history(alias);
    }

    private Artifact artifact(ArtifactName name) {
        return registry.artifact(name.kind(), name.name());
    }

    /** An entry names only what is there; only its caller can put it again should it be collected as garbage before the entry stands. */
    private void need(Dependencies needed, List<Digest> contents) {
        for (Digest content : contents) {
            if (!registry.store().confirm(content)) {
                throw new NotFoundException("content sha256:" + content, "is not in the store; put it there first");
            }
        }
        needed.need(contents, () -> {});
    }

    private static void requireHolds(Artifact artifact, ArtifactFold fold, Move move) {
        if (fold.version(move.version()).isEmpty()) {
            throw new NotFoundException(
                    artifact.toString(),
                    "has no version " + move.version() + "; it has " + (fold.next() - 1) + " versions");
        }
        if (move.expected() != null) {
            artifact.moves().requireUnmoved(fold, move.alias(), move.expected());
        }
    }

    /** What was done under an operation's id may be something else, if the id was taken twice. */
    private static void requireType(Entry entry, String type) {
        if (!entry.event().type().equals(type)) {
            throw new IllegalArgumentException("the operation " + entry.event().operation() + " was done already, as "
                    + entry + "; take another id");
        }
    }

    @Override
    public String toString() {
        return "backend of " + registry;
    }
}
