package org.mlopssdk.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A store whose content lies in local files, so that a model runtime can map a file instead of being handed a stream.
 *
 * @since 0.1.0
 */
public interface LocalFiles {

    /**
     * The file that holds some content.
     *
     * @param digest the content
     * @return the file, to be read only and not verified unless it was {@linkplain #areFetched() fetched}, or empty where the store does not hold the content
     */
    Optional<Path> file(Digest digest);

    /**
     * The file that holds some content, as {@link #file(Digest)} says.
     *
     * @param digest the content
     * @param listener is told, where the file is fetched, how many bytes have come
     * @return the file, or empty where the store does not hold the content
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    default Optional<Path> file(Digest digest, ProgressListener listener) {
        return file(digest);
    }

    /**
     * Whether the files are fetched from far away when somebody asks for one. Then asking costs a transfer, and the store has
     * verified what it hands out: a copy that is not what it should be is fetched anew.
     *
     * @return false by default: the files are the store's own, and verifying them is the caller's
     */
    default boolean areFetched() {
        return false;
    }

    /**
     * What lies where the store keeps its blobs and has no key, so that {@link BlobStore#list} passes over it: another program's files,
     * links, special files. A directory counts by the first of its names that cannot be part of a key.
     *
     * @return the files, in order; by default none are known
     */
    default List<Path> strays() {
        return List.of();
    }
}
