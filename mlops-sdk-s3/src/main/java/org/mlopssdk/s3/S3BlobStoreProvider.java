package org.mlopssdk.s3;

import java.net.URI;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.BlobStoreProvider;

/**
 * Opens stores of {@code s3://bucket/prefix}; found by {@link java.util.ServiceLoader}, and for nothing else.
 *
 * @since 0.1.0
 */
public final class S3BlobStoreProvider implements BlobStoreProvider {

    /** For {@link java.util.ServiceLoader}. */
    public S3BlobStoreProvider() {}

    @Override
    public String scheme() {
        return "s3";
    }

    @Override
    public BlobStore open(URI uri) {
        return S3BlobStore.at(uri);
    }
}
