package org.mlopssdk.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.ByteRange;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The bytes of a range of an object, all of them: where a connection breaks or ends too early, it goes on from there over another, as long as it is the same
 * object. An end that is not the end is an {@link IOException}.
 */
final class ObjectStream extends InputStream {

    /** Beyond what any store takes for an object, so that some cannot read the number. */
    private static final long LONGEST_OBJECT = 1L << 50;

    private final Bucket bucket;
    private final Attempts attempts;
    private final BlobKey key;
    private final String tag;
    private final long end;
    private long position;
    private Body body;
    private Attempts.Series series;
    private boolean closed;

    private ObjectStream(Bucket bucket, Attempts attempts, BlobKey key, ByteRange range, Body body) {
        this.bucket = bucket;
        this.attempts = attempts;
        this.key = key;
        this.tag = body.tag();
        this.position = range.offset();
        this.end = range.offset() + body.length();
        this.body = body;
        this.series = attempts.begin();
    }

    static Optional<InputStream> open(Bucket bucket, Attempts attempts, BlobKey key, ByteRange range) {
        if (range.length() == 0 || range.offset() > LONGEST_OBJECT) {
            return attempts.run(() -> bucket.head(key)).map(head -> InputStream.nullInputStream());
        }
        try {
            Body body = attempts.run(() -> bucket.get(key, range));
            return Optional.of(new ObjectStream(bucket, attempts, key, range, body));
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
        if (closed) {
            throw new IOException("the stream is closed");
        }
        if (length == 0) {
            return 0;
        }
        while (position < end) {
            int read = readOnce(bytes, offset, (int) Math.min(length, end - position));
            if (read > 0) {
                position += read;
                return read;
            }
        }
        return -1;
    }

    /** Nothing was read where the stream had to be opened anew. */
    private int readOnce(byte[] bytes, int offset, int length) throws IOException {
        try {
            int read = Interrupts.aside(() -> body.read(bytes, offset, length));
            if (read > 0) {
                series = attempts.begin();
                return read;
            }
            throw new IOException("the store's answer ended there");
        } catch (IOException e) {
            resume(e);
        } catch (SdkException e) { // it was interrupted
            resume(new IOException(e));
        }
        return 0;
    }

    private void resume(IOException broken) throws IOException {
        release();
        Failure failure = Failure.of(Failure.Kind.LOST, broken.toString());
        while (series.again(failure)) {
            try {
                body = bucket.get(key, new ByteRange(position, end - position));
            } catch (Failure e) {
                failure = e;
                continue;
            }
            if (!body.tag().equals(tag) || body.length() != end - position) {
                release();
                throw broken("the object has changed since, which nothing of this library does", broken);
            }
            return;
        }
        throw broken(failure.toString(), broken);
    }

    private IOException broken(String problem, IOException cause) {
        return new IOException(
                bucket.place() + key.path() + " cannot be read beyond byte " + position + " of " + end + ": " + problem,
                cause);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            release();
        }
    }

    /** What was not read is not waited for. */
    private void release() {
        Interrupts.aside(() -> {
            if (position < end) {
                body.abort();
            } else {
                body.close();
            }
            return body;
        });
    }
}
