package org.mlopssdk.s3;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.LocalFiles;
import org.mlopssdk.store.ProgressListener;
import org.mlopssdk.store.StoreProperties;
import org.mlopssdk.store.TwoStepMove;
import org.mlopssdk.store.UnfinishedContent;

/**
 * A store on S3-compatible object storage: one registry for every service and build job that points at it, with no server of its own. A key is created by
 * one conditional request, of which the service lets exactly one win; content is stored under its digest, so that storing it twice changes nothing.
 *
 * <pre>{@code
 * try (MlOps mlops = MlOps.open(URI.create("s3://models/team"))) {
 *     mlops.model("failure").latest().ifPresent(System.out::println);
 * }
 * }</pre>
 *
 * <p>What an address does not say is found where users of AWS expect it: credentials by the SDK's default chain, looked up for each request, so that rotated
 * ones count at once; the region in {@code AWS_REGION}, {@code aws.region} or the profile; the endpoint in {@code AWS_ENDPOINT_URL_S3},
 * {@code AWS_ENDPOINT_URL}, {@code aws.endpointUrlS3}, {@code aws.endpointUrl} or the profile. Web identities and single sign-on take the SDK's modules
 * {@code sts}, {@code sso} and {@code ssooidc}, and an HTTP client for these, on the class path.
 *
 * <p>A request whose answer is lost is sent again, for up to a minute, where that is safe, and the outcome of a creation is settled by reading back; where it
 * cannot be, {@link org.mlopssdk.error.OutcomeUnknownException} says so. An interrupt ends no operation; the thread's flag is kept. A request that is held up on its way may arrive
 * late: a {@link #delete} that was given up may yet remove what the key was given since. Nothing of this library gives a key content twice.
 *
 * <p>What opens for the first time is probed, and refused where a store could not rest on it: see {@link S3BlobStoreBuilder#open}. Garbage is collected in
 * two steps, a copy that the service makes and a deletion.
 *
 * <p>What opens for the first time is probed, and refused where a store could not rest on it: see {@link S3BlobStoreBuilder#open}. Garbage is collected in
 * two steps, a copy that the service makes and a deletion.
 *
 * <p>Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class S3BlobStore implements BlobStore, LocalFiles, TwoStepMove, UnfinishedContent {

    private static final int MAX_PAGE = 1000;

    /** Nobody sends a part for longer. */
    private static final Duration SILENT = Duration.ofDays(1);

    private final Settings settings;
    private final Connection connection;
    private final Attempts attempts;
    private final Bucket bucket;
    private final Creations creations;
    private final Puts puts;
    private final Listing listing;
    private final Workers workers;
    private final Download download;
    private final OrphanedUploads orphans;
    private @Nullable LocalCache cache;
    private final Moves moves;

    S3BlobStore(Settings settings, Connection connection, Attempts attempts) {
        this.settings = settings;
        this.connection = connection;
        this.attempts = attempts;
        this.bucket = new Bucket(settings, connection);
        this.creations = new Creations(bucket, attempts);
        int partSize = settings.transfer().partSize();
        this.workers = new Workers(settings.transfer().parallelism());
        this.puts = new Puts(
                bucket,
                attempts,
                new MultipartUploads(bucket, attempts, workers, MultipartUploads.MOST_PARTS),
                partSize);
        this.download = new Download(bucket, attempts, workers, partSize, System::nanoTime);
        this.orphans = new OrphanedUploads(bucket, attempts);
        this.listing = new Listing(bucket, attempts);
        this.moves = new Moves(bucket, attempts);
    }

    /**
     * Opens the store at an address, with all else as users of AWS expect it.
     *
     * @param uri the address, {@code s3://bucket} or {@code s3://bucket/prefix}
     * @return the open store
     * @throws IllegalArgumentException if it is no such address
     * @throws org.mlopssdk.error.MlOpsException as {@link S3BlobStoreBuilder#open} does
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
        requireWritable();
        return told(key.path(), () -> creations.create(key, content));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Content that is longer than a part and does not lie in a file is kept in a temporary one on the way.
     */
    @Override
    public Digest put(Content content) {
        requireWritable();
        return told("blobs/", () -> puts.put(content));
    }

    /**
     * {@inheritDoc}
     *
     * <p>As many at the same time as {@link S3BlobStoreBuilder#parallelism} says, in threads of their own.
     */
    @Override
    public List<Digest> putAll(List<Content> contents) {
        requireWritable();
        return Workers.map(settings.transfer().parallelism(), contents, this::put);
    }

    @Override
    public boolean confirm(Digest digest) {
        return told(
                digest.key().path(),
                () -> attempts.run(() -> bucket.head(digest.key())).isPresent());
    }

    /**
     * {@inheritDoc}
     *
     * <p>Where the connection breaks, the stream goes on over another. What cannot be read to its end is an {@link java.io.IOException}, never an end.
     */
    @Override
    public Optional<InputStream> open(BlobKey key, ByteRange range) {
        return told(key.path(), () -> ObjectStream.open(bucket, attempts, key, range));
    }

    @Override
    public Optional<Path> file(Digest digest) {
        return file(digest, ProgressListener.NONE);
    }

    @Override
    public Optional<Path> file(Digest digest, ProgressListener listener) {
        return told(
                digest.key().path(),
                () -> cache().file(
                                digest,
                                ProgressListener.guarded(listener),
                                (file, fetched) -> download.fetch(digest, file, fetched)));
    }

    @Override
    public boolean areFetched() {
        return true;
    }

    /** Not before the first file is asked for: a service that fetches nothing leaves no directory. */
    private synchronized LocalCache cache() {
        if (cache == null) {
            cache = LocalCache.open(settings.cache());
        }
        return cache;
    }

    @Override
    public List<BlobKey> list(String prefix, String startAfter, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page lists 1 to " + MAX_PAGE + " keys, got " + limit);
        }
        return told(prefix, () -> listing.keys(prefix, startAfter, limit));
    }

    @Override
    public void delete(BlobKey key) {
        requireWritable();
        told(
                key.path(),
                () -> attempts.run(() -> {
                    bucket.delete(key);
                    return key;
                }));
    }

    @Override
    public boolean move(BlobKey from, BlobKey to) {
        requireWritable();
        return told(from.path(), () -> moves.move(from, to));
    }

    @Override
    public Duration age(BlobKey key) {
        return told(key.path(), () -> moves.age(key));
    }

    @Override
    public List<Unfinished> unfinished() {
        return told("blobs/", () -> orphans.list(SILENT));
    }

    @Override
    public void drop(Unfinished unfinished) {
        requireWritable();
        told(unfinished.digest().key().path(), () -> {
            orphans.abort(unfinished);
            return unfinished;
        });
    }

    private void requireWritable() {
        if (settings.readOnly()) {
            throw new StorageException(
                    settings.place().toString(), "was opened for reading; open it without readOnly() to write");
        }
    }

    /** Foreign failures end here. */
    private <T> T told(String what, Supplier<T> operation) {
        try {
            return operation.get();
        } catch (Failure e) {
            throw Advice.about(settings.place() + what, e);
        }
    }

    @Override
    public StoreProperties properties() {
        return new StoreProperties(settings.place().toString(), true);
    }

    @Override
    public synchronized void close() {
        workers.close();
        if (cache != null) {
            cache.close();
        }
        connection.close();
    }

    @Override
    public String toString() {
        return "S3BlobStore[" + properties() + "]";
    }
}
