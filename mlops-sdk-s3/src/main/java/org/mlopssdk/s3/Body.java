package org.mlopssdk.s3;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.store.ByteRange;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * A range of an object that is being read.
 *
 * @param in the bytes; the caller's to close, or to abort where not all are read
 * @param length how many there are
 * @param tag the store's mark of the object's content
 * @param whole how long the object is
 */
record Body(ResponseInputStream<GetObjectResponse> in, long length, String tag, long whole) {

    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    /** Refuses an answer that is not about the range that was asked for. */
    static Body of(ResponseInputStream<GetObjectResponse> in, ByteRange asked) {
        GetObjectResponse answer = in.response();
        Long length = answer.contentLength();
        if (answer.eTag() == null || length == null) {
            throw Failure.of(Failure.Kind.LOST, "the answer has no ETag or length, as that about an object has");
        }
        if (!isRight(asked, length, answer.contentRange())) {
            throw Failure.of(
                    Failure.Kind.REFUSED,
                    "asked for " + asked + ", the store gave " + length + " bytes of the range " + answer.contentRange()
                            + ": it does not know ranges");
        }
        String given = answer.contentRange();
        return new Body(
                in,
                length,
                answer.eTag(),
                given == null ? length : Long.parseLong(given.substring(given.indexOf('/') + 1)));
    }

    private static boolean isRight(ByteRange asked, long length, @Nullable String given) {
        if (given == null) {
            return asked.offset() == 0 && length <= asked.length();
        }
        Matcher range = RANGE.matcher(given);
        if (!range.matches()) {
            return false;
        }
        long first = Long.parseLong(range.group(1));
        long total = Long.parseLong(range.group(3));
        return first == asked.offset()
                && length == Long.parseLong(range.group(2)) - first + 1
                && length == Math.min(asked.length(), total - first);
    }

    int read(byte[] bytes, int offset, int count) throws IOException {
        return in.read(bytes, offset, count);
    }

    /** Leaves what was not read, and the connection with it. */
    void abort() {
        in.abort();
    }

    /** Gives the connection back, once all was read. */
    void close() {
        try {
            in.close();
        } catch (IOException | SdkException e) {
            in.abort(); // all was read
        }
    }
}
