package org.mlopssdk.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A sync that did not begin, because its directory cannot be opened: there are too many open files, for example. Unlike one that failed it
 * loses nothing, and can be tried again.
 */
final class SyncNotBegunException extends IOException {

    private static final long serialVersionUID = 1L;

    SyncNotBegunException(Path directory, IOException cause) {
        super(directory + " cannot be opened to be synced: " + cause.getMessage(), cause);
    }
}
