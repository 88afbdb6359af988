package org.mlopssdk.artifact;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads an {@link Attachment} back.
 *
 * @param <T> what is read
 * @since 0.1.0
 */
public interface AttachmentFormat<T> {

    /**
     * Where it is kept.
     *
     * @return its path in the artifact
     */
    String path();

    /**
     * Reads it.
     *
     * @param in the whole content, verified; closed by the caller
     * @return what was attached
     * @throws IOException if reading fails
     * @throws org.mlopssdk.error.MlOpsException if the content is not of this format
     */
    T read(InputStream in) throws IOException;
}
