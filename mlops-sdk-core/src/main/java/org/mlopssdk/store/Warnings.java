package org.mlopssdk.store;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator should know and no caller can see. */
final class Warnings {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryBlobStore.class);

    private Warnings() {}

    static void leftBehind(Path file, IOException e) {
        LOG.warn("{} was left behind; it is safe to delete: {}", file, e.toString());
    }

    static void replaced(Path file) {
        LOG.warn("{} did not hold what its name says, and was replaced by the same content stored anew", file);
    }

    static void notDurable(Path root) {
        LOG.warn(
                "{} is on a file system that cannot sync a directory: what is stored there may not survive a power cut",
                root);
    }
}
