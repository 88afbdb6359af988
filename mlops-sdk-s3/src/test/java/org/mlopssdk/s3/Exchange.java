package org.mlopssdk.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One request, of which the body may still be on its way, and what a fault can make of it. */
final class Exchange {

    private static final DateTimeFormatter SIGNED = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX");
    private static final int PIECES_OF_A_DRIP = 8;
    private static final Duration BETWEEN_DRIPS = Duration.ofMillis(1);
    private static final int PATIENCE_MILLIS = 600_000;

    private final FaultProxy proxy;
    private final Socket client;
    private final InputStream in;
    private final OutputStream out;
    private final Upstream upstream;
    private final WireHead head;
    private @Nullable WireRequest request;

    Exchange(FaultProxy proxy, Socket client, InputStream in, OutputStream out, Upstream upstream, WireHead head) {
        this.proxy = proxy;
        this.client = client;
        this.in = in;
        this.out = out;
        this.upstream = upstream;
        this.head = head;
    }

    /** The request without its body, which may be on its way yet. */
    WireRequest bare() {
        return new WireRequest(head, new byte[0]);
    }

    WireRequest request() throws IOException {
        if (request == null) {
            request = new WireRequest(head, head.readBody(in));
        }
        return request;
    }

    WireAnswer forward() throws IOException {
        WireAnswer answer = upstream.ask(request());
        proxy.answered(request(), answer);
        return answer;
    }

    void answer(WireAnswer answer) throws IOException {
        request();
        out.write(framed(answer).bytes());
        if (!head.first().startsWith("HEAD")) {
            out.write(answer.body());
        }
        out.flush();
    }

    private WireHead framed(WireAnswer answer) {
        boolean said = answer.head().isFramed() || answer.status() == 204;
        return said ? answer.head() : answer.head().with("Content-Length: " + answer.body().length);
    }

    void answerAsBefore() throws IOException {
        WireAnswer fresh = forward();
        answer(proxy.firstAnswer(request(), fresh));
    }

    void answerByClockAhead(Duration ahead) throws IOException {
        Instant now = Instant.now();
        Instant signed = head.value("x-amz-date")
                .map(date -> Instant.from(SIGNED.parse(date)))
                .orElse(now);
        boolean corrected = Duration.between(now, signed).compareTo(ahead.dividedBy(2)) > 0;
        ZonedDateTime there = now.plus(ahead).atZone(ZoneOffset.UTC);
        answer(corrected ? forward() : WireAnswer.error(403, "RequestTimeTooSkewed", there));
    }

    void drip(WireAnswer answer) throws IOException {
        out.write(framed(answer).bytes());
        int size = answer.body().length / PIECES_OF_A_DRIP + 1;
        for (int from = 0; from < answer.body().length; from += size) {
            out.write(answer.body(), from, Math.min(size, answer.body().length - from));
            out.flush();
            LockSupport.parkNanos(BETWEEN_DRIPS.toNanos());
        }
        out.flush();
    }

    /** Half of the body, or where there is none half of the head. */
    void truncate(WireAnswer answer, WireFault.Framing framing) throws IOException {
        byte[] half = Arrays.copyOf(answer.body(), answer.body().length / 2);
        if (half.length == 0) {
            byte[] whole = framed(answer).bytes();
            out.write(whole, 0, whole.length / 2);
        } else {
            switch (framing) {
                case LENGTH -> {
                    out.write(framed(answer).bytes());
                    out.write(half);
                }
                case CHUNKS -> {
                    out.write(answer.head().with("Transfer-Encoding: chunked").bytes());
                    out.write((Integer.toHexString(half.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    out.write(half);
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }
                case CLOSE -> {
                    out.write(answer.head().with("Connection: close").bytes());
                    out.write(half);
                }
            }
        }
        out.flush();
        hangUp();
    }

    void resetWithin(WireAnswer answer) throws IOException {
        byte[] whole = framed(answer).bytes();
        out.write(whole, 0, answer.body().length < 2 ? whole.length / 2 : whole.length);
        out.write(answer.body(), 0, answer.body().length / 2);
        out.flush();
        reset();
    }

    void resetInRequest() throws IOException {
        in.readNBytes(Math.toIntExact(head.length() / 2));
        reset();
    }

    private void reset() throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    void delay() throws IOException {
        proxy.delay(request());
    }

    void refuse() throws IOException {
        request();
        proxy.refuse();
    }

    void hangUp() throws IOException {
        request();
        client.close();
    }

    void awaitHangUp() throws IOException {
        client.setSoTimeout(PATIENCE_MILLIS);
        if (in.read() >= 0) {
            throw new IOException("a client that waits for an answer says something more");
        }
        client.close();
    }
}
