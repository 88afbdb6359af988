package org.mlopssdk.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.json.Json;

/** Lets any bytes be a segment. */
public final class SegmentFuzzing {

    private SegmentFuzzing() {}

    /** The bytes are the lines; the digest fits. */
    public static void parse(byte[] lines) {
        requireSealed(lines);
        byte[] segment = Arrays.copyOf(lines, lines.length + SegmentFormat.DIGEST_LINE);
        byte[] opened = SegmentFormat.open(SegmentFormat.seal(segment), "segment");
        RunSummary summary = new RunSummary();
        try {
            LogLines.forEach(new ByteArrayInputStream(opened), "segment", line -> {
                summary.accept(line);
                byte[] written = Json.write(line);
                LogLine again = Json.read(written, LogLine.class, "segment").requireSound("segment");
                if (!line.equals(again)) {
                    throw new AssertionError(line + " is read again as " + again);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireSealed(byte[] bytes) {
        try {
            byte[] lines = SegmentFormat.open(bytes, "segment");
            byte[] sealed = SegmentFormat.seal(Arrays.copyOf(lines, bytes.length));
            if (!Arrays.equals(sealed, bytes)) {
                throw new AssertionError("opened, but not as it was sealed");
            }
        } catch (CorruptedException e) {
            // as most bytes are
        }
    }
}
