package org.mlopssdk.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Makes files and directories for their owner alone, whatever the umask, where the file system knows owners. */
final class Permissions {

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private final boolean posix;

    private Permissions(boolean posix) {
        this.posix = posix;
    }

    static Permissions of(Path existing) {
        return new Permissions(
                existing.getFileSystem().supportedFileAttributeViews().contains("posix"));
    }

    void createFile(Path file) throws IOException {
        if (posix) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
            Files.setPosixFilePermissions(file, FILE);
        } else {
            Files.createFile(file);
        }
    }

    void createDirectory(Path directory) throws IOException {
        if (posix) {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(DIRECTORY));
            Files.setPosixFilePermissions(directory, DIRECTORY);
        } else {
            Files.createDirectory(directory);
        }
    }
}
