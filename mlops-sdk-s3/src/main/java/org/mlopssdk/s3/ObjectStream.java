package org.mlopssdk.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.ByteRange;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The bytes of a range of an object, all of them: where the connection breaks, it goes on from there over another. */
final class ObjectStream extends InputStream {

    private final Bucket bucket;
    private final BlobKey key;
    private final long end;
    private long position;
    private ResponseInputStream<GetObjectResponse> in;

    private ObjectStream(Bucket bucket, BlobKey key, ByteRange range, ResponseInputStream<GetObjectResponse> in) {
        this.bucket = bucket;
        this.key = key;
        this.position = range.offset();
        this.end = range.offset() + in.response().contentLength();
        this.in = in;
    }

    static Optional<InputStream> open(Bucket bucket, Attempts attempts, BlobKey key, ByteRange range) {
        if (range.length() == 0) {
            return attempts.run(() -> bucket.head(key)).map(head -> InputStream.nullInputStream());
        }
        try {
            return Optional.of(new ObjectStream(bucket, key, range, attempts.run(() -> bucket.get(key, range))));
        } catch (Failure e) {
            if (e.is(Failure.Kind.MISSING)) {
                return Optional.empty();
            }
            if (e.is(Failure.Kind.BEYOND_END)) {
                return Optional.of(InputStream.nullInputStream());
            }
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == end) {
            return -1;
        }
        boolean interrupted = Thread.interrupted();
        try {
            int read = in.read(bytes, offset, (int) Math.min(length, end - position));
            if (read < 0) {
                throw new IOException(
                        key + " of " + bucket.place() + " ended after " + position + " bytes, not " + end);
            }
            position += read;
            return read;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        in.abort();
    }
}
