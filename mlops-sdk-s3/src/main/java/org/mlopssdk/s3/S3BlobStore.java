package org.mlopssdk.s3;

import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.StoreProperties;

/**
 * A store on S3-compatible object storage.
 *
 * @since 0.1.0
 */
public final class S3BlobStore implements BlobStore {

    private static final int MAX_PAGE = 1000;

    private final Settings settings;
    private final Connection connection;
    private final Bucket bucket;
    private final Attempts attempts = Attempts.ofDefaults();
    private final Creations creations;
    private final Puts puts;
    private final Listing listing;

    S3BlobStore(Settings settings, Connection connection) {
        this.settings = settings;
        this.connection = connection;
        this.bucket = new Bucket(settings, connection);
        this.creations = new Creations(bucket, attempts);
        int partSize = settings.transfer().partSize();
        this.puts = new Puts(bucket, attempts, new SequentialUploads(bucket, attempts, partSize), partSize);
        this.listing = new Listing(bucket, attempts);
    }

    /**
     * Opens the store at an address, with all else as the AWS SDK finds it.
     *
     * @param uri the address, {@code s3://bucket/prefix}
     * @return the open store
     * @throws IllegalArgumentException if it is no such address
     */
    public static S3BlobStore at(URI uri) {
        return builder().at(uri).open();
    }

    /**
     * Opens a store with settings of one's own.
     *
     * @return a builder
     */
    public static S3BlobStoreBuilder builder() {
        return new S3BlobStoreBuilder();
    }

    @Override
    public Creation create(BlobKey key, byte[] content) {
        if (content.length > MAX_CREATE) {
            throw new IllegalArgumentException("create takes at most " + MAX_CREATE + " bytes, got " + content.length
                    + " for " + key + "; put takes content of any size");
        }
        return translated(key.path(), () -> creations.create(key, content));
    }

    @Override
    public Digest put(Content content) {
        return translated("content", () -> puts.put(content));
    }

    @Override
    public boolean confirm(Digest digest) {
        return translated(
                digest.key().path(),
                () -> attempts.run(() -> bucket.head(digest.key())).isPresent());
    }

    @Override
    public Optional<InputStream> open(BlobKey key, ByteRange range) {
        return translated(key.path(), () -> ObjectStream.open(bucket, attempts, key, range));
    }

    @Override
    public List<BlobKey> list(String prefix, String startAfter, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page lists 1 to " + MAX_PAGE + " keys, got " + limit);
        }
        return translated(prefix, () -> listing.keys(prefix, startAfter, limit));
    }

    @Override
    public void delete(BlobKey key) {
        translated(
                key.path(),
                () -> attempts.run(() -> {
                    bucket.delete(key);
                    return key;
                }));
    }

    private <T> T translated(String what, Supplier<T> operation) {
        try {
            return operation.get();
        } catch (Failure e) {
            throw new StorageException(settings.place() + what, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public StoreProperties properties() {
        return new StoreProperties(settings.place().toString(), true);
    }

    @Override
    public void close() {
        connection.close();
    }

    @Override
    public String toString() {
        return "S3BlobStore[" + properties() + "]";
    }
}
