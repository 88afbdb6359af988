package org.mlopssdk.s3;

import java.nio.file.Path;
import org.mlopssdk.store.Digest;

/**
 * Content of a file, as it was when it was hashed.
 *
 * @param file holds it; a caller's own may have changed since
 * @param length in bytes
 * @param digest of all of it
 * @param checks of its parts
 */
record Hashed(Path file, long length, Digest digest, PartChecks checks) {}
