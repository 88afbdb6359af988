package org.mlopssdk.s3;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.FileStamp;
import org.mlopssdk.store.ProgressListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of content in a directory that any number of processes of this machine share. Each copy is named by its digest, comes to be in one step, and is
 * verified when this process hands it out for the first time, and again once its inode, size or time has changed; one that is not what its name says goes,
 * and is fetched anew. So nothing in here has to survive anything: the directory may be deleted at any time, and a power cut may leave what it likes.
 *
 * <p>Within a process content is fetched once, however many ask for it. What several processes fetch at one time is fetched by each, and the last copy
 * stays. Who has opened or mapped a file keeps it when its name goes; on Windows a file that is mapped, or opened by other means than {@code java.nio}, cannot
 * be deleted, and goes later.
 */
final class LocalCache implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(S3BlobStore.class);
    private static final long DEFAULT_BYTES = 10L << 30;
    private static final int REMEMBERED = 10_000;
    private static final int MOST_FETCHES = 10;
    private static final LinkOption[] ITSELF = {LinkOption.NOFOLLOW_LINKS};

    private final CacheDirectory directory;
    private final boolean isTemporary;
    private final ConcurrentMap<Digest, Fetch> underWay = new ConcurrentHashMap<>();
    private final Map<Digest, FileStamp> verified = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, FileStamp> eldest) {
            return size() > REMEMBERED;
        }
    };

    LocalCache(CacheDirectory directory, boolean isTemporary) {
        this.directory = directory;
        this.isTemporary = isTemporary;
    }

    /** The cache in a directory that was asked for, which is refused if it cannot be one; or where caches of this system lie. */
    static LocalCache open(Settings.@Nullable CacheSettings asked) {
        if (asked != null) {
            CacheDirectory directory = new CacheDirectory(asked.directory(), asked.maxBytes());
            directory.open();
            return new LocalCache(directory, false);
        }
        CacheDirectory usual = new CacheDirectory(CachePlace.usual(), DEFAULT_BYTES);
        try {
            usual.open();
            return new LocalCache(usual, false);
        } catch (StorageException e) {
            LOG.warn("{}; a temporary directory is used instead", e.getMessage());
            return new LocalCache(CacheDirectory.temporary(DEFAULT_BYTES), true);
        }
    }

    /** Brings content from where it is. */
    @FunctionalInterface
    interface Source {

        /**
         * Writes content into a new file, and tells how far it has come.
         *
         * @return false if there is no such content
         * @throws org.mlopssdk.error.CorruptedException if it is not what its digest says
         */
        boolean fetch(PartFile file, ProgressListener listener) throws IOException;
    }

    /** A copy of content, verified, fetched if there is none, by this thread or another, of which the listener is told; empty if the source has none either. */
    Optional<Path> file(Digest digest, ProgressListener listener, Source source) {
        try {
            int fetches = 0;
            Path cached = cached(digest);
            while (cached == null) {
                if (!awaitOther(digest, listener)) {
                    requireKept(digest, fetches++);
                    if (!fetchAlone(digest, listener, source)) {
                        return Optional.empty();
                    }
                }
                cached = cached(digest);
            }
            return Optional.of(cached);
        } catch (IOException e) {
            throw new StorageException(directory.toString(), "cannot hold a copy of sha256:" + digest + ": " + e, e);
        }
    }

    /** Waits for another thread that fetches the content, if there is one. */
    private boolean awaitOther(Digest digest, ProgressListener listener) {
        Fetch other = underWay.get(digest);
        if (other != null) {
            other.await(listener);
        }
        return other != null;
    }

    private void requireKept(Digest digest, int fetches) {
        if (fetches == MOST_FETCHES) {
            throw new StorageException(
                    directory.toString(),
                    "lost what was fetched into it " + fetches + " times, last sha256:" + digest
                            + "; see who deletes files there");
        }
    }

    /** Fetches content, unless another thread has just begun to; false if there is no such content. */
    private boolean fetchAlone(Digest digest, ProgressListener listener, Source source) throws IOException {
        Fetch mine = new Fetch();
        if (underWay.putIfAbsent(digest, mine) != null) {
            return true;
        }
        try {
            return fetch(digest, source, progress -> {
                mine.onProgress(progress);
                listener.onProgress(progress);
            });
        } catch (NoSuchFileException | FileNotFoundException | AccessDeniedException e) {
            LOG.debug("{} was cleared while sha256:{} was fetched: {}", directory, digest, e.toString());
            return true; // somebody deletes the cache; on Windows a file under deletion is inaccessible
        } finally {
            underWay.remove(digest);
            mine.end();
        }
    }

    private @Nullable Path cached(Digest digest) throws IOException {
        Path file = directory.file(digest);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        directory.touch(digest);
        try {
            FileStamp stamp = FileStamp.of(file, ITSELF);
            if (!stamp.equals(known(digest))) {
                if (!isWhole(file, digest)) {
                    LOG.warn("{} did not hold what its name says, and is fetched anew", file);
                    Files.deleteIfExists(file);
                    return null;
                }
                remember(digest, stamp);
            }
            return file;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static boolean isWhole(Path file, Digest digest) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            DigestOutputStream hashing = new DigestOutputStream(OutputStream.nullOutputStream(), Digest.sha256());
            in.transferTo(hashing);
            return Digest.from(hashing.getMessageDigest().digest()).equals(digest);
        }
    }

    private boolean fetch(Digest digest, Source source, ProgressListener listener) throws IOException {
        Path part = directory.newPart(digest);
        try {
            try (PartFile file = new PartFile(part, directory::makeRoom)) {
                if (!source.fetch(file, listener)) {
                    return false;
                }
            }
            Path place = directory.file(digest);
            directory.touch(digest);
            FileStamp written = FileStamp.of(part, ITSELF);
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
            FileStamp published = FileStamp.of(place, ITSELF);
            if (isSame(written, published)) {
                remember(digest, published);
            }
            directory.makeRoom();
            return true;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** But for the time of its last change, which the move itself is: what is there may be another process's by now. */
    private static boolean isSame(FileStamp written, FileStamp published) {
        return published.equals(
                new FileStamp(written.inode(), written.size(), written.modified(), published.changed()));
    }

    private @Nullable FileStamp known(Digest digest) {
        synchronized (verified) {
            return verified.get(digest);
        }
    }

    private void remember(Digest digest, FileStamp stamp) {
        synchronized (verified) {
            verified.put(digest, stamp);
        }
    }

    /** Copies are for the processes to come, but for those in a temporary directory. */
    @Override
    public void close() {
        if (isTemporary) {
            directory.clear();
        }
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
