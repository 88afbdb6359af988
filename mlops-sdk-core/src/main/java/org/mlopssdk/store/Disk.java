package org.mlopssdk.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * The steps by which a store changes its file system, each by itself: what is durable after which of them is all there is to know about
 * durability, and tests can make any of them fail, or look at what a power cut between two of them leaves behind.
 *
 * <p>No step can be broken by an interrupt of its thread.
 */
interface Disk {

    /** Makes a file for its owner alone, to be written once. Fails where there is something. */
    NewFile createFile(Path file) throws IOException;

    /** Makes a directory for its owner alone. Fails where there is something. */
    void createDirectory(Path directory) throws IOException;

    /** Gives a file a second name. Fails with {@link java.nio.file.FileAlreadyExistsException} where there is something. */
    void link(Path place, Path file) throws IOException;

    /** Renames a file, in one step. */
    void rename(Path file, Path place) throws IOException;

    /** Takes away a name of a file; false where there is none. */
    boolean delete(Path file) throws IOException;

    /** Makes the names in a directory durable. Fails with {@link SyncNotBegunException} where nothing was lost by it. */
    void syncDirectory(Path directory) throws IOException;

    /** A file that is being written. */
    interface NewFile extends Closeable {

        /** Where to write. */
        OutputStream out();

        /** Makes what was written durable. */
        void sync() throws IOException;
    }
}
