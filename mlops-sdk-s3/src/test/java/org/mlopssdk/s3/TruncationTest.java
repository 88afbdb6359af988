package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;

/** An answer that lacks bytes is never taken for a whole one, however it says, or does not say, how long it is. */
@Timeout(600)
class TruncationTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final OkHttpTransport transport = OkHttpTransport.ofDefaults(4);

    @AfterEach
    void close() {
        transport.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 10\r\n\r\n123456789",
                "Content-Length: 10\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\n12345",
                "Transfer-Encoding: chunked\r\n\r\n5\r\n123",
                "Transfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n0\r\n",
                "Transfer-Encoding: chunked\r\n\r\n",
                "Content-Type: text/plain\r\n\r\n12345",
                "Connection: close\r\n\r\n12345",
                "Content-Length: ten\r\n\r\n12345",
                "Connection: close\r\n\r\n",
                "Content-Length: 10\r\n",
                ""
            })
    void contentThatEndsTooSoonIsAnError(String rest) throws Exception {
        try (RawServer server = answering(OK + rest)) {
            assertThatThrownBy(() -> Requests.textOf(transport.prepareRequest(Requests.get(server.uri("/b/k")))))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> readByteByByte(server)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> skipAll(server)).isInstanceOf(IOException.class);
        }
    }

    private void readByteByByte(RawServer server) throws IOException {
        InputStream body = content(server);
        while (body.read() >= 0) {}
    }

    private void skipAll(RawServer server) throws IOException {
        InputStream body = content(server);
        while (body.skip(100) > 0) {}
    }

    private InputStream content(RawServer server) throws IOException {
        return transport
                .prepareRequest(Requests.get(server.uri("/b/k")))
                .call()
                .responseBody()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\n\r\n12345",
                "Transfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n2\r\n12\r\n3\r\n345\r\n0\r\n\r\n"
            })
    void contentThatEndsAsPromisedIsWhole(String rest) throws Exception {
        try (RawServer server = answering(OK + rest)) {
            assertThat(Requests.textOf(transport.prepareRequest(Requests.get(server.uri("/b/k")))))
                    .isEqualTo("12345");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 30\r\n\r\n<ListBucketResult></ListBucket",
                "Content-Length: 40\r\n\r\n<ListBucketResult></ListBucketResult>",
                "Transfer-Encoding: chunked\r\n\r\n4\r\n<a/>\r\n",
                "Connection: close\r\n\r\n<a/>",
                "Connection: close\r\n\r\n"
            })
    void aDocumentThatEndsTooSoonIsAnErrorBeforeAnybodyReadsIt(String rest) throws Exception {
        try (RawServer server = answering(OK + rest)) {
            assertThatThrownBy(() -> transport
                            .prepareRequest(Requests.get(server.uri("/b?list-type=2")))
                            .call())
                    .isInstanceOf(IOException.class);
        }
    }

    /** Servers of old end an empty answer with the connection, and a proxy of old the page that says that it is out of order. */
    @Test
    void anEmptyAnswerToAWriteAndTheTextOfAnErrorMayEndWithTheConnection() throws Exception {
        try (RawServer server = answering("HTTP/1.0 200 OK\r\n\r\n");
                RawServer broken = answering("HTTP/1.0 502 Bad\r\n\r\n<a>out of order</a>")) {
            assertThat(transport
                            .prepareRequest(Requests.put(server.uri("/b/k"), "x"))
                            .call()
                            .httpResponse()
                            .isSuccessful())
                    .isTrue();
            HttpExecuteResponse answer =
                    transport.prepareRequest(Requests.get(broken.uri("/b/k"))).call();
            assertThat(answer.httpResponse().statusCode()).isEqualTo(502);
            assertThat(Requests.textOf(answer)).isEqualTo("<a>out of order</a>");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"
            })
    void whatHasNoBodyByItsNatureLacksNone(String answer) throws Exception {
        try (RawServer server = answering(answer)) {
            SdkHttpMethod method = answer.contains("200") ? SdkHttpMethod.HEAD : SdkHttpMethod.GET;
            assertThat(Requests.textOf(transport.prepareRequest(Requests.bare(method, server.uri("/b/k")))))
                    .isEmpty();
        }
    }

    private static RawServer answering(String answer) throws IOException {
        return new RawServer(connection -> {
            connection.request();
            connection.send(answer);
        });
    }

    @Test
    void aStreamThatIsResetUnderHttp2IsAnError() throws Exception {
        answerByHttp2(new MockResponse.Builder()
                .body("1".repeat(100_000))
                .onResponseBody(new SocketEffect.CloseStream(2))
                .build());
    }

    @Test
    void aStreamThatEndsBeforeItsLengthUnderHttp2IsAnError() throws Exception {
        answerByHttp2(new MockResponse.Builder()
                .body("1".repeat(100))
                .setHeader("Content-Length", "101")
                .build());
    }

    private static void answerByHttp2(MockResponse answer) throws IOException {
        OkHttpClient http2 = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
                .build();
        OkHttpTransport transport = OkHttpTransport.over(http2);
        try (MockWebServer server = new MockWebServer()) {
            server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
            server.enqueue(new MockResponse.Builder().body("whole").build());
            server.enqueue(answer);
            server.start();
            assertThat(Requests.textOf(transport.prepareRequest(
                            Requests.get(server.url("/b/k").uri()))))
                    .isEqualTo("whole");
            assertThatThrownBy(() -> Requests.textOf(transport.prepareRequest(
                            Requests.get(server.url("/b/k").uri()))))
                    .isInstanceOf(IOException.class);
        }
    }
}
