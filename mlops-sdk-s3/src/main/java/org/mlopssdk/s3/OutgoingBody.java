package org.mlopssdk.s3;

import java.io.IOException;
import java.io.InputStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;

/** The content of a request, read from its provider while it is written, once. */
final class OutgoingBody extends RequestBody {

    private static final int CHUNK = 64 << 10;

    private final ContentStreamProvider content;
    private final long length;
    private final Sending sending;

    /**
     * @param content what to send
     * @param length its length, or -1 to send it in chunks
     * @param sending what to tell that it begins
     */
    OutgoingBody(ContentStreamProvider content, long length, Sending sending) {
        this.content = content;
        this.length = length;
        this.sending = sending;
    }

    /** None: the header that was signed says it. */
    @Override
    public @Nullable MediaType contentType() {
        return null;
    }

    @Override
    public long contentLength() {
        return length;
    }

    /** Whether to send it again is not for OkHttp to decide. */
    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sending.bodyBegins();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = content.newStream()) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                sink.write(chunk, 0, read);
            }
        }
    }
}
