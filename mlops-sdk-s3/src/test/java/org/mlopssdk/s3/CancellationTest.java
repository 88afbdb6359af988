package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Whoever has waited long enough gets away at once, whatever the request is about, and leaves nothing behind. */
@Timeout(600)
class CancellationTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** More than the buffers of two sockets hold. */
    private static final int BIG = 64 << 20;

    private final OkHttpClient client = new OkHttpClient();
    private final OkHttpTransport transport = OkHttpTransport.over(client, PATIENCE);
    private final CountDownLatch reached = new CountDownLatch(1);

    @AfterEach
    void clearTheFlag() {
        Thread.interrupted();
    }

    private void assertThatNothingIsLeft() {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(client.connectionPool().connectionCount()).isZero());
        assertThat(client.dispatcher().runningCallsCount()).isZero();
    }

    @Test
    void aRequestThatWasAbortedBeforeItBeganIsNotSent() throws Exception {
        try (RawServer server = new RawServer(connection -> {})) {
            ExecutableHttpRequest request = transport.prepareRequest(Requests.get(server.uri("/b/k")));
            request.abort();
            assertThatThrownBy(request::call).isInstanceOf(IOException.class).hasMessage("Canceled");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void abortingEndsTheWaitForAnAnswer() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            connection.request();
            reached.countDown();
            connection.awaitEnd();
        })) {
            ExecutableHttpRequest request = transport.prepareRequest(Requests.put(server.uri("/b/k"), "x"));
            CompletableFuture<Throwable> ended = failureOf(request::call);
            reached.await();
            request.abort();
            assertThat(ended.get()).isInstanceOf(IOException.class);
        }
        assertThatNothingIsLeft();
    }

    @Test
    void abortingEndsTheWaitForTheServerToAskForTheBodyAndNothingIsSentAgain() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            connection.head();
            reached.countDown();
            connection.awaitEnd();
        })) {
            ExecutableHttpRequest request = transport.prepareRequest(Requests.putExpecting(server.uri("/b/k"), "x"));
            CompletableFuture<Throwable> ended = failureOf(request::call);
            reached.await();
            request.abort();
            assertThat(ended.get()).isInstanceOf(IOException.class);
            assertThat(server.connections()).isEqualTo(1);
        }
        assertThatNothingIsLeft();
    }

    @Test
    void abortingEndsTheSendingOfABodyThatTheServerDoesNotRead() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        try (RawServer server = deaf()) {
            ExecutableHttpRequest request = transport.prepareRequest(Requests.put(
                    server.uri("/b/k"),
                    () -> new ByteArrayInputStream(new byte[BIG]) {
                        @Override
                        public void close() {
                            closed.set(true);
                        }
                    },
                    BIG));
            CompletableFuture<Throwable> ended = failureOf(request::call);
            reached.await();
            request.abort();
            assertThat(ended.get()).isInstanceOf(IOException.class);
            assertThat(closed).as("what was being sent is closed").isTrue();
        }
        assertThatNothingIsLeft();
    }

    private RawServer deaf() throws IOException {
        CountDownLatch forever = new CountDownLatch(1);
        return new RawServer(connection -> {
            connection.head();
            reached.countDown();
            forever.await();
        });
    }

    @Test
    void abortingEndsTheReadingOfContentThatDoesNotCome() throws Exception {
        try (RawServer server = stalling()) {
            HttpExecuteResponse answer =
                    transport.prepareRequest(Requests.get(server.uri("/b/k"))).call();
            CompletableFuture<Throwable> ended = failureOf(() -> Requests.textOf(answer));
            reached.await();
            answer.responseBody().orElseThrow().abort();
            assertThat(ended.get()).isInstanceOf(IOException.class);
        }
        assertThatNothingIsLeft();
    }

    @Test
    void abortingTheRequestEndsTheReadingOfADocumentThatDoesNotCome() throws Exception {
        try (RawServer server = stalling()) {
            ExecutableHttpRequest request = transport.prepareRequest(Requests.get(server.uri("/b?list-type=2")));
            CompletableFuture<Throwable> ended = failureOf(request::call);
            reached.await();
            request.abort();
            assertThat(ended.get()).isInstanceOf(IOException.class);
        }
        assertThatNothingIsLeft();
    }

    private RawServer stalling() throws IOException {
        return new RawServer(connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n12345");
            reached.countDown();
            connection.awaitEnd();
        });
    }

    @Test
    void abortingOneStreamOfHttp2LeavesTheConnectionToTheOthers() throws Exception {
        OkHttpClient http2 = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
                .build();
        OkHttpTransport multiplexed = OkHttpTransport.over(http2);
        try (MockWebServer server = new MockWebServer()) {
            server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
            server.enqueue(new MockResponse.Builder().body("1".repeat(BIG / 8)).build());
            server.enqueue(new MockResponse.Builder().body("whole").build());
            server.start();

            InputStream first = multiplexed
                    .prepareRequest(Requests.get(server.url("/b/k").uri()))
                    .call()
                    .responseBody()
                    .orElseThrow();
            assertThat(first.read()).isEqualTo('1');
            first.close();

            assertThat(Requests.textOf(multiplexed.prepareRequest(
                            Requests.get(server.url("/b/k").uri()))))
                    .isEqualTo("whole");
            assertThat(http2.connectionPool().connectionCount()).isEqualTo(1);
        }
    }

    @Test
    void anInterruptedThreadSendsNothingAndStaysInterrupted() throws Exception {
        try (RawServer server = new RawServer(connection -> {})) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> transport
                            .prepareRequest(Requests.put(server.uri("/b/k"), "x"))
                            .call())
                    .isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThatNothingIsLeft();
    }

    @Test
    void aThreadThatIsInterruptedWhileItReadsStaysInterrupted() throws Exception {
        try (RawServer server = stalling()) {
            InputStream body = transport
                    .prepareRequest(Requests.get(server.uri("/b/k")))
                    .call()
                    .responseBody()
                    .orElseThrow();
            body.readNBytes(5);
            Thread.currentThread().interrupt();
            assertThatThrownBy(body::read).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
            body.close();
        }
        assertThatNothingIsLeft();
    }

    @Test
    void theTimeOutsOfACallersClientHold() throws Exception {
        OkHttpTransport hasty = OkHttpTransport.over(
                client.newBuilder().readTimeout(Duration.ofMillis(200)).build());
        OkHttpTransport brief = OkHttpTransport.over(
                client.newBuilder().callTimeout(Duration.ofMillis(200)).build());
        for (OkHttpTransport limited : List.of(hasty, brief)) {
            try (RawServer server = stalling();
                    RawServer deaf = deaf()) {
                assertThatThrownBy(() -> Requests.textOf(limited.prepareRequest(Requests.get(server.uri("/b/k")))))
                        .isInstanceOf(InterruptedIOException.class);
                assertThatThrownBy(() -> limited.prepareRequest(Requests.get(deaf.uri("/b/k")))
                                .call())
                        .isInstanceOf(InterruptedIOException.class);
            }
            assertThatNothingIsLeft();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deaf", "stalling", "dripping", "endlessly early"})
    void theTimeForOneAttemptThatTheSdkAllowsHolds(String how) throws Exception {
        try (RawServer server = server(how);
                S3Client s3 = client(server)) {
            assertThatThrownBy(() -> s3.putObject(
                            request -> request.bucket("b").key("k"), RequestBody.fromBytes(new byte[BIG / 16])))
                    .isInstanceOf(ApiCallAttemptTimeoutException.class);
            assertThatThrownBy(() -> s3.listObjectsV2(request -> request.bucket("b")))
                    .isInstanceOf(ApiCallAttemptTimeoutException.class);
            assertThat(Thread.interrupted()).isFalse();
        }
        assertThatNothingIsLeft();
    }

    private RawServer server(String how) throws IOException {
        return switch (how) {
            case "deaf" -> deaf();
            case "stalling" -> stalling();
            case "dripping" ->
                new RawServer(connection -> {
                    connection.request();
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
                    drip(connection, " ");
                });
            default ->
                new RawServer(connection -> {
                    connection.request();
                    drip(connection, "HTTP/1.1 103 Early Hints\r\n\r\n");
                });
        };
    }

    private static void drip(RawServer.Connection connection, String drop) throws IOException, InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        while (!never.await(20, TimeUnit.MILLISECONDS)) {
            connection.send(drop);
        }
    }

    @Test
    void anInterruptedThreadThatCallsTheSdkStaysInterrupted() throws Exception {
        try (RawServer server = deaf();
                S3Client s3 = client(server)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> s3.listObjectsV2(request -> request.bucket("b")))
                    .isInstanceOf(AbortedException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThatNothingIsLeft();
    }

    private S3Client client(RawServer server) {
        return S3Client.builder()
                .httpClient(transport)
                .endpointOverride(server.uri("/"))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
                .overrideConfiguration(all ->
                        all.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallAttemptTimeout(Duration.ofMillis(300)))
                .build();
    }

    private interface Work {
        Object run() throws Exception;
    }

    private static CompletableFuture<Throwable> failureOf(Work work) {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                failure.completeExceptionally(new AssertionError("it ended well: " + work.run()));
            } catch (Throwable e) {
                failure.complete(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return failure;
    }
}
