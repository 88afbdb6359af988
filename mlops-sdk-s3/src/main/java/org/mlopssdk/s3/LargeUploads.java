package org.mlopssdk.s3;

import java.nio.file.Path;
import org.mlopssdk.store.Digest;

/** Sends content that is longer than one part. */
interface LargeUploads {

    /**
     * Stores the content of a file under its digest.
     *
     * @param file the content; a caller's own, so that it may change meanwhile, which is noticed
     * @param length how long it was when it was read
     * @param digest what it was when it was read
     */
    void put(Path file, long length, Digest digest);
}
