package org.mlopssdk.store;

import java.net.URI;

/**
 * Opens the store that a URI names; found by {@link java.util.ServiceLoader}.
 *
 * @since 0.1.0
 */
public interface BlobStoreProvider {

    /**
     * The scheme it serves.
     *
     * @return the scheme in lower case, such as {@code s3}
     */
    String scheme();

    /**
     * Opens the store, making it where there is none.
     *
     * @param uri its address, of this scheme
     * @return the open store, which the caller closes
     * @throws IllegalArgumentException if the address is not of the form that the scheme asks for
     * @throws org.mlopssdk.error.MlOpsException if there is something else at that address, or it cannot be reached
     */
    BlobStore open(URI uri);
}
