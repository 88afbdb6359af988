package org.mlopssdk.json;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * JSON that grows in one array: what {@link Json} would write, byte for byte, without objects and copies for each document. The text of the
 * second is kept, since the next time is most often of the same one. For one thread at a time.
 *
 * @since 0.1.0
 */
public final class JsonBuffer {

    private static final int FIRST_SIZE = 8192;
    private static final int LONGEST_SCALAR = 64;
    private static final int MILLI = 1_000_000;
    private static final int MICRO = 1000;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;
    private long second = Long.MIN_VALUE;
    private byte[] secondText = {};

    /** An empty buffer. */
    public JsonBuffer() {}

    /**
     * How much is in it.
     *
     * @return the number of bytes
     */
    public int size() {
        return size;
    }

    /**
     * Takes back what was added last.
     *
     * @param length how many bytes stay
     */
    public void truncate(int length) {
        size = length;
    }

    /**
     * Copies what is in it.
     *
     * @param spare how many zeros follow
     * @return the bytes, and the zeros
     */
    public byte[] copy(int spare) {
        byte[] copy = new byte[size + spare];
        System.arraycopy(bytes, 0, copy, 0, size);
        return copy;
    }

    /**
     * Adds bytes as they are.
     *
     * @param json the bytes
     */
    public void raw(byte[] json) {
        reserve(json.length);
        System.arraycopy(json, 0, bytes, size, json.length);
        size += json.length;
    }

    /**
     * Adds a character as it is.
     *
     * @param ascii the character
     */
    public void raw(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
    }

    /**
     * Adds a number.
     *
     * @param value the number; NaN and infinities become strings
     */
    public void number(double value) {
        boolean finite = Double.isFinite(value);
        String text = NumberOutput.toString(value, true);
        reserve(LONGEST_SCALAR);
        if (!finite) {
            bytes[size++] = '"';
        }
        for (int i = 0; i < text.length(); i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
        if (!finite) {
            bytes[size++] = '"';
        }
    }

    /**
     * Adds a number.
     *
     * @param value the number
     */
    public void number(long value) {
        reserve(LONGEST_SCALAR);
        size = NumberOutput.outputLong(value, bytes, size);
    }

    /**
     * Adds a time, as a string.
     *
     * @param time the time
     */
    public void time(Instant time) {
        if (time.getEpochSecond() != second) {
            byte[] text =
                    Instant.ofEpochSecond(time.getEpochSecond()).toString().getBytes(StandardCharsets.US_ASCII);
            secondText = Arrays.copyOf(text, text.length - 1); // without the Z
            second = time.getEpochSecond();
        }
        reserve(LONGEST_SCALAR);
        bytes[size++] = '"';
        System.arraycopy(secondText, 0, bytes, size, secondText.length);
        size += secondText.length;
        fraction(time.getNano());
        bytes[size++] = 'Z';
        bytes[size++] = '"';
    }

    /** None, three, six or nine digits. */
    private void fraction(int nanos) {
        if (nanos == 0) {
            return;
        }
        bytes[size++] = '.';
        if (nanos % MILLI == 0) {
            digits(nanos / MILLI, 3);
        } else if (nanos % MICRO == 0) {
            digits(nanos / MICRO, 6);
        } else {
            digits(nanos, 9);
        }
    }

    private void digits(int value, int count) {
        int rest = value;
        for (int at = size + count - 1; at >= size; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += count;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    @Override
    public String toString() {
        return "JsonBuffer[" + size + " bytes]";
    }
}
