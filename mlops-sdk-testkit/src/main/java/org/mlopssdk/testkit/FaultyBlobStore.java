package org.mlopssdk.testkit;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.LocalFiles;
import org.mlopssdk.store.ProgressListener;
import org.mlopssdk.store.StoreProperties;

/**
 * A store with planned faults around a sound one, for tests of what stands on a store. Without faults it does what the store beneath does.
 *
 * <pre>{@code
 * FaultyBlobStore store = FaultyBlobStore.around(new MemoryBlobStore());
 * store.on(create().below("journal/").number(2)).losesTheResponse();
 * store.on(open().from(10)).fails();
 * }</pre>
 *
 * <p>Where several faults strike one call, the one planned first comes first. Where the store beneath has {@link LocalFiles}, so has this one;
 * a fault in what is read concerns streams, not these files. Safe for use by many threads.
 *
 * @since 0.1.0
 */
public class FaultyBlobStore implements BlobStore {

    private static final String PUT_KEY = "blobs/sha256/";

    private final BlobStore store;
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final StoreCalls calls = new StoreCalls();

    private FaultyBlobStore(BlobStore store) {
        this.store = store;
    }

    /**
     * A store without faults as yet.
     *
     * @param store does the work; closed with this one
     * @return the store, with local files where the one beneath has them
     */
    public static FaultyBlobStore around(BlobStore store) {
        return store instanceof LocalFiles files ? new WithFiles(store, files) : new FaultyBlobStore(store);
    }

    /**
     * Begins to plan a fault.
     *
     * @param which the calls that it strikes
     * @return what can go wrong with them
     */
    public Planning on(Calls which) {
        return new Planning(which, this::plan);
    }

    private FaultyBlobStore plan(Fault fault) {
        faults.add(fault);
        return this;
    }

    /** Forgets all faults that were planned. Calls that are held up stay so until their pause ends. */
    public void heal() {
        faults.clear();
    }

    /**
     * The calls so far, those that went wrong included.
     *
     * @return the calls in the order of their numbers
     */
    public List<StoreCall> calls() {
        return calls.all();
    }

    /**
     * How many calls there were of some kind.
     *
     * @param which the calls; numbers play no part
     * @return the count
     */
    public long count(Calls which) {
        return calls().stream()
                .filter(call -> which.match(call.operation(), call.key()))
                .count();
    }

    @Override
    public Creation create(BlobKey key, byte[] content) {
        return through(Operation.CREATE, key.path(), () -> store.create(key, content));
    }

    @Override
    public Digest put(Content content) {
        return through(Operation.PUT, PUT_KEY, () -> store.put(content));
    }

    @Override
    public boolean confirm(Digest digest) {
        return through(Operation.CONFIRM, digest.key().path(), () -> store.confirm(digest));
    }

    @Override
    public Optional<InputStream> open(BlobKey key, ByteRange range) {
        StoreCall call = calls.next(Operation.OPEN, key.path());
        List<Fault> striking = striking(call);
        Optional<InputStream> in = through(call, striking, () -> store.open(key, range));
        for (Fault fault : striking) {
            in = in.map(fault.reading(range));
        }
        return in;
    }

    @Override
    public List<BlobKey> list(String prefix, String startAfter, int limit) {
        return through(Operation.LIST, prefix, () -> store.list(prefix, startAfter, limit));
    }

    @Override
    public void delete(BlobKey key) {
        through(Operation.DELETE, key.path(), () -> {
            store.delete(key);
            return key;
        });
    }

    @Override
    public StoreProperties properties() {
        return store.properties();
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public String toString() {
        return "FaultyBlobStore[" + faults.size() + " faults, " + store + "]";
    }

    /** What the store does, and what was planned to go wrong with it. */
    final <T> T through(Operation operation, String key, Supplier<T> work) {
        StoreCall call = calls.next(operation, key);
        return through(call, striking(call), work);
    }

    private static <T> T through(StoreCall call, List<Fault> striking, Supplier<T> work) {
        striking.forEach(fault -> fault.before(call));
        T result = work.get();
        striking.forEach(fault -> fault.after(call));
        return result;
    }

    private List<Fault> striking(StoreCall call) {
        return faults.stream().filter(fault -> fault.strikes(call)).toList();
    }

    /** Has local files because the store beneath has. */
    private static final class WithFiles extends FaultyBlobStore implements LocalFiles {

        private final LocalFiles files;

        private WithFiles(BlobStore store, LocalFiles files) {
            super(store);
            this.files = files;
        }

        @Override
        public Optional<Path> file(Digest digest) {
            return file(digest, ProgressListener.NONE);
        }

        @Override
        public Optional<Path> file(Digest digest, ProgressListener listener) {
            return through(Operation.FILE, digest.key().path(), () -> files.file(digest, listener));
        }

        @Override
        public boolean areFetched() {
            return files.areFetched();
        }
    }
}
