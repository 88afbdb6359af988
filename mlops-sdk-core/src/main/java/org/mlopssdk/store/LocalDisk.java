package org.mlopssdk.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The disk of this machine. Files and directories are for their owner alone, whatever the umask, where the file system knows owners. An
 * interrupt would close a {@link java.nio.channels.FileChannel} in the midst of a sync, and hide what the sync had to say; streams and
 * asynchronous channels are not interruptible.
 */
final class LocalDisk implements Disk {

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private final boolean posix;

    private LocalDisk(boolean posix) {
        this.posix = posix;
    }

    static LocalDisk of(FileSystem fileSystem) {
        return new LocalDisk(fileSystem.supportedFileAttributeViews().contains("posix"));
    }

    @Override
    public NewFile createFile(Path file) throws IOException {
        if (posix) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
            Files.setPosixFilePermissions(file, FILE);
        } else {
            Files.createFile(file);
        }
        return new LocalFile(new FileOutputStream(file.toFile()));
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        if (posix) {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(DIRECTORY));
            Files.setPosixFilePermissions(directory, DIRECTORY);
        } else {
            Files.createDirectory(directory);
        }
    }

    @Override
    public void link(Path place, Path file) throws IOException {
        Files.createLink(place, file);
    }

    @Override
    public void rename(Path file, Path place) throws IOException {
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public boolean delete(Path file) throws IOException {
        return Files.deleteIfExists(file);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        try (AsynchronousFileChannel channel = openDirectory(directory)) {
            channel.force(true);
        }
    }

    /** Where files have owners, their owner can open a directory; elsewhere nobody may be able to, ever. */
    private AsynchronousFileChannel openDirectory(Path directory) throws IOException {
        try {
            return AsynchronousFileChannel.open(directory, StandardOpenOption.READ);
        } catch (IOException e) {
            throw posix ? new SyncNotBegunException(directory, e) : e;
        }
    }

    private record LocalFile(FileOutputStream file) implements NewFile {

        @Override
        public OutputStream out() {
            return file;
        }

        @Override
        public void sync() throws IOException {
            file.getFD().sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
