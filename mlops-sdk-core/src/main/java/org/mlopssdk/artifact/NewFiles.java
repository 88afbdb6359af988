package org.mlopssdk.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.mlopssdk.error.InvalidDataException;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.ProgressListener;

/**
 * Files on their way into a store. Nothing is read before {@link #store}. Not for use by several threads.
 *
 * @since 0.1.0
 */
public final class NewFiles {

    private final List<Storing.Source> sources = new ArrayList<>();

    /** No files yet. */
    public NewFiles() {}

    /**
     * Adds a file under its own name, or all files below a directory by their paths in it.
     *
     * @param fileOrDirectory what to add
     * @throws NotFoundException if there is nothing
     * @throws IllegalArgumentException if a name is none that every file system has, or something below is neither file nor directory
     */
    public void add(Path fileOrDirectory) {
        if (Files.isDirectory(fileOrDirectory)) {
            addTree("", fileOrDirectory);
        } else {
            Path name = fileOrDirectory.getFileName();
            add(name == null ? "" : name.toString(), fileOrDirectory);
        }
    }

    /**
     * Adds a file under a path, or all files below a directory by their paths in it, below that path.
     *
     * @param path the path in the artifact
     * @param fileOrDirectory what to add
     * @throws NotFoundException if there is nothing
     * @throws IllegalArgumentException if the path breaks the grammar, or something below is neither file nor directory
     */
    public void add(String path, Path fileOrDirectory) {
        String kept = ArtifactPath.require(path);
        if (Files.isDirectory(fileOrDirectory)) {
            addTree(kept + "/", fileOrDirectory);
        } else if (Files.isRegularFile(fileOrDirectory)) {
            sources.add(new Storing.Source(kept, Content.of(fileOrDirectory)));
        } else {
            throw new NotFoundException(
                    fileOrDirectory.toAbsolutePath().toString(), "is neither a file nor a directory; check the path");
        }
    }

    /**
     * Adds content.
     *
     * @param path its path in the artifact
     * @param content the content
     * @throws IllegalArgumentException if the path breaks the grammar
     */
    public void add(String path, Content content) {
        sources.add(new Storing.Source(ArtifactPath.require(path), content));
    }

    /**
     * Whether nothing was added, or only directories without files.
     *
     * @return true if there is nothing to store
     */
    public boolean isEmpty() {
        return sources.isEmpty();
    }

    /**
     * Stores all that was added.
     *
     * @param store where to
     * @param listener is told of each file, and of the pieces of large ones
     * @return what was stored, sorted by path
     * @throws InvalidDataException if a file changes while it is read
     * @throws StorageException if something cannot be read or stored
     */
    public List<ArtifactFile> store(BlobStore store, ProgressListener listener) {
        return store(store, new KnownFiles(Clock.systemUTC()), listener);
    }

    /**
     * Stores all that was added, reading no file that is known and was not changed since. A few threads read and store, but what is written by a
     * {@link Content} without file or size is written on this thread.
     *
     * @param store where to
     * @param known what this process has stored there already; takes note of what is stored now
     * @param listener is told of each file, and of the pieces of large ones
     * @return what was stored, sorted by path
     * @throws InvalidDataException if a file changes while it is read
     * @throws StorageException if something cannot be read or stored
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    public List<ArtifactFile> store(BlobStore store, KnownFiles known, ProgressListener listener) {
        Manifest.requireDistinct(sources.stream().map(Storing.Source::path).toList());
        return new Storing(store, known, listener, sources).run();
    }

    /**
     * Stores all that was added, and a manifest of it.
     *
     * @param store where to
     * @param known what this process has stored there already; takes note of what is stored now
     * @param listener is told of each file, and of the pieces of large ones
     * @param describe makes the manifest of the files, sorted by path
     * @return the manifest
     * @throws InvalidDataException if a file changes while it is read, or there are more files than a manifest holds
     * @throws StorageException if something cannot be read or stored
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    public StoredManifest store(
            BlobStore store,
            KnownFiles known,
            ProgressListener listener,
            Function<List<ArtifactFile>, Manifest> describe) {
        Manifest.requireDistinct(sources.stream().map(Storing.Source::path).toList());
        return new Storing(store, known, listener, sources).run(describe);
    }

    private void addTree(String prefix, Path directory) {
        try {
            Path root = directory.toRealPath(); // a walk that begins at a link ends there
            try (Stream<Path> tree = Files.walk(root)) {
                tree.sorted().forEach(found -> addFound(prefix, root, found));
            }
        } catch (IOException | UncheckedIOException e) {
            throw new StorageException(directory.toAbsolutePath().toString(), "cannot be read: " + e, e);
        }
    }

    private void addFound(String prefix, Path directory, Path found) {
        if (Files.isRegularFile(found, LinkOption.NOFOLLOW_LINKS)) {
            Content content = new TreeFile(directory, directory.relativize(found));
            sources.add(new Storing.Source(prefix + ArtifactPath.relative(directory, found), content));
        } else if (!found.equals(directory) && !Files.isDirectory(found, LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalArgumentException(found.toAbsolutePath()
                    + " is a link or a special file, which an artifact does not hold; replace it by a file or"
                    + " leave it out");
        }
    }
}
