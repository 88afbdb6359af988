package org.mlopssdk.run;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.store.Digest;

/**
 * A segment of a run's log as bytes: whole lines, and on the last line the SHA-256 of all before it.
 *
 * @since 0.1.0
 */
public final class SegmentFormat {

    /** How many bytes the last line has. */
    static final int DIGEST_LINE = 65;

    private SegmentFormat() {}

    static byte[] seal(byte[] lines) {
        byte[] sealed = Arrays.copyOf(lines, lines.length + DIGEST_LINE);
        byte[] digest = (Digest.of(lines) + "\n").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digest, 0, sealed, lines.length, DIGEST_LINE);
        return sealed;
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
        byte[] lines = Arrays.copyOf(sealed, Math.max(length, 0));
        if (length < 0 || !Arrays.equals(seal(lines), sealed)) {
            throw new CorruptedException(
                    subject, "is torn or changed: its last line is not the digest of those before");
        }
        return lines;
    }
}
