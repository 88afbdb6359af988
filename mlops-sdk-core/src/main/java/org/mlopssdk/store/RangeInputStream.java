package org.mlopssdk.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that ends after so many bytes. */
final class RangeInputStream extends FilterInputStream {

    private long left;

    private RangeInputStream(InputStream in, long length) {
        super(in);
        this.left = length;
    }

    static InputStream of(InputStream in, ByteRange range) throws IOException {
        try {
            if (range.offset() > 0) {
                skipUpTo(in, range.offset());
            }
            return new RangeInputStream(in, range.length());
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static void skipUpTo(InputStream in, long offset) throws IOException {
        long left = offset;
        while (left > 0) {
            long skipped = in.skip(Math.min(left, in.available()));
            if (skipped <= 0) {
                if (in.read() < 0) {
                    return;
                }
                skipped = 1;
            }
            left -= skipped;
        }
    }

    @Override
    public int read() throws IOException {
        int read = left > 0 ? super.read() : -1;
        left -= read < 0 ? 0 : 1;
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int read = left > 0 ? super.read(bytes, offset, (int) Math.min(length, left)) : -1;
        left -= Math.max(read, 0);
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(Math.min(count, left));
        left -= skipped;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(super.available(), left);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
