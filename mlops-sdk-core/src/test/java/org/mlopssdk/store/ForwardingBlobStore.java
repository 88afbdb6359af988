package org.mlopssdk.store;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A store that hands everything on, for tests to get in between. */
public class ForwardingBlobStore implements BlobStore {

    private final BlobStore store;

    public ForwardingBlobStore(BlobStore store) {
        this.store = store;
    }

    @Override
    public Creation create(BlobKey key, byte[] content) {
        return store.create(key, content);
    }

    @Override
    public Digest put(Content content) {
        return store.put(content);
    }

    @Override
    public boolean confirm(Digest digest) {
        return store.confirm(digest);
    }

    @Override
    public Optional<InputStream> open(BlobKey key, ByteRange range) {
        return store.open(key, range);
    }

    @Override
    public List<BlobKey> list(String prefix, String startAfter, int limit) {
        return store.list(prefix, startAfter, limit);
    }

    @Override
    public void delete(BlobKey key) {
        store.delete(key);
    }

    @Override
    public StoreProperties properties() {
        return store.properties();
    }

    @Override
    public void close() {
        store.close();
    }
}
