package org.mlopssdk.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes directory entries durable. A failed sync is final for its directory: the kernel reports the loss of a page once and forgets it,
 * so that a second sync that succeeds proves nothing.
 */
final class Syncs {

    private static final int REMEMBERED = 100_000;

    private final Disk disk;
    private final @Nullable Path temporary;
    private final boolean supported;
    private final Set<Path> failed = ConcurrentHashMap.newKeySet();
    private final Cache<Path, Boolean> durable =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private Syncs(Disk disk, @Nullable Path temporary, boolean supported) {
        this.disk = disk;
        this.temporary = temporary;
        this.supported = supported;
    }

    /** Finds out in {@code tmp/} whether directories of this file system can be synced; fails where that cannot be told now. */
    static Syncs probe(Disk disk, Path temporary) throws IOException {
        try {
            disk.syncDirectory(temporary);
            return new Syncs(disk, temporary, true);
        } catch (SyncNotBegunException e) {
            throw e;
        } catch (IOException e) {
            if (!isRefusal(disk, temporary)) {
                throw e;
            }
            return new Syncs(disk, temporary, false);
        }
    }

    /** As far as a reader can tell, who may not try a file, nor look into {@code tmp/}: the store counts as durable if its root can be synced now. */
    static Syncs ofReader(Disk disk, Path root) throws IOException {
        try {
            disk.syncDirectory(root);
            return new Syncs(disk, null, true);
        } catch (SyncNotBegunException e) {
            throw e;
        } catch (IOException e) {
            return new Syncs(disk, null, false);
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

    /**
     * Makes directories themselves durable in their parents, each once in this process: whoever made it may not have come so far. One that is new
     * has the inode of a file that was removed from {@code tmp/}, maybe. Without a journal that file's name can come back after a power cut, the
     * inode has two names, and the repair leaves one of them: so the removal is made durable, too.
     */
    void themselves(List<Path> directories) throws IOException {
        List<Path> uncertain = directories.stream()
                .filter(directory -> durable.getIfPresent(directory) == null)
                .toList();
        for (Path directory : uncertain) {
            Path parent = directory.getParent();
            if (parent != null) {
                entries(parent);
            }
        }
        if (temporary != null && !uncertain.isEmpty()) {
            entries(temporary);
        }
        uncertain.forEach(directory -> durable.put(directory, true));
    }

    /** A directory that is about to be made is not the one that was made durable before. */
    void making(Path directory) {
        durable.invalidate(directory);
    }
}
