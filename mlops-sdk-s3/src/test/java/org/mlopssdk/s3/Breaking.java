package org.mlopssdk.s3;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;
import okio.Source;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/** A body that breaks off after some of its bytes. */
final class Breaking implements Source {

    private final Buffer sent;
    private final long length;
    private long given;

    Breaking(String sent, long length) {
        this.sent = new Buffer().writeUtf8(sent);
        this.length = length;
    }

    ResponseBody answer() {
        return new ResponseBody() {
            @Override
            public @Nullable MediaType contentType() {
                return null;
            }

            @Override
            public long contentLength() {
                return length;
            }

            @Override
            public BufferedSource source() {
                return Okio.buffer(Breaking.this);
            }
        };
    }

    @Override
    public long read(Buffer sink, long count) throws IOException {
        long read = sent.read(sink, count);
        if (read < 0 && given < length) {
            throw new IOException("the connection was reset");
        }
        given += Math.max(read, 0);
        return read;
    }

    @Override
    public Timeout timeout() {
        return Timeout.NONE;
    }

    @Override
    public void close() {}
}
