package org.mlopssdk.s3;

import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Checksums of the parts of a content, taken from the very bytes that its digest is made of. A file may change between that and its sending; what is sent has to
 * have the same. CRC-32C costs a thirtieth of SHA-256, and it is chance that it guards against, not malice.
 */
final class PartChecks {

    private final int partSize;
    private final CRC32C crc = new CRC32C();
    private int[] checks = new int[1];
    private long length;

    PartChecks(int partSize) {
        this.partSize = partSize;
    }

    void update(byte[] bytes, int offset, int count) {
        for (int done = 0; done < count; ) {
            int piece = (int) Math.min(count - done, partSize - length % partSize);
            crc.update(bytes, offset + done, piece);
            done += piece;
            length += piece;
            keep();
        }
    }

    /** Of the part that is not complete, as far as it goes. */
    private void keep() {
        int part = (int) ((length - 1) / partSize);
        if (part == checks.length) {
            checks = Arrays.copyOf(checks, part * 2);
        }
        checks[part] = (int) crc.getValue();
        if (length % partSize == 0) {
            crc.reset();
        }
    }

    int partSize() {
        return partSize;
    }

    /** Whether a part, counted from 0, had this checksum. */
    boolean matches(long part, CRC32C found) {
        return checks[(int) part] == (int) found.getValue();
    }
}
