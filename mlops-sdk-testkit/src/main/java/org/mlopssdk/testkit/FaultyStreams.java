package org.mlopssdk.testkit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Streams that do not give what is stored. Positions are those in the blob, wherever the stream begins in it. */
final class FaultyStreams {

    private FaultyStreams() {}

    static InputStream flipping(InputStream in, long start, long offset) {
        return new Positioned(in, start) {
            @Override
            int at(long position, int read) {
                return position == offset ? read ^ 1 : read;
            }
        };
    }

    static InputStream ending(InputStream in, long start, long length, @Nullable IOException failure) {
        return new Positioned(in, start) {
            @Override
            int at(long position, int read) throws IOException {
                if (position < length) {
                    return read;
                }
                if (failure != null) {
                    throw failure;
                }
                return -1;
            }
        };
    }

    /** Reads byte by byte, which is slow and simple. */
    private abstract static class Positioned extends FilterInputStream {

        private long position;

        Positioned(InputStream in, long start) {
            super(in);
            this.position = start;
        }

        /** What is read where the store has a byte. */
        abstract int at(long position, int read) throws IOException;

        @Override
        public int read() throws IOException {
            int read = super.read();
            return read < 0 ? read : at(position++, read);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = 0;
            while (count < length) {
                int read = read();
                if (read < 0) {
                    return count == 0 ? -1 : count;
                }
                bytes[offset + count++] = (byte) read;
            }
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = 0;
            while (skipped < count && read() >= 0) {
                skipped++;
            }
            return skipped;
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
