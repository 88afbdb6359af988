package org.mlopssdk.store;

import java.nio.file.Path;
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
}
