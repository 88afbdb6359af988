package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

@Timeout(600)
class ConnectionReuseTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final OkHttpTransport transport = OkHttpTransport.ofDefaults(3);

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void oneConnectionServesOneCallAfterAnotherWhateverTheAnswers() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            connection.request();
            connection.send("HTTP/1.1 412 No\r\nContent-Length: 4\r\n\r\n<a/>");
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<a/>\r\n0\r\n\r\n");
            connection.request();
            connection.send("HTTP/1.1 404 No\r\nContent-Length: 4\r\n\r\n");
            connection.request();
            connection.send("HTTP/1.1 204 No Content\r\n\r\n");
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwhole");
        })) {
            URI uri = server.uri("/b/k");
            assertThat(status(Requests.put(uri, "x"))).isEqualTo(200);
            assertThat(status(Requests.put(uri, "x"))).isEqualTo(412);
            assertThat(status(Requests.get(server.uri("/b?list-type=2")))).isEqualTo(200);
            assertThat(status(Requests.bare(SdkHttpMethod.HEAD, uri))).isEqualTo(404);
            assertThat(status(Requests.bare(SdkHttpMethod.DELETE, uri))).isEqualTo(204);
            assertThat(Requests.textOf(transport.prepareRequest(Requests.get(uri))))
                    .isEqualTo("whole");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    private int status(HttpExecuteRequest request) throws IOException {
        return transport.prepareRequest(request).call().httpResponse().statusCode();
    }

    /** Content of many lengths that is left in the middle: what is next on the connection must not be taken for the next answer. */
    @ParameterizedTest
    @ValueSource(ints = {10, 1 << 10, 64 << 10, 65 << 10, 1 << 20, 16 << 20})
    void contentThatIsLeftInTheMiddleSpoilsNoAnswerBehindIt(int length) throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            URI uri = server.url("/b/k").uri();
            for (boolean abort : List.of(false, true)) {
                server.enqueue(
                        new MockResponse.Builder().body("1".repeat(length)).build());
                server.enqueue(new MockResponse.Builder()
                        .chunkedBody("2".repeat(length), 100)
                        .build());
                server.enqueue(new MockResponse.Builder().body("whole").build());
                leave(uri, abort);
                leave(uri, abort);
                assertThat(Requests.textOf(transport.prepareRequest(Requests.get(uri))))
                        .isEqualTo("whole");
            }
        }
    }

    private void leave(URI uri, boolean abort) throws IOException {
        AbortableInputStream body = transport
                .prepareRequest(Requests.get(uri))
                .call()
                .responseBody()
                .orElseThrow();
        assertThat(body.readNBytes(5)).hasSize(5);
        if (abort) {
            body.abort();
        }
        body.close();
    }

    @Test
    void aShortRestIsDrained() throws Exception {
        int longerThanWhatOkioReadsAtOnce = 40_000;
        try (RawServer server = new RawServer(connection -> {
            for (int i = 0; i < 2; i++) {
                connection.request();
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + longerThanWhatOkioReadsAtOnce + "\r\n\r\n"
                        + "1".repeat(longerThanWhatOkioReadsAtOnce));
            }
        })) {
            leave(server.uri("/b/k"), false);
            leave(server.uri("/b/k"), false);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    /** OkHttp would read on for a tenth of a second, which is a lot on a fast network. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 10000000000", "Transfer-Encoding: chunked"})
    void aLongRestIsNotReadOn(String framing) throws Exception {
        AtomicLong sent = new AtomicLong();
        try (RawServer server = new RawServer(connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n");
            byte[] chunk = ("10000\r\n" + "1".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.UTF_8);
            for (OutputStream out = connection.socket().getOutputStream(); ; sent.addAndGet(chunk.length)) {
                out.write(chunk);
            }
        })) {
            leave(server.uri("/b/k"), false);
            await().atMost(PATIENCE).until(() -> !server.failures().isEmpty());
            assertThat(sent.get()).isLessThan(16 << 20);
        }
    }

    @Test
    void abortingWhatWasReadToItsLastByteCostsNoConnection() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            for (int i = 0; i < 2; i++) {
                connection.request();
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n12345");
            }
        })) {
            leave(server.uri("/b/k"), true);
            leave(server.uri("/b/k"), true);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void asManyConnectionsAreKeptAsThereAreCallsAtOneTime() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            while (!connection.request().isEmpty()) {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n12345");
            }
        })) {
            for (int round = 0; round < 3; round++) {
                atOneTime(3, server.uri("/b/k"));
            }
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    private void atOneTime(int calls, URI uri) {
        CyclicBarrier allAreConnected = new CyclicBarrier(calls);
        ExecutorService threads = Executors.newFixedThreadPool(calls);
        try {
            List<CompletableFuture<Void>> running = IntStream.range(0, calls)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> {
                                try (InputStream body = transport
                                        .prepareRequest(Requests.get(uri))
                                        .call()
                                        .responseBody()
                                        .orElseThrow()) {
                                    allAreConnected.await();
                                    body.readAllBytes();
                                } catch (Exception e) {
                                    throw new IllegalStateException(e);
                                }
                            },
                            threads))
                    .toList();
            running.forEach(CompletableFuture::join);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aCallersClientIsUsedWithAllThatItHasAndNeverClosed() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        OkHttpClient own = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    seen.add(chain.request().url().encodedPath());
                    return chain.proceed(chain.request());
                })
                .build();
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(new MockResponse.Builder().body("ours").build());
            server.enqueue(new MockResponse.Builder()
                    .code(302)
                    .addHeader("Location", "/elsewhere")
                    .build());
            server.enqueue(new MockResponse.Builder().body("theirs").build());

            OkHttpTransport over = OkHttpTransport.over(own);
            assertThat(Requests.textOf(
                            over.prepareRequest(Requests.get(server.url("/b/k").uri()))))
                    .isEqualTo("ours");
            assertThat(own.connectionPool().idleConnectionCount()).isEqualTo(1);
            over.close();

            assertThat(own.dispatcher().executorService().isShutdown()).isFalse();
            assertThat(own.connectionPool().idleConnectionCount()).isEqualTo(1);
            try (var answer = own.newCall(
                            new Request.Builder().url(server.url("/theirs")).build())
                    .execute()) {
                assertThat(answer.body().string()).isEqualTo("theirs");
            }
            assertThat(seen).containsExactly("/b/k", "/theirs");
        } finally {
            own.dispatcher().executorService().shutdown();
        }
    }

    @Test
    void ourOwnClientEndsWithItsConnectionsAndKeepsNoJvmAlive() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        List<String> ends = new CopyOnWriteArrayList<>();
        try (RawServer server = new RawServer(connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            connection.awaitEnd();
            ends.add("closed");
        })) {
            OkHttpTransport ours = OkHttpTransport.ofDefaults(1);
            ours.prepareRequest(Requests.put(server.uri("/b/k"), "x")).call();
            assertThat(Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> !before.contains(thread) && !thread.isDaemon())
                            .collect(Collectors.toSet()))
                    .isEmpty();
            assertThat(ends).isEmpty();
            ours.close();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(ends).containsExactly("closed"));
        }
    }
}
