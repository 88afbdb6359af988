package org.mlopssdk.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes directory entries durable. A failed sync is final for its directory: the kernel reports the loss of a page once and forgets it,
 * so that a second sync that succeeds proves nothing.
 */
final class Syncs {

    private static final int REMEMBERED = 100_000;

    private final Disk disk;
    private final boolean supported;
    private final Set<Path> failed = ConcurrentHashMap.newKeySet();
    private final Cache<Path, Boolean> durable =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private Syncs(Disk disk, boolean supported) {
        this.disk = disk;
        this.supported = supported;
    }

    /** Finds out whether directories of this file system can be synced; fails where that cannot be told now. */
    static Syncs probe(Disk disk, Path directory) throws IOException {
        try {
            disk.syncDirectory(directory);
            return new Syncs(disk, true);
        } catch (SyncNotBegunException e) {
            throw e;
        } catch (IOException e) {
            if (!isRefusal(disk, directory)) {
                throw e;
            }
            return new Syncs(disk, false);
        }
    }

    /** As far as a reader can tell, who may not try a file: the store counts as durable if its root can be synced now. */
    static Syncs ofReader(Disk disk, Path root) throws IOException {
        try {
            disk.syncDirectory(root);
            return new Syncs(disk, true);
        } catch (SyncNotBegunException e) {
            throw e;
        } catch (IOException e) {
            return new Syncs(disk, false);
        }
    }

    /** A file system that cannot sync a directory says so each time, and can sync a file all the same. */
    private static boolean isRefusal(Disk disk, Path directory) throws IOException {
        try {
            disk.syncDirectory(directory);
            return false;
        } catch (IOException e) {
            Path file = directory.resolve(UUID.randomUUID().toString());
            try (Disk.NewFile created = disk.createFile(file)) {
                created.sync();
            } finally {
                disk.delete(file);
            }
            return true;
        }
    }

    boolean supported() {
        return supported;
    }

    /** Makes the entries of a directory durable. */
    void entries(Path directory) throws IOException {
        if (!supported) {
            return;
        }
        if (failed.contains(directory)) {
            throw new IOException("an earlier sync of " + directory + " failed, and a later one proves nothing");
        }
        try {
            disk.syncDirectory(directory);
        } catch (SyncNotBegunException e) {
            throw e;
        } catch (IOException e) {
            failed.add(directory);
            throw e;
        }
    }

    /** Makes a directory itself durable in its parent, once in this process: whoever made it may not have come so far. */
    void itself(Path directory) throws IOException {
        if (durable.getIfPresent(directory) == null) {
            Path parent = directory.getParent();
            if (parent != null) {
                entries(parent);
            }
            durable.put(directory, true);
        }
    }

    /** A directory that was made just now is not the one that was made durable before. */
    void made(Path directory) {
        durable.invalidate(directory);
    }
}
