package org.mlopssdk.artifact;

/**
 * Something that a reference names: a registered version.
 *
 * @since 0.1.0
 */
public interface Versioned {

    /**
     * The reference.
     *
     * @return what names this version, for good
     */
    VersionRef ref();
}
