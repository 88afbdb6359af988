package org.mlopssdk.artifact;

import java.util.Objects;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.Name;

/**
 * Names one registered version, for good.
 *
 * @param kind {@code model} or {@code dataset}
 * @param name the artifact
 * @param number the version, from 1
 * @param manifest the digest of the version's manifest
 * @since 0.1.0
 */
public record VersionRef(String kind, String name, long number, Digest manifest) {

    /** Refuses names outside the grammar and numbers below 1. */
    public VersionRef {
        Name.require("the kind of an artifact", kind);
        Name.require("a " + kind + "'s name", name);
        Objects.requireNonNull(manifest, "a reference without a digest");
        if (number < 1) {
            throw new IllegalArgumentException("versions are numbered from 1, got " + number);
        }
    }

    @Override
    public String toString() {
        return kind + "/" + name + "/" + number + "@sha256:" + manifest;
    }
}
