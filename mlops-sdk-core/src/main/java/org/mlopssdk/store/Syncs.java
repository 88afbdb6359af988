package org.mlopssdk.store;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes directory entries durable. A failed sync is final for its directory: the kernel reports the loss of a page once and forgets it,
 * so that a second sync that succeeds proves nothing.
 */
final class Syncs {

    private final boolean supported;
    private final Set<Path> failed = ConcurrentHashMap.newKeySet();
    private final Set<Path> linked = ConcurrentHashMap.newKeySet();

    private Syncs(boolean supported) {
        this.supported = supported;
    }

    /** Finds out whether directories of this file system can be synced. */
    static Syncs probe(Path directory) {
        try {
            force(directory);
            return new Syncs(true);
        } catch (IOException e) {
            return new Syncs(false);
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
            force(directory);
        } catch (IOException e) {
            failed.add(directory);
            throw e;
        }
    }

    /** Makes a directory itself durable in its parent, once in this process: whoever made it may not have come so far. */
    void itself(Path directory) throws IOException {
        if (!linked.contains(directory)) {
            Path parent = directory.getParent();
            if (parent != null) {
                entries(parent);
            }
            linked.add(directory);
        }
    }

    /** An interrupt closes a file channel under its user; so the flag is put aside and set again afterwards. */
    private static void force(Path directory) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
