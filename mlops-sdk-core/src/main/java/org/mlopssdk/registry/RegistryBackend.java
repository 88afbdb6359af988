package org.mlopssdk.registry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.metric.FreeText;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.Name;

/**
 * Versions, aliases and tags of models and datasets: the SPI for whoever runs a model registry already. <b>Experimental</b>: it may change until
 * a second implementation, on an MLflow server, stands beside {@link Registry#backend the journal's}.
 *
 * <p>Not every registry can do everything. {@link #properties} says what this one can; what it cannot is refused with an
 * {@link UnsupportedOperationException}, never done in part or pretended. A backend keeps what it is told; whether an alias may move is decided
 * above it. The content of versions lies in a {@link org.mlopssdk.store.BlobStore}, and a backend keeps its digests.
 *
 * <p>Implementations are safe for use by many threads, and other handles and processes see at once what one has written. Failures beneath are
 * {@link org.mlopssdk.error.StorageException}, or {@link org.mlopssdk.error.OutcomeUnknownException} where it cannot be known what came of a
 * change: the same operation may then be tried again. The testkit's {@code RegistryBackendContract} holds an implementation to all of this.
 *
 * @since 0.1.0
 */
public interface RegistryBackend extends AutoCloseable {

    /**
     * What it can do, and where it keeps things.
     *
     * @return the properties, always the same
     */
    BackendProperties properties();

    /**
     * The artifacts of a kind that have a version.
     *
     * @param kind {@link Registry#MODEL} or {@link Registry#DATASET}
     * @return their names in order
     */
    List<String> names(String kind);

    /**
     * Registers a version under the next number, from 1 and without gaps. An operation that was done already, with whatever content, changes
     * nothing and answers with the version that it made.
     *
     * @param artifact which model or dataset; begins to exist with its first version
     * @param registration what is registered
     * @return the version's number
     * @throws org.mlopssdk.error.NotFoundException if the backend looks, and the content is not stored
     */
    long register(ArtifactName artifact, Registration registration);

    /**
     * All versions.
     *
     * @param artifact the model or dataset; one that has no versions has none to tell
     * @return the versions in the order of their numbers
     */
    List<Version> versions(ArtifactName artifact);

    /**
     * Where all aliases point, at one moment.
     *
     * @param artifact the model or dataset
     * @return where each alias points that points somewhere, by its name
     */
    SortedMap<String, Target> aliases(ArtifactName artifact);

    /**
     * Moves aliases, all at once or not at all. With {@linkplain BackendProperties#atomicMoves atomic moves} an operation that was done already
     * changes nothing; without them it moves the alias again.
     *
     * @param artifact whose aliases
     * @param moves where each moves, and why
     * @throws org.mlopssdk.error.ConflictException if an alias is not at the revision that its move expects
     * @throws org.mlopssdk.error.NotFoundException if there is no such version
     * @throws UnsupportedOperationException if there are several moves, or one expects a revision, and moves are not atomic
     */
    void move(ArtifactName artifact, Moves moves);

    /**
     * Puts a tag on a version, in place of one of the same key, or takes it off. Taking off what is not there changes nothing.
     *
     * @param artifact the model or dataset
     * @param version the version's number
     * @param key the key, see {@link FreeText}
     * @param value the value, likewise, or null to take the tag off
     * @throws org.mlopssdk.error.NotFoundException if there is no such version
     */
    void tag(ArtifactName artifact, long version, String key, @Nullable String value);

    /**
     * All moves of an alias.
     *
     * @param artifact whose alias
     * @param alias the alias
     * @return the moves in the order they happened; none if it never pointed anywhere
     * @throws UnsupportedOperationException if the backend keeps no history
     */
    AliasHistory history(ArtifactName artifact, String alias);

    /** Ends the handle; what it wrote stays. Closing twice does nothing. */
    @Override
    default void close() {}

    /**
     * Which model or dataset.
     *
     * @param kind {@link Registry#MODEL} or {@link Registry#DATASET}
     * @param name its name, see {@link Name}
     */
    record ArtifactName(String kind, String name) {

        /** Refuses other kinds, and names outside the grammar. */
        public ArtifactName {
            requireKind(kind);
            Name.require("a " + kind + "'s name", name);
        }

        /**
         * Returns a kind that a backend keeps, or refuses it.
         *
         * @param kind the kind
         * @return the kind
         * @throws IllegalArgumentException if it is another
         */
        public static String requireKind(String kind) {
            if (kind.equals(Registry.MODEL) || kind.equals(Registry.DATASET)) {
                return kind;
            }
            throw new IllegalArgumentException("a registry keeps artifacts of the kinds " + Registry.MODEL + " and "
                    + Registry.DATASET + "; got " + kind.length() + " other characters");
        }

        @Override
        public String toString() {
            return kind + "/" + name;
        }
    }

    /**
     * A version to be.
     *
     * @param operation the id of the operation, a {@link Name} that nobody else takes: the same when it is tried again
     * @param manifest the digest of the version's manifest
     * @param content the digest of its files alone
     * @param tags the tags it begins with
     */
    record Registration(String operation, Digest manifest, Digest content, Map<String, String> tags) {

        /** Copies the tags, and refuses what breaks the rules of names and free text. */
        public Registration {
            Name.require("an operation's id", operation);
            Objects.requireNonNull(manifest, "a registration without a manifest");
            Objects.requireNonNull(content, "a registration without a content");
            tags = sorted(tags);
            tags.forEach((key, value) -> {
                FreeText.require("a tag's key", key);
                FreeText.require("a tag's value", value);
            });
        }

        @Override
        public String toString() {
            return "registration " + operation + " of sha256:" + manifest.abbreviated() + " " + tags;
        }
    }

    /**
     * A version as the registry tells of it. All but its tags stays as it is for good.
     *
     * @param number its number, from 1
     * @param manifest the digest of its manifest
     * @param content the digest of its files alone
     * @param tags its tags now
     * @param time when it was registered, by the clock of whoever did or of the registry
     * @param actor who registered it
     */
    record Version(long number, Digest manifest, Digest content, Map<String, String> tags, Instant time, String actor) {

        /** Copies the tags. */
        public Version {
            tags = sorted(tags);
        }

        @Override
        public String toString() {
            return "version " + number + " sha256:" + manifest.abbreviated() + " by " + actor + " at "
                    + time.truncatedTo(ChronoUnit.SECONDS) + " " + tags;
        }
    }

    /**
     * Where an alias points.
     *
     * @param version the version's number
     * @param revision how often the alias has moved, or null where moves are not atomic and nobody counts them
     */
    record Target(long version, @Nullable Long revision) {

        @Override
        public String toString() {
            return "version " + version + (revision == null ? "" : " #" + revision);
        }
    }

    /**
     * One alias that shall point at a version.
     *
     * @param alias its name, see {@link Name}; may be new
     * @param version the version's number
     * @param expected the revision that it moves from, 0 for an alias that points nowhere, or null to move it wherever it points
     */
    record Move(String alias, long version, @Nullable Long expected) {

        /** Refuses names outside the grammar. */
        public Move {
            Name.require("an alias", alias);
        }

        @Override
        public String toString() {
            return alias + (expected == null ? "" : " #" + expected) + " -> version " + version;
        }
    }

    /**
     * Moves of aliases of one artifact, and why.
     *
     * @param operation the id of the operation, a {@link Name} that nobody else takes: the same when it is tried again
     * @param moves one for each alias; at least one
     * @param kind on what ground: a promotion has a report, an override a reason
     * @param reason why, in somebody's words, or null
     * @param report the digest of the gate's report that allows it, or null
     */
    record Moves(
            String operation,
            List<Move> moves,
            Decision.Kind kind,
            @Nullable String reason,
            @Nullable Digest report) {

        /** Copies the moves, and refuses those that have no ground or name an alias twice. */
        public Moves {
            Name.require("an operation's id", operation);
            moves = List.copyOf(moves);
            Set<String> aliases = moves.stream().map(Move::alias).collect(Collectors.toCollection(HashSet::new));
            if (moves.isEmpty() || aliases.size() < moves.size()) {
                throw new IllegalArgumentException(
                        "each move is of another alias, and there is at least one; got " + moves);
            }
            if (kind == Decision.Kind.PROMOTION && report == null) {
                throw new IllegalArgumentException("a promotion names the gate's report that allows it; got none");
            }
            if (kind == Decision.Kind.OVERRIDE && reason == null) {
                throw new IllegalArgumentException("an override has a reason; got none");
            }
        }

        @Override
        public String toString() {
            return kind + " " + operation + " of " + moves + (reason == null ? "" : ": " + reason);
        }
    }

    private static SortedMap<String, String> sorted(Map<String, String> tags) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }
}
