package org.mlopssdk.artifact;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.Digest;

/** Files for content of a store that has none: copies in a temporary directory of this process, made when first asked for. */
final class LocalCopies {

    private final ContentReader reader;
    private @Nullable Path directory;

    LocalCopies(ContentReader reader) {
        this.reader = reader;
    }

    Optional<Path> file(Digest digest) {
        try {
            return Optional.of(copied(digest, out -> reader.copy(digest, out)));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** A copy of a file that lies in a bundle. */
    Path file(ArtifactFile file) {
        return copied(file.digest(), out -> reader.copy(file, out));
    }

    private Path copied(Digest digest, Consumer<OutputStream> copying) {
        try {
            Path file = directory().resolve(digest.hex());
            if (Files.notExists(file)) {
                copy(digest, file, copying);
            }
            return file;
        } catch (IOException e) {
            throw new StorageException("content sha256:" + digest, "cannot be copied to a local file: " + e, e);
        }
    }

    /** Whether a file is one of these copies. */
    synchronized boolean holds(Path file) {
        return directory != null && file.startsWith(directory);
    }

    synchronized void close() {
        if (directory != null) {
            Trees.delete(directory);
            directory = null;
        }
    }

    private synchronized Path directory() throws IOException {
        if (directory == null || Files.notExists(directory)) { // temporary files are cleaned up by others, too
            directory = Files.createTempDirectory("mlops-content-");
        }
        return directory;
    }

    private void copy(Digest digest, Path file, Consumer<OutputStream> copying) throws IOException {
        Path part = file.resolveSibling(digest + "." + UUID.randomUUID());
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                copying.accept(out);
            }
            Files.createLink(file, part);
        } catch (FileAlreadyExistsException e) {
            // another thread was first, with the same content
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
