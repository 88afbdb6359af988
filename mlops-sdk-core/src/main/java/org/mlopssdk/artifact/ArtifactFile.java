package org.mlopssdk.artifact;

import java.util.Objects;
import org.mlopssdk.store.Digest;

/**
 * One file of a version.
 *
 * @param path its path in the artifact: relative, with forward slashes
 * @param digest the SHA-256 of its content
 * @param size its length in bytes
 * @since 0.1.0
 */
public record ArtifactFile(String path, Digest digest, long size) {

    /** Refuses paths that could name anything outside, and negative sizes. */
    public ArtifactFile {
        ArtifactPath.requireKept(path);
        Objects.requireNonNull(digest, "a file without a digest");
        if (size < 0) {
            throw new IllegalArgumentException(path + " has a negative size: " + size);
        }
    }

    @Override
    public String toString() {
        return path + " (" + size + " bytes, " + digest.abbreviated() + ")";
    }
}
