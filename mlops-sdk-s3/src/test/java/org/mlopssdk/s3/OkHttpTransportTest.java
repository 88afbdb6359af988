package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

@Timeout(600)
class OkHttpTransportTest {

    private final MockWebServer server = new MockWebServer();
    private final OkHttpTransport transport = OkHttpTransport.ofDefaults(4);

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() {
        transport.close();
        server.close();
    }

    private URI at(String path) {
        return server.url(path).uri();
    }

    @Test
    void sendsWhatWasAskedAndTellsWhatCameBack() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(200)
                .addHeader("ETag", "x")
                .addHeader("x-amz-meta-a", "1")
                .addHeader("x-amz-meta-a", "2")
                .build());

        HttpExecuteResponse answer = transport
                .prepareRequest(Requests.put(
                        at("/bucket/key"),
                        () -> new ByteArrayInputStream("content".getBytes()),
                        7,
                        "Content-Type",
                        "a/b"))
                .call();

        RecordedRequest received = server.takeRequest();
        assertThat(received.getRequestLine()).isEqualTo("PUT /bucket/key HTTP/1.1");
        assertThat(received.getBody().utf8()).isEqualTo("content");
        assertThat(received.getHeaders().values("Content-Type")).containsExactly("a/b");
        assertThat(received.getHeaders().values("Content-Length")).containsExactly("7");
        assertThat(answer.httpResponse().statusCode()).isEqualTo(200);
        assertThat(answer.httpResponse().firstMatchingHeader("etag")).contains("x");
        assertThat(answer.httpResponse().matchingHeaders("x-amz-meta-a")).containsExactly("1", "2");
    }

    @Test
    void sendsABodyOfNoLengthWhereTheMethodWantsOne() throws Exception {
        server.enqueue(new MockResponse.Builder().build());
        server.enqueue(new MockResponse.Builder().build());

        transport
                .prepareRequest(Requests.bare(SdkHttpMethod.POST, at("/b/k?uploads")))
                .call();
        transport
                .prepareRequest(Requests.bare(SdkHttpMethod.DELETE, at("/b/k")))
                .call();

        assertThat(server.takeRequest().getHeaders().get("Content-Length")).isEqualTo("0");
        assertThat(server.takeRequest().getHeaders().get("Content-Length")).isNull();
    }

    @Test
    void asksForNoCompressionAndUnpacksNone() throws Exception {
        Buffer packed = new Buffer();
        try (GZIPOutputStream out = new GZIPOutputStream(packed.outputStream())) {
            out.write("content".getBytes());
        }
        byte[] stored = packed.snapshot().toByteArray();
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Encoding", "gzip")
                .body(packed)
                .build());

        HttpExecuteResponse answer =
                transport.prepareRequest(Requests.get(at("/b/k"))).call();

        assertThat(answer.responseBody().orElseThrow().readAllBytes()).isEqualTo(stored);
        assertThat(answer.httpResponse().firstMatchingHeader("Content-Encoding"))
                .contains("gzip");
        assertThat(server.takeRequest().getHeaders().values("Accept-Encoding")).containsExactly("identity");
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 307, 308})
    void followsNoRedirect(int status) throws Exception {
        AtomicInteger elsewhere = new AtomicInteger();
        try (RawServer other = new RawServer(connection -> elsewhere.incrementAndGet())) {
            server.enqueue(new MockResponse.Builder()
                    .code(status)
                    .addHeader("Location", other.uri("/b/k"))
                    .addHeader("x-amz-bucket-region", "eu-central-1")
                    .build());

            HttpExecuteResponse answer =
                    transport.prepareRequest(Requests.get(at("/b/k"))).call();

            assertThat(answer.httpResponse().statusCode()).isEqualTo(status);
            assertThat(answer.httpResponse().firstMatchingHeader("x-amz-bucket-region"))
                    .contains("eu-central-1");
        }
        assertThat(elsewhere).hasValue(0);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "00", "99999999999999", "7", "Sun, 22 Nov 2026 17:00:00 GMT", ""})
    void sendsAgainNothingThatWasRefusedForNow(String wait) throws Exception {
        for (int status : List.of(503, 408, 421, 401)) {
            server.enqueue(new MockResponse.Builder()
                    .code(status)
                    .addHeader("Retry-After", wait)
                    .addHeader("WWW-Authenticate", "Basic realm=a")
                    .build());
            assertThat(transport
                            .prepareRequest(Requests.get(at("/b/k")))
                            .call()
                            .httpResponse()
                            .statusCode())
                    .isEqualTo(status);
        }
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "007", "Sun, 22 Nov 2026 17:00:00 GMT"})
    void tellsHowLongAStoreWantsToBeLeftAlone(String wait) throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .addHeader("Retry-After", wait)
                .build());

        assertThat(transport
                        .prepareRequest(Requests.get(at("/b/k")))
                        .call()
                        .httpResponse()
                        .firstMatchingHeader("Retry-After"))
                .contains(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "GET", "DELETE", "HEAD"})
    void sendsOnceWhatGetsNoAnswer(String method) throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (RawServer dropping = new RawServer(connection -> {
            connection.request();
            requests.incrementAndGet();
        })) {
            assertThatThrownBy(() -> transport
                            .prepareRequest(request(method, dropping.uri("/b/k")))
                            .call())
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(ConnectException.class);
        }
        assertThat(requests).hasValue(1);
    }

    /** A connection out of the pool is where OkHttp would be quickest to send again: the server may just have closed it, or not. */
    @ParameterizedTest
    @ValueSource(strings = {"PUT", "GET", "DELETE", "HEAD"})
    void sendsOnceWhatGetsNoAnswerOnAConnectionThatHasServedBefore(String method) throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (RawServer dropping = new RawServer(connection -> {
            connection.request();
            requests.incrementAndGet();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            connection.request();
            requests.incrementAndGet();
        })) {
            transport.prepareRequest(request("PUT", dropping.uri("/b/k"))).call();
            assertThatThrownBy(() -> transport
                            .prepareRequest(request(method, dropping.uri("/b/k")))
                            .call())
                    .isInstanceOf(IOException.class);
            assertThat(dropping.connections()).isEqualTo(1);
        }
        assertThat(requests).hasValue(2);
    }

    private static HttpExecuteRequest request(String method, URI uri) {
        return method.equals("PUT")
                ? Requests.put(uri, "content")
                : Requests.bare(SdkHttpMethod.fromValue(method), uri);
    }

    @Test
    void saysWhenNothingCanHaveBeenSent() throws Exception {
        URI nobody;
        try (RawServer gone = new RawServer(connection -> {})) {
            nobody = gone.uri("/b/k");
        }
        assertThatThrownBy(() ->
                        transport.prepareRequest(Requests.put(nobody, "x")).call())
                .isInstanceOf(ConnectException.class);
        try (RawServer noTls = new RawServer(connection -> {
            connection.body(5);
            connection.send("HTTP/1.1 400 Bad Request\r\n\r\n");
        })) {
            URI https = URI.create(noTls.uri("/b/k").toString().replace("http:", "https:"));
            assertThatThrownBy(() ->
                            transport.prepareRequest(Requests.put(https, "x")).call())
                    .isInstanceOf(ConnectException.class)
                    .hasMessageStartingWith("nothing was sent")
                    .hasCauseInstanceOf(SSLException.class);
        }
    }

    @Test
    void triesTheNextAddressOfAHostWhileNothingWasSent() throws Exception {
        server.enqueue(new MockResponse.Builder().build());
        OkHttpClient twoAddresses = new OkHttpClient.Builder()
                .dns(host -> List.of(InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.1")))
                .build();
        OkHttpTransport own = OkHttpTransport.over(twoAddresses);
        try {
            URI named = URI.create("http://store.example:" + server.getPort() + "/b/k");
            assertThat(own.prepareRequest(Requests.put(named, "x"))
                            .call()
                            .httpResponse()
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            twoAddresses.dispatcher().executorService().shutdown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/b/./k", "/b/../k", "/b/k/..", "/b/%2e%2E/k", "/b/%2e/k"})
    void refusesAnAddressThatWouldNotArriveAsItWasSigned(String path) {
        SdkHttpRequest awkward = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .protocol("http")
                .host("127.0.0.1")
                .port(server.getPort())
                .encodedPath(path)
                .build();
        assertThatThrownBy(() -> transport.prepareRequest(
                        HttpExecuteRequest.builder().request(awkward).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(path);
        assertThat(server.getRequestCount()).isZero();
    }
}
