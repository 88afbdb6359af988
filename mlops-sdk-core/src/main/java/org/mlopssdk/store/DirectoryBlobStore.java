package org.mlopssdk.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.StorageException;

/**
 * A store in a directory of a local file system. Content is written to a temporary file, synced, and published by a hard link, so
 * that it appears whole or not at all and exactly one of several writers wins, across processes, without any lock. The layout is
 * described in {@code docs/format.md}.
 *
 * <p>Files are readable by their owner alone (0600, directories 0700). A file system without hard links is refused; one that cannot
 * sync a directory opens, warns, and says in its {@link #properties()} that it is not durable. Symbolic links inside are not followed. A store
 * on a read-only file system, or of another user, opens for reading: whatever would write throws a {@link StorageException}.
 *
 * @since 0.1.0
 */
public final class DirectoryBlobStore implements BlobStore, LocalFiles, AtomicMove {

    private static final int REMEMBERED = 100_000;

    private final Path root;
    private final Publisher publisher;
    private final Cache<Path, Boolean> inside =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private DirectoryBlobStore(Path root, Publisher publisher) {
        this.root = root;
        this.publisher = publisher;
    }

    /**
     * Opens the store in a directory, making the directory and the store where there is none.
     *
     * @param directory the root of the store; empty, absent, or a store already
     * @return the open store
     * @throws org.mlopssdk.error.UnsupportedFormatException if something else is there, or a store of a newer format
     * @throws StorageException if the directory cannot be used
     */
    public static DirectoryBlobStore open(Path directory) {
        return open(directory, LocalDisk.of(directory.getFileSystem()));
    }

    static DirectoryBlobStore open(Path directory, Disk disk) {
        DirectoryFormat.Opened opened = DirectoryFormat.open(directory, disk);
        return new DirectoryBlobStore(opened.root(), opened.publisher());
    }

    @Override
    public Creation create(BlobKey key, byte[] content) {
        Limits.requireCreatable(key, content);
        return publisher.create(content, path(key));
    }

    @Override
    public Digest put(Content content) {
        return putAll(List.of(content)).get(0);
    }

    @Override
    public List<Digest> putAll(List<Content> contents) {
        return publisher.put(contents, digest -> path(digest.key()));
    }

    @Override
    public boolean confirm(Digest digest) {
        return publisher.confirm(path(digest.key()));
    }

    @Override
    public Optional<InputStream> open(BlobKey key, ByteRange range) {
        Path file = path(key);
        if (!StoredFile.isContent(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(RangeInputStream.of(new FileInputStream(file.toFile()), range));
        } catch (FileNotFoundException e) {
            if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            throw new StorageException(file.toString(), "cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new StorageException(file.toString(), "cannot be read: " + e, e);
        }
    }

    @Override
    public Optional<Path> file(Digest digest) {
        Path file = path(digest.key());
        return StoredFile.isContent(file) ? Optional.of(file) : Optional.empty();
    }

    @Override
    public List<Path> strays() {
        return new DirectoryStrays(root).files();
    }

    @Override
    public List<BlobKey> list(String prefix, String startAfter, int limit) {
        Limits.requirePage(limit);
        return new DirectoryListing(root, prefix, startAfter, limit).keys();
    }

    @Override
    public void delete(BlobKey key) {
        publisher.delete(path(key));
    }

    @Override
    public boolean move(BlobKey from, BlobKey to) {
        return publisher.move(path(from), path(to));
    }

    @Override
    public StoreProperties properties() {
        return new StoreProperties(root.toUri().toString(), publisher.isDurable());
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return "DirectoryBlobStore[" + properties() + "]";
    }

    /** Where a key lies. A link on the way would lead out of the store; a link in its place is refused by whoever looks at what is there. */
    private Path path(BlobKey key) {
        Path path = root.resolve(key.path());
        requireInside(path.getParent());
        return path;
    }

    /** Looked at once in this process: a store is written by those who are trusted with it, and a look costs more than a read. */
    private void requireInside(@Nullable Path directory) {
        if (directory == null || directory.equals(root) || inside.getIfPresent(directory) != null) {
            return;
        }
        requireInside(directory.getParent());
        if (Files.isSymbolicLink(directory)) {
            throw StoredFile.linked(directory);
        }
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            inside.put(directory, true);
        }
    }
}
