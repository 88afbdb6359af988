package org.mlopssdk.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.mlopssdk.error.OutcomeUnknownException;
import org.mlopssdk.error.StorageException;

/**
 * Publishes content as files. The order of the steps is the whole of the store's durability:
 *
 * <ol>
 *   <li>write to a file in {@code tmp/}, hashing what is written, and sync it: what is published later is durable already;
 *   <li>make the directories on the way and sync the parent of each;
 *   <li>hard-link the file to its place: the link fails where there is one already, which is how a race is lost;
 *   <li>sync the directory, also when the race was lost: the winner may not have come so far;
 *   <li>acknowledge, and remove the temporary name.
 * </ol>
 *
 * <p>A rename would replace silently, and a lock on a file is dropped by any close of it in the same process: neither is used. The
 * streams used here cannot be broken by an interrupt, as channels can.
 */
final class Publisher {

    private final Path root;
    private final Path temporary;
    private final Disk disk;
    private final Syncs syncs;
    private final boolean writable;

    Publisher(Path root, Path temporary, Disk disk, Syncs syncs, boolean writable) {
        this.root = root;
        this.temporary = temporary;
        this.disk = disk;
        this.syncs = syncs;
        this.writable = writable;
    }

    boolean isDurable() {
        return syncs.supported();
    }

    private void requireWritable() {
        if (!writable) {
            throw new StorageException(
                    root.toString(),
                    "is on a read-only file system, or belongs to another user: it was opened for reading alone;"
                            + " to write, mount it for writing and open it again");
        }
    }

    Creation create(byte[] content, Path place) {
        requireWritable();
        Path written = newTemporary();
        try {
            write(content, written);
            Creation creation = link(written, place);
            sync(place);
            return creation;
        } finally {
            discard(written);
        }
    }

    /**
     * Publishes contents under their digests, step by step: where a file system makes several things durable at once, each sync finds more of its work done. Content
     * that stands there already is read: what has rotted is replaced.
     */
    List<Digest> put(List<Content> contents, Function<Digest, Path> place) {
        requireWritable();
        List<Path> written = contents.stream().map(content -> newTemporary()).toList();
        try {
            List<Digest> digests = new ArrayList<>();
            for (int i = 0; i < contents.size(); i++) {
                digests.add(write(contents.get(i), written.get(i)));
            }
            List<Path> places = digests.stream().map(place).toList();
            for (int i = 0; i < contents.size(); i++) {
                put(digests.get(i), written.get(i), places.get(i));
            }
            places.forEach(this::sync);
            return digests;
        } finally {
            written.forEach(this::discard);
        }
    }

    private void put(Digest digest, Path written, Path file) {
        while (link(written, file) == Creation.EXISTS) {
            Optional<Digest> found = StoredFile.digest(file);
            if (found.filter(digest::equals).isPresent()) {
                break;
            }
            if (found.isPresent()) { // otherwise it was set aside meanwhile
                Warnings.replaced(file);
                delete(file);
            }
        }
    }

    private Path newTemporary() {
        return temporary.resolve(UUID.randomUUID().toString());
    }

    boolean confirm(Path file) {
        if (!StoredFile.isContent(file)) {
            return false;
        }
        try {
            syncPath(file);
            return true;
        } catch (IOException e) {
            throw new StorageException(file.toString(), "cannot be made durable: " + e, e);
        }
    }

    /** Syncs also where there is nothing: whoever deleted it may not have come so far. */
    void delete(Path file) {
        requireWritable();
        try {
            if (StoredFile.isContent(file)) {
                disk.delete(file);
            }
            if (Files.isDirectory(parent(file), LinkOption.NOFOLLOW_LINKS)) {
                syncs.entries(parent(file));
            }
        } catch (IOException e) {
            throw new StorageException(file.toString(), "cannot be deleted: " + e, e);
        }
    }

    /** A rename replaces what is there without a word: only for places that are nobody else's. */
    boolean move(Path file, Path place) {
        requireWritable();
        if (!StoredFile.isContent(file)) {
            return false;
        }
        try {
            makeDirectories(parent(place));
            syncWay(place); // or a power cut could take the place and leave the rename
            disk.rename(file, place);
            syncs.entries(parent(place));
            syncs.entries(parent(file));
            return true;
        } catch (NoSuchFileException e) {
            return false; // another has moved it
        } catch (IOException e) {
            throw new StorageException(file.toString(), "cannot be moved to " + place + ": " + e, e);
        }
    }

    private void write(byte[] content, Path file) {
        try (Disk.NewFile created = disk.createFile(file)) {
            created.out().write(content);
            created.sync();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private Digest write(Content content, Path file) {
        try (Disk.NewFile created = disk.createFile(file);
                HashedFile hashed = new HashedFile(created)) {
            content.writeTo(hashed);
            return hashed.finish();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private StorageException unwritable(IOException e) {
        return new StorageException(root.toString(), "the content cannot be written: " + e, e);
    }

    private Creation link(Path written, Path place) {
        try {
            return linkBelow(written, place);
        } catch (IOException e) {
            throw new StorageException(place.toString(), "cannot be published: " + e, e);
        }
    }

    private void sync(Path place) {
        try {
            syncPath(place);
        } catch (IOException e) {
            throw new OutcomeUnknownException(
                    place.toString(),
                    "is visible but may not survive a power cut, its directory cannot be synced: " + e,
                    e);
        }
    }

    /** The directory is seldom missing, and looking for it costs as much as linking. */
    private Creation linkBelow(Path written, Path place) throws IOException {
        try {
            return tryLink(written, place);
        } catch (NoSuchFileException e) {
            makeDirectories(parent(place));
            return tryLink(written, place);
        }
    }

    private Creation tryLink(Path written, Path place) throws IOException {
        try {
            disk.link(place, written);
            return Creation.CREATED;
        } catch (FileAlreadyExistsException e) {
            if (Files.isSymbolicLink(place)) {
                throw StoredFile.linked(place);
            }
            if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("there is a directory, and no content", e);
            }
            return Creation.EXISTS;
        }
    }

    private void makeDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        makeDirectories(parent(directory));
        try {
            syncs.making(directory);
            disk.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException(
                        directory
                                + " is no directory, as a store has it there; find out who put it there, and move it"
                                + " away",
                        e);
            }
        }
    }

    /** The file's entry in its directory, and each directory's in its parent up to the root. */
    private void syncPath(Path file) throws IOException {
        syncWay(file);
        syncs.entries(parent(file));
    }

    private void syncWay(Path file) throws IOException {
        List<Path> way = new ArrayList<>();
        for (Path directory = parent(file); !directory.equals(root); directory = parent(directory)) {
            way.add(directory);
        }
        syncs.themselves(way);
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalStateException(path + " has no parent, but everything lies below the root");
        }
        return parent;
    }

    private void discard(Path written) {
        try {
            disk.delete(written);
        } catch (IOException e) {
            Warnings.leftBehind(written, e);
        }
    }
}
