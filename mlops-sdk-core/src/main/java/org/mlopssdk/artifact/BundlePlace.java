package org.mlopssdk.artifact;

import java.util.Objects;
import org.mlopssdk.store.Digest;

/**
 * Where a small file lies among others in one blob.
 *
 * @param bundle the SHA-256 of the blob that holds it
 * @param offset where it begins in there, in bytes
 * @since 0.1.0
 */
public record BundlePlace(Digest bundle, long offset) {

    /** Refuses negative offsets. */
    public BundlePlace {
        Objects.requireNonNull(bundle, "a place in no bundle");
        if (offset < 0) {
            throw new IllegalArgumentException("a bundle has no negative offset, got " + offset);
        }
    }
}
