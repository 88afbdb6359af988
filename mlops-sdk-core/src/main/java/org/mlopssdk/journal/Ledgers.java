package org.mlopssdk.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Name;
import org.mlopssdk.store.Progress;
import org.mlopssdk.store.ProgressListener;

/**
 * All the streams of a journal, and the author in whose name this process writes. The {@code catalog} stream records each stream before its
 * first entry, so that they can be listed without help from the storage. Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class Ledgers {

    /** The type of the catalog's entries. */
    public static final String STREAM_ADDED = "stream-added";

    private final Journal journal;
    private final BlobStore store;
    private final Author author;
    private final Notes notes;
    private final Content signature;
    private final Ledger<Catalog> catalog;

    /**
     * The streams of a journal.
     *
     * @param journal keeps the entries
     * @param store keeps the notes that entries refer to
     * @param author signs what this process writes
     */
    public Ledgers(Journal journal, BlobStore store, Author author) {
        this.journal = journal;
        this.store = store;
        this.author = author;
        this.notes = new Notes(store, author.random());
        this.signature = notes.content(author.name());
        this.catalog = new Ledger<>(this, StreamName.CATALOG, new Catalog());
    }

    /**
     * One stream, not yet read.
     *
     * @param <F> the fold
     * @param stream the stream; it begins to exist with its first entry
     * @param fold adds up its entries; used by the ledger alone from now on
     * @return the ledger
     */
    public <F extends Fold> Ledger<F> open(StreamName stream, F fold) {
        return new Ledger<>(this, stream, fold);
    }

    /**
     * The streams of a kind.
     *
     * @param kind the kind
     * @return their names in order; one may be recorded whose first entry was never written
     */
    public List<StreamName> streams(String kind) {
        return catalog.read(known -> known.streams.stream()
                .filter(stream -> stream.kind().equals(kind))
                .toList());
    }

    /**
     * All streams but the catalog.
     *
     * @return their names in order
     */
    public List<StreamName> streams() {
        return catalog.read(known -> List.copyOf(known.streams));
    }

    /**
     * How far each stream has come, the catalog's included. Each is read and verified from its first entry on.
     *
     * @param listener is told how many streams were read
     * @return the last entry of each stream that has one
     */
    public Checkpoint checkpoint(ProgressListener listener) {
        ProgressListener guarded = ProgressListener.guarded(listener);
        List<StreamName> streams = new ArrayList<>(List.of(StreamName.CATALOG));
        streams.addAll(streams());
        SortedMap<StreamName, Checkpoint.Head> heads = new TreeMap<>();
        for (StreamName stream : streams) {
            open(stream, entry -> true).head().ifPresent(head -> heads.put(stream, head));
            guarded.onProgress(new Progress("checkpoint streams", heads.size(), streams.size()));
        }
        return new Checkpoint(heads);
    }

    /**
     * The same streams, read from their entries alone, without what only speeds up reading: for whoever verifies those.
     *
     * @return the streams, for reading
     */
    public Ledgers entryByEntry() {
        return journal instanceof BlobJournal blobs ? new Ledgers(blobs.withoutSegments(), store, author) : this;
    }

    /**
     * The author in whose name this process writes.
     *
     * @return the author
     */
    public Author author() {
        return author;
    }

    /**
     * The notes that entries refer to.
     *
     * @return the notes
     */
    public Notes notes() {
        return notes;
    }

    /**
     * The journal beneath.
     *
     * @return the journal
     */
    public Journal journal() {
        return journal;
    }

    void recordInCatalog(StreamName stream) {
        if (stream.equals(StreamName.CATALOG)) {
            return;
        }
        String operation = "stream-" + stream.origin();
        catalog.append(operation, known -> Draft.of(STREAM_ADDED, new Added(stream.kind(), stream.name())));
    }

    BlobStore store() {
        return store;
    }

    /** The note that names the author. */
    Content signature() {
        return signature;
    }

    long catalogSweeps() {
        return catalog.sweeps();
    }

    Event event(String operation, Draft draft, Attribution attribution) {
        return new Event(draft.type(), false, operation, author.clock().instant(), attribution, draft.body());
    }

    record Added(String kind, String name) {

        Added {
            Name.require("the kind of a stream", kind);
            Name.require(kind + " name", name);
        }
    }

    /** The fold of the catalog. */
    static final class Catalog implements Fold {

        private final Set<StreamName> streams = new TreeSet<>();

        @Override
        public boolean apply(Entry entry) {
            if (!entry.event().type().equals(STREAM_ADDED)) {
                return false;
            }
            Added added = entry.body(Added.class);
            streams.add(new StreamName(added.kind, added.name));
            return true;
        }
    }
}
