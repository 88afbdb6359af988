package org.mlopssdk.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * The files in {@code tmp/}, which are made, looked at and removed here without following a link, whoever swaps directories meanwhile.
 *
 * <p>A store is written by its owner alone. Files have the mode 0600, so those of another user would be lost to the owner; and whoever may swap the
 * directories of a store for links can lead its writer elsewhere, which must not be a writer who may do more than the owner.
 */
final class TemporaryFiles {

    /** Nobody is at work on a file for longer without adding to it; and who was paused finds it gone, and fails. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private static final FileAttribute<?> MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final SecureDirectoryStream<Path> directory;

    private TemporaryFiles(SecureDirectoryStream<Path> directory) {
        this.directory = directory;
    }

    /**
     * Removes what writers who died have left, if the directory is this process's to write.
     *
     * @return whether it is: what this process makes belongs to the owner of the directory, or the system cannot tell
     */
    static boolean clearIfOurs(Path root, Path temporary) throws IOException {
        try (DirectoryStream<Path> above = Files.newDirectoryStream(root)) {
            if (!(above instanceof SecureDirectoryStream<Path> secure)) {
                return true;
            }
            try (SecureDirectoryStream<Path> inside =
                    secure.newDirectoryStream(root.relativize(temporary), LinkOption.NOFOLLOW_LINKS)) {
                return new TemporaryFiles(inside).clearIfOurs();
            }
        }
    }

    private boolean clearIfOurs() throws IOException {
        Path probe = Path.of(UUID.randomUUID().toString());
        directory
                .newByteChannel(probe, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), MODE)
                .close();
        try {
            boolean ours = owner(probe).equals(owner(Path.of(".")));
            if (ours) {
                // by the clock of the file system, which is also that of the other files
                removeOlderThan(attributes(probe).lastModifiedTime().toInstant().minus(ABANDONED));
            }
            return ours;
        } finally {
            directory.deleteFile(probe);
        }
    }

    private UserPrincipal owner(Path file) throws IOException {
        return directory
                .getFileAttributeView(file, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .getOwner();
    }

    private BasicFileAttributes attributes(Path file) throws IOException {
        return directory
                .getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    private void removeOlderThan(Instant oldest) throws IOException {
        for (Path found : directory) {
            Path file = Path.of(found.getFileName().toString());
            try {
                BasicFileAttributes attributes = attributes(file);
                if (attributes.isRegularFile()
                        && attributes.lastModifiedTime().toInstant().isBefore(oldest)) {
                    directory.deleteFile(file);
                }
            } catch (NoSuchFileException e) {
                // its writer is done with it
            }
        }
    }
}
