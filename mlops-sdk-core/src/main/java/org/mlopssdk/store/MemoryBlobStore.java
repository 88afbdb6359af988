package org.mlopssdk.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.mlopssdk.error.StorageException;

/**
 * A store in memory, for tests and notebooks: gone with the process, so it says that it is not durable.
 *
 * @since 0.1.0
 */
public final class MemoryBlobStore implements BlobStore, AtomicMove {

    private final TreeMap<String, byte[]> blobs = new TreeMap<>();

    /** Creates an empty store. */
    public MemoryBlobStore() {}

    @Override
    public Creation create(BlobKey key, byte[] content) {
        Limits.requireCreatable(key, content);
        return create(key.path(), content.clone());
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
        create(digest.key().path(), bytes);
        return digest;
    }

    private synchronized Creation create(String path, byte[] content) {
        return blobs.putIfAbsent(path, content) == null ? Creation.CREATED : Creation.EXISTS;
    }

    @Override
    public synchronized boolean confirm(Digest digest) {
        return blobs.containsKey(digest.key().path());
    }

    @Override
    public synchronized Optional<InputStream> open(BlobKey key, ByteRange range) {
        return Optional.ofNullable(blobs.get(key.path())).map(bytes -> {
            int offset = (int) Math.min(range.offset(), bytes.length);
            int length = (int) Math.min(range.length(), bytes.length - offset);
            return new ByteArrayInputStream(bytes, offset, length);
        });
    }

    @Override
    public synchronized List<BlobKey> list(String prefix, String startAfter, int limit) {
        Limits.requirePage(limit);
        boolean fromPrefix = startAfter.compareTo(prefix) < 0;
        return blobs.tailMap(fromPrefix ? prefix : startAfter, fromPrefix).keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .limit(limit)
                .map(BlobKey::new)
                .toList();
    }

    @Override
    public synchronized void delete(BlobKey key) {
        blobs.remove(key.path());
    }

    @Override
    public synchronized boolean move(BlobKey from, BlobKey to) {
        byte[] content = blobs.remove(from.path());
        if (content != null) {
            blobs.put(to.path(), content);
        }
        return content != null;
    }

    @Override
    public StoreProperties properties() {
        return new StoreProperties("memory:", false);
    }

    @Override
    public void close() {}

    @Override
    public synchronized String toString() {
        return "MemoryBlobStore[" + blobs.size() + " blobs]";
    }
}
