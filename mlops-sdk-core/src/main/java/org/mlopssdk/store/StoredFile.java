package org.mlopssdk.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.util.Optional;
import org.mlopssdk.error.StorageException;

/** What lies in a place of the store. Links are not followed, and refused. */
final class StoredFile {

    private StoredFile() {}

    /** Whether there is content. What cannot be looked at is not absent: a stream would seem empty, an alias to point nowhere. */
    static boolean isContent(Path file) {
        try {
            var found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (found.isSymbolicLink()) {
                throw linked(file);
            }
            return found.isRegularFile();
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            if (liesBelowContent(file)) {
                return false;
            }
            throw new StorageException(file.toString(), "cannot be looked at: " + e, e);
        }
    }

    static StorageException linked(Path path) {
        return new StorageException(path.toString(), "is a symbolic link, which a store does not hold; remove it");
    }

    private static boolean liesBelowContent(Path file) {
        for (Path above = file.getParent(); above != null; above = above.getParent()) {
            if (Files.isRegularFile(above, LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
        }
        return false;
    }

    /** What the file holds, or empty if it is gone. */
    static Optional<Digest> digest(Path file) {
        try (DigestOutputStream hashing = new DigestOutputStream(OutputStream.nullOutputStream(), Digest.sha256())) {
            Files.copy(file, hashing);
            return Optional.of(Digest.from(hashing.getMessageDigest().digest()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StorageException(file.toString(), "cannot be read: " + e, e);
        }
    }
}
