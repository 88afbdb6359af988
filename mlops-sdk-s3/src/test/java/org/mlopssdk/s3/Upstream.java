package org.mlopssdk.s3;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A connection to the server, made when it is needed, and again where the server closed it. */
final class Upstream implements AutoCloseable {

    private final URI server;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();

    Upstream(URI server) {
        this.server = server;
    }

    WireAnswer ask(WireRequest request) throws IOException {
        Socket open = connected();
        OutputStream out = new BufferedOutputStream(open.getOutputStream());
        WireHead head = request.head();
        boolean chunked = head.isChunked();
        String length = "Content-Length: " + request.body().length;
        out.write((chunked ? head.without("Transfer-Encoding").with(length) : head).bytes());
        out.write(request.body());
        out.flush();
        WireHead answer = WireHead.read(in);
        if (answer == null) {
            throw new EOFException("the server hung up on " + request);
        }
        boolean hasBody = hasBody(request, answer);
        byte[] body = hasBody ? body(answer) : new byte[0];
        if (answer.closes() || hasBody && !answer.isFramed()) {
            close();
        }
        boolean ofHead = request.method().equals("HEAD");
        return new WireAnswer(ofHead ? answer : answer.withoutFraming(), body);
    }

    private boolean hasBody(WireRequest request, WireHead answer) {
        return !request.method().equals("HEAD")
                && !answer.first().contains(" 204 ")
                && !answer.first().contains(" 304 ");
    }

    private byte[] body(WireHead answer) throws IOException {
        return answer.isFramed() ? answer.readBody(in) : in.readAllBytes();
    }

    private Socket connected() throws IOException {
        Socket open = socket;
        if (open == null) {
            open = new Socket(server.getHost(), server.getPort());
            open.setTcpNoDelay(true);
            in = new BufferedInputStream(open.getInputStream());
            socket = open;
        }
        return open;
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
