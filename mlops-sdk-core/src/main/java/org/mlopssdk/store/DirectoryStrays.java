package org.mlopssdk.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.mlopssdk.error.StorageException;

/** The files under a directory store's root that are no blobs of it: their names, their paths' length or their nature cannot be a blob's. */
final class DirectoryStrays {

    private final Path root;
    private final List<Path> files = new ArrayList<>();

    DirectoryStrays(Path root) {
        this.root = root;
    }

    List<Path> files() {
        walk(root);
        Collections.sort(files);
        return List.copyOf(files);
    }

    private void walk(Path directory) {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            for (Path child : children) {
                if (!isKept(directory, String.valueOf(child.getFileName()))) {
                    visit(child);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return; // removed meanwhile
        } catch (IOException | DirectoryIteratorException e) {
            throw new StorageException(directory.toString(), "cannot be listed: " + e, e);
        }
    }

    /** What a store keeps beside its blobs. */
    private boolean isKept(Path directory, String name) {
        return directory.equals(root) && (name.equals(BlobKey.RESERVED) || name.equals(DirectoryFormat.FORMAT));
    }

    private void visit(Path child) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return; // moved meanwhile
        }
        boolean isPart = Name.isValid(String.valueOf(child.getFileName()));
        if (isPart && attributes.isDirectory()) {
            walk(child);
        } else if (!isPart || !attributes.isRegularFile() || isTooLong(child)) {
            files.add(child);
        }
    }

    private boolean isTooLong(Path child) {
        return root.relativize(child).toString().length() > BlobKey.MAX_LENGTH;
    }
}
