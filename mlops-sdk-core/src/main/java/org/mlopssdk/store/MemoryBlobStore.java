package org.mlopssdk.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.mlopssdk.error.StorageException;

/**
 * A store in memory, for tests and notebooks: gone with the process, so it says that it is not durable.
 *
 * @since 0.1.0
 */
public final class MemoryBlobStore implements BlobStore {

    private final ConcurrentSkipListMap<String, byte[]> blobs = new ConcurrentSkipListMap<>();

    /** Creates an empty store. */
    public MemoryBlobStore() {}

    @Override
    public Creation create(BlobKey key, byte[] content) {
        Limits.requireCreatable(key, content);
        return blobs.putIfAbsent(key.path(), content.clone()) == null ? Creation.CREATED : Creation.EXISTS;
    }

    @Override
    public Digest put(Content content) {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        try {
            content.writeTo(buffer);
        } catch (IOException e) {
            throw new StorageException("content", "cannot be read: " + e, e);
        }
        byte[] bytes = buffer.toByteArray();
        Digest digest = Digest.of(bytes);
        blobs.putIfAbsent(digest.key().path(), bytes);
        return digest;
    }

    @Override
    public boolean confirm(Digest digest) {
        return blobs.containsKey(digest.key().path());
    }

    @Override
    public Optional<InputStream> open(BlobKey key, ByteRange range) {
        return Optional.ofNullable(blobs.get(key.path())).map(bytes -> {
            int offset = (int) Math.min(range.offset(), bytes.length);
            int length = (int) Math.min(range.length(), bytes.length - offset);
            return new ByteArrayInputStream(bytes, offset, length);
        });
    }

    @Override
    public List<BlobKey> list(String prefix, String startAfter, int limit) {
        Limits.requirePage(limit);
        boolean fromPrefix = startAfter.compareTo(prefix) < 0;
        return blobs.tailMap(fromPrefix ? prefix : startAfter, fromPrefix).keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .limit(limit)
                .map(BlobKey::new)
                .toList();
    }

    @Override
    public void delete(BlobKey key) {
        blobs.remove(key.path());
    }

    @Override
    public StoreProperties properties() {
        return new StoreProperties("memory:", false);
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return "MemoryBlobStore[" + blobs.size() + " blobs]";
    }
}
