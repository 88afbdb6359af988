package org.mlopssdk.s3;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.Digest;

/**
 * The files of a cache: content under its digest, beside each an empty file whose time says when the content was used last (to touch the content itself
 * would change it in the eyes of all who have verified it), and what is being written. For their owner alone, and links are not followed.
 *
 * <p>What was used longest ago goes first. What was used within the last minute stays, also beyond the bound: somebody has just been handed it and is about to
 * open it. There are no locks: two processes that make room at one time delete the same files, and either counts them as gone.
 */
final class CacheDirectory {

    private static final Duration IN_USE = Duration.ofMinutes(1);

    /** Nobody is at work on a file for longer without writing to it; and who was paused finds it gone, and fetches again. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private static final String USED = ".used";
    private static final String PART = ".part";
    private static final int DIGITS = 64;
    private static final int MOST_ATTEMPTS = 10;

    private final Path root;
    private final long maxBytes;
    private final Duration inUse;
    private final Clock clock;
    private final boolean posix;

    CacheDirectory(Path root, long maxBytes) {
        this(root, maxBytes, IN_USE, Clock.systemUTC());
    }

    CacheDirectory(Path root, long maxBytes, Duration inUse, Clock clock) {
        this.root = root.toAbsolutePath().normalize();
        this.maxBytes = maxBytes;
        this.inUse = inUse;
        this.clock = clock;
        this.posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** A directory of this process alone. */
    static CacheDirectory temporary(long maxBytes) {
        try {
            return new CacheDirectory(Files.createTempDirectory("mlops-cache-"), maxBytes);
        } catch (IOException e) {
            throw new StorageException("the temporary directory", "cannot hold a cache: " + e, e);
        }
    }

    /** Deletes all of it, as far as that is possible. */
    void clear() {
        try {
            list().keySet().forEach(name -> delete(root.resolve(name)));
            Files.deleteIfExists(root);
        } catch (IOException e) {
            // what is in use stays among the temporary files
        }
    }

    /** Where content of a digest lies, if it is there. */
    Path file(Digest digest) {
        return root.resolve(digest.hex());
    }

    /** A new empty file to write content into. */
    Path newPart(Digest digest) throws IOException {
        Path part = root.resolve(digest + "." + UUID.randomUUID() + PART);
        try {
            return createFile(part);
        } catch (NoSuchFileException e) {
            open();
            return createFile(part);
        }
    }

    /** Makes the directory where there is none, and refuses one that others may write. */
    void open() {
        for (int attempt = 1; ; attempt++) {
            try {
                createRoot();
                requireOurs();
                return;
            } catch (NoSuchFileException e) { // somebody deletes it just now
                if (attempt == MOST_ATTEMPTS) {
                    throw unusable(e);
                }
            } catch (IOException e) {
                throw unusable(e);
            }
        }
    }

    private StorageException unusable(IOException e) {
        return new StorageException(root.toString(), "cannot be a cache: " + e + "; name another directory", e);
    }

    /** Notes that content is used now. A failure costs no more than an early end of the copy. */
    void touch(Digest digest) {
        Path used = root.resolve(digest + USED);
        FileTime now = FileTime.from(clock.instant());
        try {
            try {
                Files.setLastModifiedTime(used, now);
            } catch (NoSuchFileException e) {
                createFile(used);
                Files.setLastModifiedTime(used, now);
            }
        } catch (IOException e) {
            // another thread or process has just touched it, or the cache was deleted
        }
    }

    /** Deletes what was used longest ago until the rest is within the bound, and what writers who died have left. */
    void makeRoom() throws IOException {
        Instant now = clock.instant();
        long total = 0;
        List<Used> files = new ArrayList<>();
        for (Map.Entry<String, BasicFileAttributes> found : list().entrySet()) {
            String name = found.getKey();
            BasicFileAttributes attributes = found.getValue();
            if (name.length() == DIGITS) {
                total += attributes.size();
                files.add(new Used(root.resolve(name), attributes.size(), lastUse(name, attributes)));
            } else if (isAbandoned(attributes, now) && (name.endsWith(PART) || isAlone(name))) {
                delete(root.resolve(name));
            } else if (name.endsWith(PART)) {
                total += attributes.size();
            }
        }
        files.sort(Comparator.comparing(Used::last));
        for (Used file : files) {
            if (total <= maxBytes) {
                return;
            }
            if (isUnused(file, now) && delete(file.path)) {
                delete(file.path.resolveSibling(file.path.getFileName() + USED));
                total -= file.size;
            }
        }
    }

    /** A copy, and when it was used last. */
    private record Used(Path path, long size, Instant last) {}

    private Instant lastUse(String name, BasicFileAttributes attributes) {
        try {
            return Files.getLastModifiedTime(root.resolve(name + USED), LinkOption.NOFOLLOW_LINKS)
                    .toInstant();
        } catch (IOException e) {
            return attributes.lastModifiedTime().toInstant();
        }
    }

    /** Looked at once more: it may have been used since the directory was read. */
    private boolean isUnused(Used file, Instant now) {
        try {
            Instant last = Files.getLastModifiedTime(
                            file.path.resolveSibling(file.path.getFileName() + USED), LinkOption.NOFOLLOW_LINKS)
                    .toInstant();
            return !last.isAfter(now.minus(inUse));
        } catch (IOException e) {
            return !file.last.isAfter(now.minus(inUse));
        }
    }

    private static boolean isAbandoned(BasicFileAttributes attributes, Instant now) {
        return attributes.lastModifiedTime().toInstant().isBefore(now.minus(ABANDONED));
    }

    private boolean isAlone(String name) {
        return name.endsWith(USED)
                && Files.notExists(
                        root.resolve(name.substring(0, name.length() - USED.length())), LinkOption.NOFOLLOW_LINKS);
    }

    /** Only regular files whose names are of our making: what others put there is not ours to delete. */
    private Map<String, BasicFileAttributes> list() throws IOException {
        Map<String, BasicFileAttributes> found = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root, "[0-9a-f]*")) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (!name.matches("[0-9a-f]{64}(\\.used|\\.[0-9a-f-]{36}\\.part)?")) {
                    continue;
                }
                try {
                    found.put(name, Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
                } catch (NoSuchFileException e) {
                    // gone meanwhile
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (NoSuchFileException e) {
            return Map.of(); // all of it deleted meanwhile
        }
        return found;
    }

    /** Whether it is gone, by whomever. */
    private static boolean delete(Path file) {
        try {
            Files.deleteIfExists(file);
            return true;
        } catch (IOException e) {
            return false; // in use, on Windows: it goes another time
        }
    }

    private Path createFile(Path file) throws IOException {
        return Files.createFile(file, mode("rw-------"));
    }

    private void createRoot() throws IOException {
        Path parent = root.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(root, mode("rwx------"));
        } catch (FileAlreadyExistsException e) {
            // as it should be, or requireOurs says why not
        }
    }

    private FileAttribute<?>[] mode(String mode) {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private void requireOurs() throws IOException {
        if (!Files.readAttributes(root, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isDirectory()) {
            throw new IOException("it is a link, or no directory");
        }
        Path probe = createFile(root.resolve(UUID.randomUUID() + ".probe"));
        try {
            if (!posix) {
                return;
            }
            PosixFileAttributes attributes =
                    Files.readAttributes(root, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.owner().equals(Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS))) {
                throw new IOException("it belongs to " + attributes.owner());
            }
            if (attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
                    || attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new IOException("others may write to it");
            }
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    @Override
    public String toString() {
        return "cache in " + root;
    }
}
