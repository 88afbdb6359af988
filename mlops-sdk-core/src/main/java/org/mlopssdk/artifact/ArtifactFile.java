package org.mlopssdk.artifact;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Digest;

/**
 * One file of a version.
 *
 * @param path its path in the artifact: relative, with forward slashes
 * @param digest the SHA-256 of its content
 * @param size its length in bytes
 * @param place where it lies in a bundle of small files, or null where a blob holds it alone
 * @since 0.1.0
 */
public record ArtifactFile(
        String path, Digest digest, long size, @Nullable BundlePlace place) {

    /** Refuses paths that could name anything outside, negative sizes, and places beyond the end of any bundle. */
    @JsonCreator
    public ArtifactFile {
        ArtifactPath.requireKept(path);
        Objects.requireNonNull(digest, "a file without a digest");
        if (size < 0) {
            throw new IllegalArgumentException(path + " has a negative size: " + size);
        }
        if (place != null && (size > BlobStore.MAX_CREATE || place.offset() > BlobStore.MAX_CREATE - size)) {
            throw new IllegalArgumentException(path + " has " + size + " bytes at offset " + place.offset()
                    + " of a bundle, which has at most " + BlobStore.MAX_CREATE);
        }
    }

    /**
     * A file that a blob holds alone.
     *
     * @param path its path in the artifact: relative, with forward slashes
     * @param digest the SHA-256 of its content
     * @param size its length in bytes
     */
    public ArtifactFile(String path, Digest digest, long size) {
        this(path, digest, size, null);
    }

    /**
     * The blob that holds the file, alone or among others.
     *
     * @return the blob's digest
     */
    public Digest blob() {
        return place == null ? digest : place.bundle();
    }

    /** What the file is, wherever it lies. */
    ArtifactFile withoutPlace() {
        return new ArtifactFile(path, digest, size);
    }

    @Override
    public String toString() {
        return path + " (" + size + " bytes, " + digest.abbreviated() + ")";
    }
}
