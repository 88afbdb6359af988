package org.mlopssdk.monitoring.profile;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.UnsupportedFormatException;

/**
 * Reads what a {@link CompactWriter} wrote, and trusts none of it: nothing is allocated that the bytes at hand could not fill, and what is wrong is said with
 * its place.
 */
final class CompactReader {
    private final String subject;
    private final ByteBuffer bytes;

    CompactReader(byte[] form, String mark, int version, String subject) {
        this.subject = subject;
        int end = form.length - Integer.BYTES;
        int begin = mark.length() + 1;
        if (end < begin || !mark.equals(new String(form, 0, mark.length(), StandardCharsets.US_ASCII))) {
            throw new CorruptedException(subject, "does not begin as a compact " + subject + " does");
        }
        if (form[mark.length()] != version) {
            throw new UnsupportedFormatException(
                    subject,
                    "is of compact form " + form[mark.length()] + ", this library knows " + version
                            + "; use a newer mlops-sdk");
        }
        CRC32C checksum = new CRC32C();
        checksum.update(form, 0, end);
        if (ByteBuffer.wrap(form).getInt(end) != (int) checksum.getValue()) {
            throw new CorruptedException(
                    subject, "has " + form.length + " bytes that are not those written: their checksum differs");
        }
        this.bytes = ByteBuffer.wrap(form, begin, end - begin);
    }

    private CorruptedException wrong(String problem) {
        return new CorruptedException(subject, problem + " at byte " + bytes.position());
    }

    private void requireBytes(long count) {
        if (count < 0 || count > bytes.remaining()) {
            throw wrong("ends too early, or says that more follows than does,");
        }
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            requireBytes(1);
            byte next = bytes.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw wrong("holds a number of more than 64 bits");
    }

    int small() {
        long value = number();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw wrong("holds " + value + " where a number of 31 bits belongs");
        }
        return (int) value;
    }

    boolean flag() {
        long value = number();
        if (value != 0 && value != 1) {
            throw wrong("holds " + value + " where 0 or 1 belongs");
        }
        return value == 1;
    }

    byte[] bytes(int count) {
        requireBytes(count);
        byte[] value = new byte[count];
        bytes.get(value);
        return value;
    }

    String text() {
        byte[] utf8 = bytes(size());
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw wrong("holds text that is not UTF-8");
        }
    }

    /** How many elements follow, each of which takes a byte at least. */
    int size() {
        long count = number();
        requireBytes(count);
        return (int) count;
    }

    long[] numbers() {
        long[] values = new long[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number();
        }
        return values;
    }

    long[] ascending() {
        long[] values = numbers();
        for (int i = 1; i < values.length; i++) {
            values[i] += values[i - 1];
        }
        return values;
    }

    double real() {
        requireBytes(Double.BYTES);
        return bytes.getDouble();
    }

    void requireEnd() {
        if (bytes.hasRemaining()) {
            throw wrong("holds " + bytes.remaining() + " bytes too many");
        }
    }
}
