package org.mlopssdk.testkit;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.MemoryBlobStore;
import org.mlopssdk.store.StoreProperties;

/** A sound store in memory, for a planted fault to override one method of. */
class PlantedStore implements BlobStore {

    final BlobStore sound = new MemoryBlobStore();

    @Override
    public Creation create(BlobKey key, byte[] content) {
        return sound.create(key, content);
    }

    @Override
    public Digest put(Content content) {
        return sound.put(content);
    }

    @Override
    public boolean confirm(Digest digest) {
        return sound.confirm(digest);
    }

    @Override
    public Optional<InputStream> open(BlobKey key, ByteRange range) {
        return sound.open(key, range);
    }

    @Override
    public List<BlobKey> list(String prefix, String startAfter, int limit) {
        return sound.list(prefix, startAfter, limit);
    }

    @Override
    public void delete(BlobKey key) {
        sound.delete(key);
    }

    @Override
    public StoreProperties properties() {
        return sound.properties();
    }

    @Override
    public void close() {
        sound.close();
    }

    /** What a careless store does between two steps that should be one. */
    static void dawdle() {
        LockSupport.parkNanos(1_000_000);
    }
}
