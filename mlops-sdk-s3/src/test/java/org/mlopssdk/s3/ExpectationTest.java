package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;

/** {@code Expect: 100-continue} seen from the server's side of the socket. */
@Timeout(600)
class ExpectationTest {

    private static final String CONTENT = "content";

    private static final Duration SHORT = Duration.ofMillis(200);

    private final OkHttpClient client = new OkHttpClient();
    private final OkHttpTransport transport = OkHttpTransport.over(client, Duration.ofSeconds(25));
    private final OkHttpTransport impatient = OkHttpTransport.over(client, SHORT);
    private final AtomicInteger written = new AtomicInteger();

    @AfterEach
    void evict() {
        client.connectionPool().evictAll();
    }

    @Test
    void theBodyIsHeldBackUntilTheServerAsksForIt() throws Exception {
        LinkedBlockingQueue<String> story = new LinkedBlockingQueue<>();
        try (RawServer server = new RawServer(connection -> {
            story.add(connection.head().contains("Expect: 100-continue") ? "expects" : "does not");
            story.add("body begun: " + (written.get() > 0 || connection.in().available() > 0));
            connection.send("HTTP/1.1 100 Continue\r\n\r\n");
            story.add(new String(connection.body(CONTENT.length()), StandardCharsets.UTF_8));
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        })) {
            assertThat(status(put(transport, server))).isEqualTo(200);
        }
        assertThat(story).containsExactly("expects", "body begun: false", CONTENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 403, 412, 417, 503})
    void aRefusalIsTheAnswerAndNoBodyIsSent(int status) throws Exception {
        LinkedBlockingQueue<Integer> behindTheHead = new LinkedBlockingQueue<>();
        try (RawServer server = new RawServer(connection -> {
            connection.head();
            connection.send("HTTP/1.1 " + status + " No\r\nContent-Length: 4\r\n\r\n<a/>");
            behindTheHead.add(connection.in().read());
        })) {
            HttpExecuteResponse answer = put(transport, server).call();
            assertThat(answer.httpResponse().statusCode()).isEqualTo(status);
            assertThat(Requests.textOf(answer)).isEqualTo("<a/>");
            assertThat(behindTheHead.take()).as("the end of the connection").isEqualTo(-1);
            assertThat(written).hasValue(0);
        }
    }

    @Test
    void aServerThatNeverAsksIsSentTheBodyOverAnotherConnectionAndIsNotWaitedForAgain() throws Exception {
        LinkedBlockingQueue<String> unasked = new LinkedBlockingQueue<>();
        LinkedBlockingQueue<String> heads = new LinkedBlockingQueue<>();
        AtomicInteger bodies = new AtomicInteger();
        RawServer.Script plain = connection -> {
            for (int i = 0; i < 2; i++) {
                heads.add(connection.head());
                connection.body(CONTENT.length());
                bodies.incrementAndGet();
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }
        };
        try (RawServer server = new RawServer(
                connection -> {
                    unasked.add(connection.head());
                    connection.awaitEnd();
                },
                plain)) {
            assertThat(status(put(impatient, server))).isEqualTo(200);
            assertThat(status(put(impatient, server))).isEqualTo(200);
            assertThat(server.connections()).isEqualTo(2);
            assertThat(unasked.take()).contains("Expect");
            assertThat(server.failures()).isEmpty();
        }
        assertThat(heads.stream().map(head -> head.contains("Expect"))).containsExactly(false, false);
        assertThat(bodies).hasValue(2);
        assertThat(written).hasValue(2);
    }

    @Test
    void aServerThatAsksAndIsSlowToAnswerAfterThatIsLeftItsTime() throws Exception {
        int connections = 0;
        for (int tries = 0; connections != 1 && tries < 5; tries++) { // a machine that is busy may be slow to ask
            connections = connectionsToAServerThatAsksAndIsSlowAfterThat(Duration.ofSeconds(1));
        }
        assertThat(connections).isEqualTo(1);
    }

    private int connectionsToAServerThatAsksAndIsSlowAfterThat(Duration patience) throws Exception {
        OkHttpTransport soon = OkHttpTransport.over(client, patience);
        try (RawServer server = new RawServer(connection -> {
            connection.head();
            connection.send("HTTP/1.1 100 Continue\r\n\r\n");
            connection.body(CONTENT.length());
            new CountDownLatch(1).await(patience.toMillis() + 300, TimeUnit.MILLISECONDS);
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        })) {
            assertThat(status(put(soon, server))).isEqualTo(200);
            return server.connections();
        }
    }

    private ExecutableHttpRequest put(OkHttpTransport transport, RawServer server) {
        return transport.prepareRequest(Requests.put(
                server.uri("/b/k"),
                () -> {
                    written.incrementAndGet();
                    return new ByteArrayInputStream(CONTENT.getBytes(StandardCharsets.UTF_8));
                },
                CONTENT.length(),
                "Expect",
                "100-continue"));
    }

    private static int status(ExecutableHttpRequest request) throws IOException {
        return request.call().httpResponse().statusCode();
    }
}
