package org.mlopssdk.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.error.UnsupportedFormatException;

/** Recognises, makes and refuses directories: {@code FORMAT} holds one line, the name and version of the layout. */
final class DirectoryFormat {

    private static final String TEMPORARY = BlobKey.RESERVED;

    static final String FORMAT = "FORMAT";
    private static final String LAYOUT = "mlops-sdk-directory";
    private static final int VERSION = 1;
    private static final int MAX_LINE = 200;

    private DirectoryFormat() {}

    /** A directory that is a store. */
    record Opened(Path root, Publisher publisher) {}

    static Opened open(Path directory, Disk disk) {
        try {
            Path existing = nearestExisting(directory.toAbsolutePath().normalize());
            makeRoot(directory, existing, disk);
            Path root = directory.toRealPath();
            if (!Files.exists(root.resolve(FORMAT), LinkOption.NOFOLLOW_LINKS)) {
                requireUnused(root);
                requireWritable(directory, root);
            } else {
                requireKnown(root); // before anything is written into what may be another's
                if (!isWritable(root)) {
                    return new Opened(root, reader(root, disk));
                }
            }
            Publisher publisher = publisher(root, existing.toRealPath(), disk);
            requireKnown(root);
            return new Opened(root, publisher);
        } catch (FileAlreadyExistsException e) {
            throw new UnsupportedFormatException(
                    directory.toAbsolutePath().toString(), "is a file; a store is a directory", e);
        } catch (IOException e) {
            throw new StorageException(directory.toAbsolutePath().toString(), "cannot be opened as a store: " + e, e);
        }
    }

    /** Models are commonly mounted for reading alone: such a store is opened as it is, and nothing is tried on its file system. */
    private static Publisher reader(Path root, Disk disk) throws IOException {
        return new Publisher(root, root.resolve(TEMPORARY), disk, Syncs.ofReader(disk, root), false);
    }

    /** Asks the system, which knows of file systems and of owners; a look at how it is mounted misses directories mounted elsewhere. Clears tmp/ of what is abandoned, if so. */
    private static boolean isWritable(Path root) throws IOException {
        Path temporary = root.resolve(TEMPORARY);
        return Files.isDirectory(temporary, LinkOption.NOFOLLOW_LINKS)
                ? Files.isWritable(temporary) && TemporaryFiles.clearIfOurs(root, temporary)
                : Files.isWritable(root);
    }

    private static void requireWritable(Path directory, Path existing) throws IOException {
        if (Files.isDirectory(existing) && !isWritable(existing)) {
            throw new StorageException(
                    directory.toAbsolutePath().toString(),
                    "holds no store, and none can be made there: " + existing + " is on a read-only file system, or"
                            + " belongs to another user");
        }
    }

    private static void makeRoot(Path directory, Path existing, Disk disk) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        requireWritable(directory, existing);
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            disk.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
    }

    /** Another process may be making the same store: it has made the temporary directory, and not yet the format. */
    private static void requireUnused(Path root) throws IOException {
        List<String> found;
        try (Stream<Path> children = Files.list(root)) {
            found = children.map(child -> String.valueOf(child.getFileName()))
                    .filter(name -> !name.equals(TEMPORARY) && !name.equals(FORMAT))
                    .limit(3)
                    .toList();
        }
        if (!found.isEmpty() && !Files.exists(root.resolve(FORMAT), LinkOption.NOFOLLOW_LINKS)) {
            throw new UnsupportedFormatException(
                    root.toString(),
                    "is not a store and not empty, it holds " + found + "; name an empty or a new directory");
        }
    }

    private static Publisher publisher(Path root, Path existing, Disk disk) throws IOException {
        Path temporary = root.resolve(TEMPORARY);
        if (!Files.isDirectory(temporary, LinkOption.NOFOLLOW_LINKS)) {
            try {
                disk.createDirectory(temporary);
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(temporary, LinkOption.NOFOLLOW_LINKS)) {
                    throw new IOException(temporary + " is not a directory", e);
                }
            }
        }
        requireHardLinks(temporary, disk);
        Syncs syncs = Syncs.probe(disk, temporary);
        if (!syncs.supported()) {
            Warnings.notDurable(root);
        }
        Publisher publisher = new Publisher(root, temporary, disk, syncs, true);
        Path format = root.resolve(FORMAT);
        if (!Files.exists(format, LinkOption.NOFOLLOW_LINKS)) {
            byte[] line = (LAYOUT + " " + VERSION + "\n").getBytes(StandardCharsets.UTF_8);
            publisher.create(line, format);
        }
        syncRoot(syncs, root, existing);
        return publisher;
    }

    /** Whoever made the root and its format may not have come so far as to make them durable. */
    private static void syncRoot(Syncs syncs, Path root, Path existing) throws IOException {
        syncs.entries(root);
        Path parent = root.getParent();
        boolean made = !root.equals(existing);
        if (parent != null && (made || Files.isReadable(parent))) {
            syncs.entries(parent);
        }
        while (made && parent != null && !parent.equals(existing)) {
            parent = parent.getParent();
            if (parent != null) {
                syncs.entries(parent);
            }
        }
    }

    private static Path nearestExisting(Path path) {
        Path existing = path;
        while (Files.notExists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }

    /** A link that is made twice without complaint would let two writers win the same number. */
    private static void requireHardLinks(Path temporary, Disk disk) throws IOException {
        Path original = temporary.resolve(UUID.randomUUID().toString());
        Path link = temporary.resolve(UUID.randomUUID().toString());
        try {
            disk.createFile(original).close();
            link(disk, link, original);
            link(disk, link, original);
            throw notAStore(temporary, "replaces a file by a hard link without complaint", null);
        } catch (FileAlreadyExistsException e) {
            // as it should be
        } catch (UnsupportedOperationException e) {
            throw notAStore(temporary, "has no hard links", e);
        } finally {
            disk.delete(link);
            disk.delete(original);
        }
    }

    private static void link(Disk disk, Path place, Path file) throws IOException {
        try {
            disk.link(place, file);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("no hard link can be made in it: " + e.getMessage(), e);
        }
    }

    private static UnsupportedFormatException notAStore(Path directory, String finding, @Nullable Exception cause) {
        String problem = "is on a file system that " + finding
                + "; a store needs one with hard links, such as ext4, xfs or apfs";
        return cause == null
                ? new UnsupportedFormatException(directory.toString(), problem)
                : new UnsupportedFormatException(directory.toString(), problem, cause);
    }

    private static void requireKnown(Path root) throws IOException {
        Path format = root.resolve(FORMAT);
        if (Files.isSymbolicLink(format)) {
            throw new StorageException(format.toString(), "is a symbolic link, which a store does not hold; remove it");
        }
        byte[] bytes = Files.size(format) > MAX_LINE ? new byte[0] : Files.readAllBytes(format);
        String line = new String(bytes, StandardCharsets.UTF_8);
        if (line.equals(LAYOUT + " " + VERSION + "\n")) {
            return;
        }
        if (line.matches(LAYOUT + " [0-9]{1,9}\n")) {
            throw new UnsupportedFormatException(
                    root.toString(),
                    "is a store of format \"" + line.strip() + "\", this library knows up to " + VERSION
                            + "; use a newer mlops-sdk");
        }
        throw new UnsupportedFormatException(
                root.toString(), "has a FORMAT file that is not of this library; name an empty or a new directory");
    }
}
