package org.mlopssdk.registry;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.journal.Attribution;
import org.mlopssdk.journal.Entry;
import org.mlopssdk.journal.Fold;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.Name;

/** What the stream of an artifact adds up to: its versions, where its aliases point and pointed, its tags. */
final class ArtifactFold implements Fold {

    static final String REGISTERED = "registered";
    static final String PROMOTED = "promoted";
    static final String TAGGED = "tagged";
    static final String JUDGED = "judged";

    /** A version came to be. */
    record Registered(
            long version,
            Digest manifest,
            Digest content,
            @Nullable Map<String, String> tags) {

        Registered {
            Objects.requireNonNull(manifest, "a version without a manifest");
            Objects.requireNonNull(content, "a version without a content");
        }
    }

    /** Aliases moved, all at once. */
    record Promoted(
            Decision.Kind kind, List<Move> moves, @Nullable Digest report) {

        Promoted {
            Objects.requireNonNull(kind, "a promotion without a kind");
            moves = List.copyOf(moves);
        }
    }

    /** Where one alias moved. */
    record Move(String alias, long version) {

        Move {
            Name.require("an alias", alias);
        }
    }

    /** A tag was put, or taken off where there is no value. */
    record Tagged(long version, String key, @Nullable String value) {

        Tagged {
            Objects.requireNonNull(key, "a tag without a key");
        }
    }

    /** A gate's report about a version is kept. */
    record Judged(long version, Digest report) {

        Judged {
            Objects.requireNonNull(report, "a judgement without a report");
        }
    }

    /** A version as the stream tells of it, with the reports that were kept about it or that it was promoted by. */
    record VersionState(
            long number,
            Digest manifest,
            Digest content,
            Instant time,
            Attribution attribution,
            SortedMap<String, String> tags,
            Set<Digest> reports) {}

    /** One move of an alias as the stream tells of it; names stay behind their digests. */
    record MoveState(
            long revision, @Nullable Long from, long to, Promoted promoted, Instant time, Attribution attribution) {}

    /** An alias: its moves, and what a rollback goes back to, latest first. */
    static final class AliasState {

        private final List<MoveState> moves = new ArrayList<>();
        private final Deque<Long> before = new ArrayDeque<>();

        long revision() {
            return moves.size();
        }

        @Nullable Long version() {
            return moves.isEmpty() ? null : moves.get(moves.size() - 1).to();
        }

        List<MoveState> moves() {
            return Collections.unmodifiableList(moves);
        }

        Optional<Long> previous() {
            return Optional.ofNullable(before.peek());
        }

        private void move(long version, Promoted promoted, Entry entry) {
            Long from = version();
            if (promoted.kind == Decision.Kind.ROLLBACK) {
                before.poll();
            } else if (from != null && from != version) {
                before.push(from);
            }
            moves.add(new MoveState(
                    revision() + 1,
                    from,
                    version,
                    promoted,
                    entry.event().time(),
                    entry.event().attribution()));
        }
    }

    private final List<VersionState> versions = new ArrayList<>();
    private final SortedMap<String, AliasState> aliases = new TreeMap<>();

    @Override
    public boolean apply(Entry entry) {
        switch (entry.event().type()) {
            case REGISTERED -> register(entry, entry.body(Registered.class));
            case PROMOTED -> promote(entry, entry.body(Promoted.class));
            case TAGGED -> tag(entry, entry.body(Tagged.class));
            case JUDGED -> judge(entry, entry.body(Judged.class));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void register(Entry entry, Registered registered) {
        if (registered.version != versions.size() + 1L) {
            throw new CorruptedException(
                    entry.toString(),
                    "registers version " + registered.version + " where " + (versions.size() + 1) + " is next");
        }
        versions.add(new VersionState(
                registered.version,
                registered.manifest,
                registered.content,
                entry.event().time(),
                entry.event().attribution(),
                new TreeMap<>(registered.tags == null ? Map.of() : registered.tags),
                new LinkedHashSet<>()));
    }

    private void promote(Entry entry, Promoted promoted) {
        for (Move move : promoted.moves) {
            requireKnown(entry, move.version);
            aliases.computeIfAbsent(move.alias, absent -> new AliasState()).move(move.version, promoted, entry);
            if (promoted.report != null) {
                reports(move.version).add(promoted.report);
            }
        }
    }

    private void judge(Entry entry, Judged judged) {
        requireKnown(entry, judged.version);
        reports(judged.version).add(judged.report);
    }

    private Set<Digest> reports(long version) {
        return versions.get((int) version - 1).reports;
    }

    private void tag(Entry entry, Tagged tagged) {
        requireKnown(entry, tagged.version);
        SortedMap<String, String> tags = versions.get((int) tagged.version - 1).tags;
        if (tagged.value == null) {
            tags.remove(tagged.key);
        } else {
            tags.put(tagged.key, tagged.value);
        }
    }

    private void requireKnown(Entry entry, long version) {
        if (version < 1 || version > versions.size()) {
            throw new CorruptedException(
                    entry.toString(), "speaks of version " + version + ", which is not registered");
        }
    }

    /** The next version's number. */
    long next() {
        return versions.size() + 1L;
    }

    List<VersionState> versions() {
        return versions.stream().map(ArtifactFold::copy).toList();
    }

    Optional<VersionState> version(long number) {
        return number < 1 || number > versions.size()
                ? Optional.empty()
                : Optional.of(copy(versions.get((int) number - 1)));
    }

    /** The latest version of that content, or with that manifest. */
    Optional<VersionState> version(Digest digest) {
        for (int i = versions.size() - 1; i >= 0; i--) {
            VersionState version = versions.get(i);
            if (version.content.equals(digest) || version.manifest.equals(digest)) {
                return Optional.of(copy(version));
            }
        }
        return Optional.empty();
    }

    SortedMap<String, AliasState> aliases() {
        return aliases;
    }

    AliasState alias(String name) {
        return aliases.getOrDefault(name, new AliasState());
    }

    private static VersionState copy(VersionState state) {
        return new VersionState(
                state.number,
                state.manifest,
                state.content,
                state.time,
                state.attribution,
                Collections.unmodifiableSortedMap(new TreeMap<>(state.tags)),
                Collections.unmodifiableSet(new LinkedHashSet<>(state.reports)));
    }
}
