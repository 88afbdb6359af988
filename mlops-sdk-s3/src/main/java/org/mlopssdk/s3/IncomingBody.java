package org.mlopssdk.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import okhttp3.Call;
import okhttp3.Protocol;
import okhttp3.Response;

/**
 * The body of an answer, which ends well only where the answer says so. OkHttp notices a body that is shorter than its framing
 * promises; what is left is a body whose end is the connection's, and one that differs from its {@code Content-Length} under HTTP/2.
 */
final class IncomingBody extends FilterInputStream {

    /** So much is read to the end on closing, so that the connection can serve the next call; beyond it the connection is closed. */
    private static final int WORTH_DRAINING = 64 << 10;

    private static final long UNKNOWN = -1;
    private static final long UNFRAMED = -2;

    private final Call call;
    private final long length;
    private final boolean mayBeEmpty;
    private long count;

    IncomingBody(Response response, Call call) {
        super(response.body().byteStream());
        this.call = call;
        this.length = promised(response);
        this.mayBeEmpty = !response.request().method().equals("GET");
    }

    private static long promised(Response response) {
        long length = response.body().contentLength();
        if (length >= 0) {
            return length;
        }
        boolean chunked = "chunked".equalsIgnoreCase(response.header("Transfer-Encoding"));
        return chunked || inFrames(response.protocol()) || !response.isSuccessful() ? UNKNOWN : UNFRAMED;
    }

    private static boolean inFrames(Protocol protocol) {
        return protocol == Protocol.HTTP_2 || protocol == Protocol.H2_PRIOR_KNOWLEDGE;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int size) throws IOException {
        if (size == 0) {
            return 0; // Okio would wait for a byte.
        }
        int read = super.read(target, from, size);
        if (read < 0) {
            checkEnd();
        } else {
            count += read;
        }
        return read;
    }

    private void checkEnd() throws IOException {
        if (length >= 0 && count != length) {
            throw new IOException("the answer ended after " + count + " of " + length + " bytes");
        }
        if (length == UNFRAMED && !(count == 0 && mayBeEmpty)) {
            throw new IOException("the answer ended with its connection after " + count
                    + " bytes, and said neither its length nor its end: it may lack some");
        }
    }

    @Override
    public long skip(long count) throws IOException {
        long left = count;
        byte[] chunk = new byte[(int) Math.min(8192, Math.max(1, count))];
        while (left > 0) {
            int read = read(chunk, 0, (int) Math.min(chunk.length, left));
            if (read < 0) {
                break;
            }
            left -= read;
        }
        return count - left;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Leaves the connection to the next call when little is left to read, and closes it otherwise. */
    @Override
    public void close() throws IOException {
        if (length < 0 || length - count > WORTH_DRAINING) {
            call.cancel(); // which does nothing to a connection that was given back when all was read
        }
        super.close();
    }
}
