package org.mlopssdk.registry;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.mlopssdk.artifact.ContentReader;
import org.mlopssdk.artifact.Manifest;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.journal.Draft;
import org.mlopssdk.journal.Entry;
import org.mlopssdk.journal.Fold;
import org.mlopssdk.journal.Ledger;
import org.mlopssdk.journal.Ledgers;
import org.mlopssdk.journal.StreamName;
import org.mlopssdk.run.Experiment;
import org.mlopssdk.store.Digest;

/** Everything that any entry of any stream refers to, and how. Takes in what was appended since, each time it is asked to. */
final class Marks {

    private static final String SWEEP = "sweep";

    private final Ledgers ledgers;
    private final ContentReader contents;
    private final Map<StreamName, Stream> streams = new TreeMap<>();
    private final Set<Digest> readManifests = new HashSet<>();
    private final Map<Digest, String> marked = new HashMap<>();

    Marks(Ledgers ledgers, ContentReader contents) {
        this.ledgers = ledgers;
        this.contents = contents;
    }

    private record Stream(Ledger<KnownReferences> ledger, KnownReferences references) {}

    /** Refuses entries of which it is not known what they refer to. */
    private static final class KnownReferences implements Fold {

        private static final Set<String> TYPES = Set.of(
                Ledgers.STREAM_ADDED,
                Ledger.SWEPT,
                ArtifactFold.REGISTERED,
                ArtifactFold.PROMOTED,
                ArtifactFold.TAGGED,
                ArtifactFold.JUDGED,
                Experiment.RUN_STARTED,
                Experiment.RUN_FINISHED);

        private final References references = new References();
        private final Set<String> sweeps = new HashSet<>();

        @Override
        public boolean apply(Entry entry) {
            if (!TYPES.contains(entry.event().type())) {
                throw new UnsupportedFormatException(
                        entry.toString(),
                        "may refer to content in a way that this library does not know; collect with a newer"
                                + " mlops-sdk");
            }
            if (entry.event().type().equals(Ledger.SWEPT)
                    && entry.event().body().get(SWEEP) instanceof String sweep) {
                sweeps.add(sweep);
            }
            return references.apply(entry);
        }
    }

    /** Why a blob is kept; empty if nothing refers to it, as far as was taken in. */
    Optional<String> why(Digest digest) {
        return Optional.ofNullable(marked.get(digest));
    }

    /** Takes in all entries there are. */
    void takeIn() {
        stream(StreamName.CATALOG);
        ledgers.streams().forEach(this::stream);
        streams.values().forEach(this::takeIn);
    }

    /** The collections that have told the catalog, as far as was taken in: none of them has any content left to delete where it was. */
    Set<String> sweeps() {
        return Set.copyOf(stream(StreamName.CATALOG).references.sweeps);
    }

    /** Tells every stream, the catalog before the others: a stream that it does not list yet learns of it when it is added. */
    void sweep(String sweep) {
        append(stream(StreamName.CATALOG), sweep);
        for (StreamName name : ledgers.streams()) {
            append(stream(name), sweep);
        }
    }

    private static void append(Stream stream, String sweep) {
        stream.ledger.append("sweep-" + sweep, state -> new Draft(Ledger.SWEPT, Map.of(SWEEP, sweep), null));
    }

    private Stream stream(StreamName name) {
        return streams.computeIfAbsent(name, absent -> {
            KnownReferences references = new KnownReferences();
            return new Stream(ledgers.open(absent, references), references);
        });
    }

    private void takeIn(Stream stream) {
        stream.ledger.length();
        References references = stream.references.references;
        references.notes().forEach(marked::putIfAbsent);
        references.contents().forEach(marked::putIfAbsent);
        references.manifests().forEach(this::takeIn);
    }

    private void takeIn(Digest digest, String why) {
        marked.putIfAbsent(digest, why);
        if (readManifests.add(digest)) {
            Manifest manifest = Manifest.fromJson(contents.bytes(digest, Registry.MAX_MANIFEST), why);
            manifest.contents().forEach(content -> marked.putIfAbsent(content, "a file of " + subject(why)));
        }
    }

    /** All streams that were taken in. */
    Collection<StreamName> streams() {
        return streams.keySet();
    }

    private static String subject(String manifest) {
        return manifest.replaceFirst("^the manifest of ", "");
    }
}
