package org.mlopssdk.artifact;

import org.mlopssdk.store.Content;

/**
 * Something that is kept with a version as a file of its own, such as a reference profile. {@link AttachmentFormat} reads it back.
 *
 * @since 0.1.0
 */
public interface Attachment extends Content {

    /**
     * Where it is kept.
     *
     * @return its path in the artifact
     */
    String path();
}
