package org.mlopssdk.store;

/**
 * A range of bytes of a blob.
 *
 * @param offset the first byte, from 0
 * @param length how many bytes at most; the range ends at the end of the blob if that comes first
 * @since 0.1.0
 */
public record ByteRange(long offset, long length) {

    /** Everything. */
    public static final ByteRange ALL = new ByteRange(0, Long.MAX_VALUE);

    /** Refuses negative numbers. */
    public ByteRange {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException(
                    "a range has no negative offset or length, got " + offset + ", " + length);
        }
    }

    /**
     * The first bytes.
     *
     * @param length how many at most
     * @return the range
     */
    public static ByteRange first(long length) {
        return new ByteRange(0, length);
    }
}
