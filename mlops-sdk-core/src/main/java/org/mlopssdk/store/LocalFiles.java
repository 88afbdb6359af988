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
     * @return the file, to be read only and not verified, or empty where the store does not hold the content
     */
    Optional<Path> file(Digest digest);

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
