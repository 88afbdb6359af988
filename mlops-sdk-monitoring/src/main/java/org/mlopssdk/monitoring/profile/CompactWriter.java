package org.mlopssdk.monitoring.profile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Writes numbers in as many bytes as they need: seven bits each, the lowest first, the eighth bit set in all but the last byte. */
final class CompactWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    CompactWriter(String mark, int version) {
        out.writeBytes(mark.getBytes(StandardCharsets.US_ASCII));
        out.write(version);
    }

    /** A number of which all 64 bits may be set. */
    CompactWriter number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }

    CompactWriter flag(boolean value) {
        return number(value ? 1 : 0);
    }

    CompactWriter bytes(byte[] value) {
        out.writeBytes(value);
        return this;
    }

    CompactWriter text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return number(utf8.length).bytes(utf8);
    }

    CompactWriter numbers(long[] values) {
        number(values.length);
        for (long value : values) {
            number(value);
        }
        return this;
    }

    /** Ascending numbers, each as its distance from the one before. */
    CompactWriter ascending(long[] values) {
        number(values.length);
        long last = 0;
        for (long value : values) {
            number(value - last);
            last = value;
        }
        return this;
    }

    CompactWriter real(double value) {
        return bytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
    }

    /** What was written, and a checksum of it. */
    byte[] finish() {
        CRC32C checksum = new CRC32C();
        checksum.update(out.toByteArray());
        bytes(ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) checksum.getValue())
                .array());
        return out.toByteArray();
    }
}
