package org.mlopssdk.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.artifact.ContentReader;
import org.mlopssdk.artifact.Manifest;
import org.mlopssdk.artifact.Verification;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.journal.Attribution;
import org.mlopssdk.journal.Checkpoint;
import org.mlopssdk.journal.Ledger;
import org.mlopssdk.journal.Ledgers;
import org.mlopssdk.journal.StreamName;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.Name;
import org.mlopssdk.store.ProgressListener;
import org.mlopssdk.store.RecoverableBlobStore;

/**
 * Models and datasets by name, on a journal and a blob store. What was read of a stream is kept, so that a question costs one look for newer
 * entries. Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class Registry implements AutoCloseable {

    /** The kind of models. */
    public static final String MODEL = "model";

    /** The kind of datasets. */
    public static final String DATASET = "dataset";

    static final int MAX_MANIFEST = Manifest.MAX_BYTES;
    private static final int KEPT_STREAMS = 1000;
    private static final int KEPT_MANIFESTS = 1000;
    private static final int KEPT_NOTES = 10_000;

    private final Set<ServedModel<?>> served = ConcurrentHashMap.newKeySet();
    private boolean closed;
    private final Ledgers ledgers;
    private final RecoverableBlobStore store;
    private final ContentReader contents;
    private final Cache<StreamName, Ledger<ArtifactFold>> streams =
            Caffeine.newBuilder().maximumSize(KEPT_STREAMS).build();
    private final Cache<Digest, Manifest> manifests =
            Caffeine.newBuilder().maximumSize(KEPT_MANIFESTS).build();
    private final Cache<Digest, String> notes =
            Caffeine.newBuilder().maximumSize(KEPT_NOTES).build();

    /**
     * A registry.
     *
     * @param ledgers holds the streams
     * @param store holds the content
     * @param contents reads it, verified
     */
    public Registry(Ledgers ledgers, RecoverableBlobStore store, ContentReader contents) {
        this.ledgers = ledgers;
        this.store = store;
        this.contents = contents;
    }

    /**
     * An artifact, which begins to exist with its first version.
     *
     * @param kind {@link #MODEL} or {@link #DATASET}
     * @param name its name, see {@link Name}
     * @return the artifact
     */
    public Artifact artifact(String kind, String name) {
        StreamName stream = new StreamName(kind, Name.require("a " + kind + "'s name", name));
        return new Artifact(this, streams.get(stream, absent -> ledgers.open(absent, new ArtifactFold())));
    }

    /**
     * The artifacts of a kind that have a version.
     *
     * @param kind {@link #MODEL} or {@link #DATASET}
     * @return their names in order
     */
    public List<String> names(String kind) {
        return ledgers.streams(kind).stream()
                .map(StreamName::name)
                .filter(name -> artifact(kind, name).latest().isPresent())
                .toList();
    }

    /**
     * The gate report that allowed a move.
     *
     * @param digest as the move's {@link Decision} names it
     * @return the report
     */
    public GateReport report(Digest digest) {
        return GateReport.fromJson(contents.bytes(digest, MAX_MANIFEST));
    }

    /**
     * Reads everything there is to the end: each chain of entries, and each content that one refers to.
     *
     * @param checkpoint what each stream has to go on from; one of no streams, to compare with nothing
     * @param listener is told how far it has come
     * @return what was found
     */
    public Verification verify(Checkpoint checkpoint, ProgressListener listener) {
        return new StoreVerifier(ledgers, store, contents, listener).verify(checkpoint);
    }

    /**
     * The same versions, aliases and tags through the SPI for registries, for tools that work on any of them. <b>Experimental</b>, as the SPI is.
     * What it registers must lie in this registry's store already.
     *
     * @return the journal's backend; closing it does nothing
     */
    public RegistryBackend backend() {
        return new JournalBackend(this);
    }

    /**
     * Content that no entry refers to.
     *
     * @return the way to look at it, and to remove it
     */
    public Garbage garbage() {
        return new Garbage(ledgers, store, contents);
    }

    /** Ends the following of all models that are served. Closing twice does nothing. */
    @Override
    public void close() {
        synchronized (served) {
            closed = true;
        }
        served.forEach(ServedModel::close);
    }

    /** Remembers whom to close. */
    void serve(ServedModel<?> model) {
        synchronized (served) {
            if (closed) {
                throw new IllegalStateException("the store is closed; open it again to serve from it");
            }
            served.add(model);
        }
    }

    Set<ServedModel<?>> served() {
        return served;
    }

    Ledgers ledgers() {
        return ledgers;
    }

    BlobStore store() {
        return store;
    }

    ContentReader contents() {
        return contents;
    }

    Manifest manifest(Digest digest) {
        return manifests.get(
                digest, absent -> Manifest.fromJson(contents.bytes(absent, MAX_MANIFEST), "manifest sha256:" + absent));
    }

    /** What this process has just written is not read again: that could fail, and the entry stands. */
    void remember(Attribution attribution, @Nullable String reason) {
        notes.put(attribution.actor(), ledgers.author().name());
        Digest why = attribution.reason();
        if (why != null && reason != null) {
            notes.put(why, reason);
        }
    }

    String note(Digest digest) {
        return notes.get(digest, absent -> ledgers.notes().read(absent));
    }

    @Override
    public String toString() {
        return "registry on " + store.properties();
    }
}
