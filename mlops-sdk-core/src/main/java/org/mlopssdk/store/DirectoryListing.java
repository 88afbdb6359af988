package org.mlopssdk.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.mlopssdk.error.StorageException;

/**
 * One page of keys under a directory. A tree walked in the order of names is not in the order of keys, because a slash sorts after a dot
 * and a hyphen; so a directory sorts here as its name with the slash behind it.
 */
final class DirectoryListing {

    private final Path root;
    private final String prefix;
    private final String startAfter;
    private final int limit;
    private final List<BlobKey> keys = new ArrayList<>();

    DirectoryListing(Path root, String prefix, String startAfter, int limit) {
        this.root = root;
        this.prefix = prefix;
        this.startAfter = startAfter;
        this.limit = limit;
    }

    List<BlobKey> keys() {
        walk(root, "");
        return List.copyOf(keys);
    }

    private void walk(Path directory, String path) {
        TreeMap<String, Path> children = new TreeMap<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path child : stream) {
                boolean isDirectory = Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS);
                String name = String.valueOf(child.getFileName());
                if (isOurs(path, name)) {
                    children.put(path + name + (isDirectory ? "/" : ""), child);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return; // removed meanwhile
        } catch (IOException | DirectoryIteratorException e) {
            throw new StorageException(directory.toString(), "cannot be listed: " + e, e);
        }
        children.forEach(this::visit);
    }

    /** In the root stand also FORMAT and tmp, which are no blobs; elsewhere only what is a name can be part of a key. */
    private static boolean isOurs(String path, String name) {
        return Name.isValid(name) && !(path.isEmpty() && name.equals(BlobKey.RESERVED));
    }

    private void visit(String path, Path child) {
        if (keys.size() == limit) {
            return;
        }
        if (!path.endsWith("/")) {
            if (path.startsWith(prefix) && path.compareTo(startAfter) > 0 && path.length() <= BlobKey.MAX_LENGTH) {
                keys.add(new BlobKey(path));
            }
        } else if (mayHoldPrefix(path) && mayHoldAfter(path)) {
            walk(child, path);
        }
    }

    private boolean mayHoldPrefix(String path) {
        return path.startsWith(prefix) || prefix.startsWith(path);
    }

    private boolean mayHoldAfter(String path) {
        return path.compareTo(startAfter) > 0 || startAfter.startsWith(path);
    }
}
