package org.mlopssdk.run;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Digest;

/**
 * A segment of a run's log as bytes: whole lines, and on the last line the SHA-256 of all before it.
 *
 * @since 0.1.0
 */
public final class SegmentFormat {

    /** How many bytes the last line has. */
    static final int DIGEST_LINE = 65;

    /** How many bytes the lines may have that are logged. */
    static final int MAX_LINES = BlobStore.MAX_CREATE - DIGEST_LINE;

    private SegmentFormat() {}

    /** Fills in the last line of a segment that has room for it. */
    static byte[] seal(byte[] segment) {
        int length = segment.length - DIGEST_LINE;
        System.arraycopy(lastLine(segment, length), 0, segment, length, DIGEST_LINE);
        return segment;
    }

    /**
     * Takes the lines out of a segment.
     *
     * @param sealed the segment as it is stored
     * @param subject which segment, for the message
     * @return its lines
     * @throws CorruptedException if they are not what their digest says
     */
    public static byte[] open(byte[] sealed, String subject) {
        int length = sealed.length - DIGEST_LINE;
        if (length < 0 || !Arrays.equals(sealed, length, sealed.length, lastLine(sealed, length), 0, DIGEST_LINE)) {
            throw new CorruptedException(
                    subject, "is torn or changed: its last line is not the digest of those before");
        }
        return Arrays.copyOf(sealed, length);
    }

    private static byte[] lastLine(byte[] lines, int length) {
        return (Digest.of(lines, 0, length) + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
