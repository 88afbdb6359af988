package org.mlopssdk.artifact;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.FileStamp;
import org.mlopssdk.store.LocalFiles;
import org.mlopssdk.store.ProgressListener;

/**
 * Reads content by its digest and verifies it before anybody may use it. A local file is verified when it is first handed out, and again once
 * its inode, size or time has changed. Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class ContentReader implements AutoCloseable {

    private static final int REMEMBERED = 10_000;

    /** From here on several connections are faster than one. */
    private static final int FETCHED = 8 << 20;

    private final BlobStore store;
    private final @Nullable LocalFiles files;
    private final LocalCopies copies;
    private final Cache<Path, FileStamp> verified =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private final KnownFiles known = new KnownFiles(Clock.systemUTC());

    /**
     * Reads from a store.
     *
     * @param store holds the content; stays open when the reader is closed
     */
    public ContentReader(BlobStore store) {
        this.store = store;
        this.copies = new LocalCopies(this);
        this.files = store instanceof LocalFiles local ? local : null;
    }

    /**
     * What files this process has stored there already.
     *
     * @return the files; for {@link NewFiles#store(BlobStore, KnownFiles, org.mlopssdk.store.ProgressListener)}
     */
    public KnownFiles known() {
        return known;
    }

    /**
     * A small document, whole.
     *
     * @param digest the content
     * @param limit the most bytes that it may have
     * @return its bytes, verified
     * @throws NotFoundException if the store does not hold it
     * @throws CorruptedException if it is not what its digest says, or longer
     */
    public byte[] bytes(Digest digest, int limit) {
        try (InputStream in = open(digest, ByteRange.first(limit + 1L))) {
            byte[] bytes = in.readAllBytes();
            if (bytes.length > limit) {
                throw new CorruptedException(subject(digest), "has more than the " + limit + " bytes allowed here");
            }
            requireSame(digest, Digest.of(bytes), digest);
            return bytes;
        } catch (IOException e) {
            throw unreadable(digest, e);
        }
    }

    /**
     * Content as a local file.
     *
     * @param digest the content
     * @return a file to be read only; it may be the store's own
     * @throws NotFoundException if the store does not hold it
     * @throws CorruptedException if it is not what its digest says
     */
    public Path file(Digest digest) {
        return file(digest, ProgressListener.NONE);
    }

    private Path file(Digest digest, ProgressListener listener) {
        Optional<Path> own = files == null ? Optional.empty() : files.file(digest, listener);
        if (own.isPresent() && isFetching()) {
            return own.get(); // verified by the store
        }
        Path file = own.or(() -> copies.file(digest)) // what was set aside is not in its place
                .orElseThrow(() -> missing(digest));
        return verified(digest, digest, file).orElseGet(() -> file(digest, listener));
    }

    private boolean isFetching() {
        return files != null && files.areFetched();
    }

    /** A file of an artifact as a local file; one that lies in a bundle is copied out of it. */
    Path file(ArtifactFile file) {
        if (file.place() == null) {
            return file(file.digest());
        }
        Path copy = copies.file(file);
        return verified(file.digest(), file.blob(), copy).orElseGet(() -> file(file));
    }

    /** The file, or empty if it was moved meanwhile, or was a copy that somebody wrote into: the store's own content is what counts. */
    private Optional<Path> verified(Digest digest, Digest blob, Path file) {
        try {
            FileStamp stamp = FileStamp.of(file);
            if (!stamp.equals(verified.getIfPresent(file))) {
                Digest found = digestOf(file);
                if (!found.equals(digest) && copies.holds(file)) {
                    Files.delete(file);
                    return Optional.empty();
                }
                requireSame(digest, found, blob);
                verified.put(file, stamp);
            }
            return Optional.of(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(digest, e);
        }
    }

    /**
     * Copies content, verifying it on the way.
     *
     * @param digest the content
     * @param out where to; what was written is worthless if this throws
     * @return how many bytes were copied
     * @throws NotFoundException if the store does not hold it
     * @throws CorruptedException if it is not what its digest says
     */
    public long copy(Digest digest, OutputStream out) {
        return copy(digest, digest, ByteRange.ALL, out);
    }

    /** Copies a file of an artifact, wherever it lies, verifying it on the way. */
    long copy(ArtifactFile file, OutputStream out) {
        BundlePlace place = file.place();
        return place == null
                ? copy(file.digest(), out)
                : copy(file.digest(), place.bundle(), new ByteRange(place.offset(), file.size()), out);
    }

    /** Copies a file of an artifact for somebody to keep. A store that fetches files brings a large one faster than a stream. */
    long copy(ArtifactFile file, OutputStream out, ProgressListener fetching) {
        if (file.place() != null || file.size() < FETCHED || !isFetching()) {
            return copy(file, out);
        }
        InputStream in;
        try {
            in = Files.newInputStream(file(file.digest(), fetching));
        } catch (IOException e) {
            return copy(file, out); // others may clear what was fetched at any time
        }
        return copy(file.digest(), file.digest(), in, out);
    }

    private long copy(Digest digest, Digest blob, ByteRange range, OutputStream out) {
        return copy(digest, blob, open(blob, range), out);
    }

    private static long copy(Digest digest, Digest blob, InputStream from, OutputStream out) {
        try (from) {
            DigestOutputStream hashing = new DigestOutputStream(out, Digest.sha256());
            long copied = from.transferTo(hashing);
            requireSame(digest, Digest.from(hashing.getMessageDigest().digest()), blob);
            return copied;
        } catch (IOException e) {
            throw unreadable(blob, e);
        }
    }

    /** A part of a bundle, as stored: verifying what is taken out of it is the caller's. */
    byte[] part(Digest bundle, ByteRange range) {
        try (InputStream in = open(bundle, range)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw unreadable(bundle, e);
        }
    }

    /**
     * Reads content to the end to see whether it is what it should be.
     *
     * @param digest the content
     * @return what is wrong with it, or empty if nothing is
     */
    public Optional<String> problem(Digest digest) {
        return problem(() -> copy(digest, OutputStream.nullOutputStream()));
    }

    /** What is wrong with content, as the reading of it tells. */
    static Optional<String> problem(Runnable reading) {
        try {
            reading.run();
            return Optional.empty();
        } catch (NotFoundException e) {
            return Optional.of("is missing");
        } catch (CorruptedException e) {
            return Optional.of("holds other bytes than its digest says");
        } catch (StorageException e) {
            return Optional.of("cannot be read: " + e.getMessage());
        }
    }

    /** Deletes what was copied for {@link #file}; files of the store itself stay. */
    @Override
    public void close() {
        copies.close();
    }

    private InputStream open(Digest digest, ByteRange range) {
        return store.open(digest.key(), range).orElseThrow(() -> missing(digest));
    }

    private static Digest digestOf(Path file) throws IOException {
        DigestOutputStream hashing = new DigestOutputStream(OutputStream.nullOutputStream(), Digest.sha256());
        Files.copy(file, hashing);
        return Digest.from(hashing.getMessageDigest().digest());
    }

    /** Refuses content that is not what its digest says, whichever blob it came from. */
    static void requireSame(Digest expected, Digest found, Digest blob) {
        if (!found.equals(expected)) {
            throw new CorruptedException(
                    subject(expected),
                    "holds bytes of digest " + found + "; restore " + blob.key()
                            + " from a backup, or delete it and register the same content again");
        }
    }

    private static NotFoundException missing(Digest digest) {
        return new NotFoundException(subject(digest), "is not in the store");
    }

    private static StorageException unreadable(Digest digest, IOException e) {
        return new StorageException(subject(digest), "cannot be read: " + e, e);
    }

    private static String subject(Digest digest) {
        return "content sha256:" + digest;
    }
}
