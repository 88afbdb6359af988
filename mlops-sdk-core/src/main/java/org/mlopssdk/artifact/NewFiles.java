package org.mlopssdk.artifact;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mlopssdk.error.InvalidDataException;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.Progress;
import org.mlopssdk.store.ProgressListener;

/**
 * Files on their way into a store. Nothing is read before {@link #store}. Not for use by several threads.
 *
 * @since 0.1.0
 */
public final class NewFiles {

    private final List<Source> sources = new ArrayList<>();

    /** No files yet. */
    public NewFiles() {}

    private record Source(String path, Content content) {}

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
            sources.add(new Source(kept, Content.of(fileOrDirectory)));
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
        sources.add(new Source(ArtifactPath.require(path), content));
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
     * @param listener is told of each file
     * @return what was stored
     * @throws InvalidDataException if a file changes while it is read
     * @throws StorageException if something cannot be read or stored
     */
    public List<ArtifactFile> store(BlobStore store, ProgressListener listener) {
        Manifest.requireDistinct(sources.stream().map(Source::path).toList());
        ProgressListener guarded = ProgressListener.guarded(listener);
        List<ArtifactFile> stored = new ArrayList<>();
        for (Source source : sources) {
            stored.add(store(store, source));
            guarded.onProgress(new Progress("store " + source.path, stored.size(), sources.size()));
        }
        return stored;
    }

    private static ArtifactFile store(BlobStore store, Source source) {
        Counting counting = new Counting(source.content);
        Optional<Path> file = source.content.file();
        Optional<FileStamp> before = file.map(NewFiles::stamp);
        Digest digest = put(store, source, counting);
        if (!before.equals(file.map(NewFiles::stamp))) {
            throw new InvalidDataException(
                    String.valueOf(file.orElse(null)),
                    "changed while it was read; register again when nobody writes it");
        }
        return new ArtifactFile(source.path, digest, before.map(FileStamp::size).orElse(counting.bytes));
    }

    private static Digest put(BlobStore store, Source source, Content content) {
        try {
            return store.put(content);
        } catch (StorageException e) {
            throw new StorageException("file " + source.path, "cannot be stored: " + e.getMessage(), e);
        }
    }

    private static FileStamp stamp(Path file) {
        try {
            return FileStamp.of(file);
        } catch (IOException e) {
            throw new StorageException(file.toAbsolutePath().toString(), "cannot be read: " + e, e);
        }
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
            sources.add(new Source(prefix + ArtifactPath.relative(directory, found), Content.of(found)));
        } else if (!found.equals(directory) && !Files.isDirectory(found, LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalArgumentException(
                    found.toAbsolutePath()
                            + " is a link or a special file, which an artifact does not hold; replace it by a file or leave it out");
        }
    }

    /** Content that counts itself where it is written out. */
    private static final class Counting implements Content {

        private final Content content;
        private long bytes;

        Counting(Content content) {
            this.content = content;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            bytes = 0;
            content.writeTo(new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    out.write(b);
                    bytes++;
                }

                @Override
                public void write(byte[] buffer, int offset, int length) throws IOException {
                    out.write(buffer, offset, length);
                    bytes += length;
                }

                @Override
                public void flush() throws IOException {
                    out.flush();
                }
            });
        }

        @Override
        public Optional<Path> file() {
            return content.file();
        }
    }
}
