package org.mlopssdk.monitoring.profile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Writes numbers in as many bytes as they need: seven bits each, the lowest first, the eighth bit set in all but the last byte. */
final class CompactWriter {
    /** The bytes of the longest number. */
    private static final int LONGEST = 10;

    private byte[] out = new byte[1024];
    private int size;

    CompactWriter(String mark, int version) {
        bytes(mark.getBytes(StandardCharsets.US_ASCII)).number(version);
    }

    /** A number of which all 64 bits may be set. */
    CompactWriter number(long value) {
        makeRoomForNumbers(1);
        size = put(value, size);
        return this;
    }

    /** Writes a number for which there is room, and returns where it ends: who writes many keeps that in a variable of its own. */
    private int put(long value, int at) {
        int end = at;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out[end++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        out[end++] = (byte) rest;
        return end;
    }

    private void makeRoomForNumbers(int count) {
        makeRoom(Math.multiplyExact(LONGEST, count));
    }

    private void makeRoom(int bytes) {
        if (out.length - size < bytes) {
            out = Arrays.copyOf(out, Math.max(Math.multiplyExact(2, out.length), Math.addExact(size, bytes)));
        }
    }

    CompactWriter flag(boolean value) {
        return number(value ? 1 : 0);
    }

    CompactWriter bytes(byte[] value) {
        makeRoom(value.length);
        System.arraycopy(value, 0, out, size, value.length);
        size += value.length;
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

    /** The numbers of the cells that hold something, ascending, and what they hold. */
    CompactWriter cells(CellCounts counts) {
        int[] used = counts.used();
        makeRoomForNumbers(2 * used.length + 2);
        int end = put(used.length, size);
        int last = 0;
        for (int cell : used) {
            end = put(cell - last, end);
            last = cell;
        }
        end = put(used.length, end);
        for (int cell : used) {
            end = put(counts.get(cell), end);
        }
        size = end;
        return this;
    }

    CompactWriter real(double value) {
        return bytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
    }

    /** What was written, and a checksum of it. */
    byte[] finish() {
        CRC32C checksum = new CRC32C();
        checksum.update(out, 0, size);
        bytes(ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) checksum.getValue())
                .array());
        return Arrays.copyOf(out, size);
    }
}
