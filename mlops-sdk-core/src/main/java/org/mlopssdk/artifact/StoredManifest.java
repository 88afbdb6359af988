package org.mlopssdk.artifact;

import org.mlopssdk.store.Digest;

/**
 * A manifest that is in a store, as are the files it names.
 *
 * @param manifest the manifest
 * @param digest where its JSON stands
 * @since 0.1.0
 */
public record StoredManifest(Manifest manifest, Digest digest) {}
