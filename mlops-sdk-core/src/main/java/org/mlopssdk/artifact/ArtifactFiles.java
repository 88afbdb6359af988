package org.mlopssdk.artifact;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mlopssdk.error.ConflictException;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.Progress;
import org.mlopssdk.store.ProgressListener;

/**
 * The files of one version, for reading. Nothing is handed out that is not what its digest says. Immutable; safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class ArtifactFiles {

    private static final int MOST_SHOWN = 10;
    private static final int MOST_ATTEMPTS = 10;

    private final String subject;
    private final List<ArtifactFile> files;
    private final ContentReader reader;

    /**
     * The files that a manifest lists.
     *
     * @param subject whose files they are, for messages
     * @param files the files
     * @param reader reads their content
     */
    public ArtifactFiles(String subject, List<ArtifactFile> files, ContentReader reader) {
        this.subject = subject;
        this.files = List.copyOf(files);
        this.reader = reader;
    }

    /**
     * What files there are.
     *
     * @return the files, sorted by path
     */
    public List<ArtifactFile> list() {
        return files;
    }

    /**
     * Opens a file. It is read and verified as a whole before the first byte is handed out.
     *
     * @param path the file's path in the artifact
     * @return its content, for the caller to close
     * @throws NotFoundException if there is no such file; the message lists those there are
     */
    public InputStream open(String path) {
        ArtifactFile file = find(path);
        if (file.place() != null) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) file.size());
            reader.copy(file, bytes);
            return new ByteArrayInputStream(bytes.toByteArray());
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return Files.newInputStream(reader.file(file));
            } catch (NoSuchFileException e) { // set aside by a garbage collection, or a cleared cache
                if (attempt == MOST_ATTEMPTS) {
                    throw unreadable(path, e);
                }
            } catch (IOException e) {
                throw unreadable(path, e);
            }
        }
    }

    private StorageException unreadable(String path, IOException e) {
        return new StorageException(subject + ", file " + path, "cannot be read: " + e, e);
    }

    /**
     * A file as a local path, for a model runtime that wants to map it.
     *
     * @param path the file's path in the artifact
     * @return a file to be read only, verified; it may be the store's own
     * @throws NotFoundException if there is no such file; the message lists those there are
     */
    public Path path(String path) {
        return reader.file(find(path));
    }

    /**
     * Reads an attachment.
     *
     * @param <T> what is read
     * @param format knows where it is kept and how to read it
     * @return what was attached
     * @throws NotFoundException if nothing of the kind was attached
     */
    public <T> T attachment(AttachmentFormat<T> format) {
        try (InputStream in = open(format.path())) {
            return format.read(in);
        } catch (IOException e) {
            throw unreadable(format.path(), e);
        }
    }

    /**
     * Copies all files into a directory.
     *
     * @param directory the directory; absent or empty
     * @return the directory
     * @throws ConflictException if the directory holds something
     */
    public Path materialize(Path directory) {
        return materialize(directory, ProgressListener.NONE);
    }

    /**
     * Copies all files into a directory, which holds all of them or is as it was before.
     *
     * @param directory the directory; absent or empty
     * @param listener is told of each file, and of the pieces of large ones
     * @return the directory
     * @throws ConflictException if the directory holds something
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    public Path materialize(Path directory, ProgressListener listener) {
        Path target = directory.toAbsolutePath().normalize();
        Path name = target.getFileName();
        if (name == null) {
            throw new IllegalArgumentException(target + " is no directory to write files into");
        }
        Path part = target.resolveSibling("." + name + "." + UUID.randomUUID());
        try {
            requireEmpty(target);
            Files.createDirectories(part);
            copyAll(part, listener);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            return directory;
        } catch (IOException e) {
            throw new StorageException(subject, "cannot be copied to " + target + ": " + e, e);
        } finally {
            Trees.delete(part);
        }
    }

    /**
     * Reads all files to the end to see whether they are what they should be.
     *
     * @param listener is told of each file, and of the pieces of large ones
     * @return what was found
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    public Verification verify(ProgressListener listener) {
        Map<String, String> problems = new ConcurrentHashMap<>();
        Crew crew = new Crew(listener, files.size());
        work(crew, blob -> () -> {
            Copier copier = copierOrEach(blob);
            for (ArtifactFile file : blob) {
                OutputStream out =
                        new CountedOutput(OutputStream.nullOutputStream(), crew, "read " + file.path(), file.size());
                ContentReader.problem(() -> copier.copy(file, out))
                        .ifPresent(problem -> problems.put(file.path(), problem));
                crew.tellDone("verify " + subject);
            }
        });
        List<Finding> findings = new ArrayList<>();
        for (ArtifactFile file : files) {
            String problem = problems.get(file.path());
            if (problem != null) {
                findings.add(new Finding(subject + ", file " + file.path(), problem));
            }
        }
        return new Verification(files.size(), findings);
    }

    private void copyAll(Path root, ProgressListener listener) {
        Crew crew = new Crew(listener, files.size());
        work(crew, blob -> () -> {
            Copier copier = copier(
                    blob, (file, out) -> reader.copy(file, out, progress -> crew.tell(fetching(file, progress))));
            for (ArtifactFile file : blob) {
                Path copy = root.resolve(file.path());
                Path parent = copy.getParent();
                if (parent == null || !copy.normalize().startsWith(root)) {
                    throw new IllegalStateException(file.path() + " leads outside, which its grammar forbids");
                }
                Files.createDirectories(parent);
                try (OutputStream out =
                        Files.newOutputStream(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    copier.copy(file, new CountedOutput(out, crew, "write " + file.path(), file.size()));
                }
                crew.tellDone("copy " + subject);
            }
        });
    }

    private static Progress fetching(ArtifactFile file, Progress progress) {
        return new Progress("fetch " + file.path(), progress.done(), progress.total());
    }

    /** Each blob is read by one task, with all the files that lie in it. */
    private void work(Crew crew, Function<List<ArtifactFile>, Crew.Task> task) {
        List<Crew.Task> tasks = files.stream()
                .collect(Collectors.groupingBy(ArtifactFile::blob, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(task)
                .toList();
        try {
            crew.work(List.of(), tasks);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new StorageException(subject, "cannot be copied: " + e, e);
        }
    }

    @FunctionalInterface
    private interface Copier {
        void copy(ArtifactFile file, OutputStream out);
    }

    private Copier copier(List<ArtifactFile> blob, Copier each) {
        List<ArtifactFile> bundled =
                blob.stream().filter(file -> file.place() != null).toList();
        if (bundled.size() < 2) {
            return each;
        }
        BundlePart part = BundlePart.read(reader, bundled);
        return (file, out) -> {
            if (file.place() == null) {
                each.copy(file, out);
            } else {
                part.copy(file, out);
            }
        };
    }

    /** Where a bundle cannot be read, each file by itself, which tells what is wrong with it. */
    private Copier copierOrEach(List<ArtifactFile> blob) {
        try {
            return copier(blob, reader::copy);
        } catch (MlOpsException e) {
            return reader::copy;
        }
    }

    private void requireEmpty(Path target) throws IOException {
        if (Files.notExists(target)) {
            return;
        }
        if (!Files.isDirectory(target)) {
            throw new FileAlreadyExistsException(target.toString(), null, "it is a file, a directory is needed");
        }
        try (Stream<Path> children = Files.list(target)) {
            if (children.findAny().isPresent()) {
                throw new ConflictException(
                        subject, "cannot be copied to " + target + ": it is not empty; name a new directory");
            }
        }
    }

    private ArtifactFile find(String path) {
        return files.stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(
                        subject,
                        "has no file \"" + ArtifactPath.shown(path) + "\"; it has "
                                + files.stream()
                                        .map(file -> ArtifactPath.shown(file.path()))
                                        .limit(MOST_SHOWN)
                                        .toList()));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(subject);
        files.forEach(file -> text.append(System.lineSeparator()).append("  ").append(file));
        return text.toString();
    }
}
