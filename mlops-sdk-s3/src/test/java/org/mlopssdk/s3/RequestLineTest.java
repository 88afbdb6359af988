package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.Digest;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** What leaves the socket is the name that was meant, whatever is in it. */
@Timeout(600)
class RequestLineTest {

    private static final Pattern LINE = Pattern.compile("(GET|PUT|HEAD|DELETE|POST) \\S+ HTTP/1.1(?=\r\n)");

    private static final BlobKey KEY = BlobKey.of("journal/model/a_b.c-d/00000000000000000001");

    private final OkHttpTransport transport = OkHttpTransport.ofDefaults(1);
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        transport.close();
    }

    /** A slash at the beginning is not among them: the SDK leaves it out, and {@link Place} lets none in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "a b",
                " a ",
                "a+b",
                "a%b",
                "a%2Fb",
                "a%2e%2e/b",
                "%",
                "%%",
                "~",
                "a=b&c",
                "?",
                "a?b=c",
                "#",
                "a#b",
                "*",
                "'",
                "\"",
                "<a>",
                "a;b",
                "a:b",
                "a@b",
                "$",
                ",",
                "!",
                "()",
                "[a]",
                "{a}",
                "|",
                "\\",
                "^",
                "`",
                "a//b",
                "a/",
                "...",
                "..a",
                ".a",
                "a..",
                "a/.../b",
                "é",
                "e\u0301",
                "日本語",
                "\uD83D\uDE00",
                "\u200B",
                "\u202E",
                "\u00A0",
                "\u0001",
                "\u007F",
                "\t"
            })
    void aKeyIsSentAsItIsMeant(String key) throws Exception {
        try (RawServer server = answering("");
                S3Client s3 = client(server)) {
            s3.putObject(request -> request.bucket("b").key(key), RequestBody.fromString("x"));
            s3.deleteObject(request -> request.bucket("b").key(key));
            s3.listObjectsV2(request -> request.bucket("b").prefix(key).startAfter(key));
        }
        assertThat(lines).hasSize(3).allMatch(line -> line.matches("[A-Z]+ [!-~]+ HTTP/1.1"));
        assertThat(path(lines.get(0))).isEqualTo("/b/" + key);
        assertThat(path(lines.get(1))).isEqualTo("/b/" + key);
        assertThat(parameter(lines.get(2), "prefix")).contains(key);
        assertThat(parameter(lines.get(2), "start-after")).contains(key);
    }

    /** Whoever folds segments of dots, as OkHttp and many proxies do, asks for another object. */
    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a/./b", "a/../b", "../b", "a/.."})
    void aKeyThatMeansAnotherPlaceOnItsWayIsNotSent(String key) throws Exception {
        try (RawServer server = answering("");
                S3Client s3 = client(server)) {
            assertThatThrownBy(() -> s3.putObject(request -> request.bucket("b").key(key), RequestBody.fromString("x")))
                    .hasStackTraceContaining("cannot be sent as it is");
        }
        assertThat(lines).isEmpty();
    }

    private RawServer answering(String body) throws IOException {
        return new RawServer(connection -> {
            for (String head = connection.request(); !head.isEmpty(); head = connection.request()) {
                lines.add(head.substring(0, head.indexOf("\r\n")));
                connection.send(
                        "HTTP/1.1 200 OK\r\nETag: \"x\"\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            }
        });
    }

    private S3Client client(RawServer server) {
        return S3Client.builder()
                .httpClient(transport)
                .endpointOverride(server.uri("/"))
                .forcePathStyle(true)
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
                .overrideConfiguration(all -> all.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /** The real server computes the signature from what it received: where this differs from what was signed, it refuses. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "with space",
                "plus+and%percent%2F",
                "~tilde*star'quote\"s",
                "a?b=c&d#e",
                "é/e\u0301/日本語",
                "\uD83D\uDE00",
                "<&>;:@$,!()",
                "[a]{b}|^`",
                "deep/er/and/deeper"
            })
    void aPrefixOfAnyKindWorksOnARealServer(String prefix) throws Exception {
        S3Server real = Servers.s3proxy();
        String bucket = real.newBucket();
        try (RawServer tee = teeTo(real.endpoint());
                S3BlobStore store = Stores.in(real, bucket)
                        .at(new URI("s3", bucket, "/" + prefix, null))
                        .endpoint(tee.uri(""))
                        .unprobed()
                        .open()) {
            byte[] content = prefix.getBytes(StandardCharsets.UTF_8);
            assertThat(store.create(KEY, content)).isEqualTo(Creation.CREATED);
            Digest digest = store.put(Content.of(content));
            assertThat(store.confirm(digest)).isTrue();
            try (InputStream in = store.open(KEY, ByteRange.ALL).orElseThrow()) {
                assertThat(in.readAllBytes()).isEqualTo(content);
            }
            assertThat(store.list("journal/", "", 10)).containsExactly(KEY);
            store.delete(KEY);
            assertThat(store.open(KEY, ByteRange.ALL)).isEmpty();
        }
        List<String> sent = LINE.matcher(seen.toString(StandardCharsets.UTF_8))
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(sent)
                .filteredOn(line -> line.contains("journal") && !line.contains("list-type"))
                .hasSize(4)
                .allSatisfy(line -> assertThat(path(line)).isEqualTo("/" + bucket + "/" + prefix + "/" + KEY));
        assertThat(sent)
                .filteredOn(line -> line.contains("list-type"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(parameter(line, "prefix")).contains(prefix + "/journal/"));
    }

    /** Passes bytes on in both directions, and notes what the client sends. */
    private RawServer teeTo(URI server) throws IOException {
        return new RawServer(connection -> {
            try (Socket upstream = new Socket(server.getHost(), server.getPort())) {
                Thread back = new Thread(() -> pass(upstream, connection.socket()));
                back.setDaemon(true);
                back.start();
                byte[] some = new byte[8192];
                for (int read = connection.in().read(some);
                        read >= 0;
                        read = connection.in().read(some)) {
                    seen.write(some, 0, read);
                    upstream.getOutputStream().write(some, 0, read);
                }
            }
        });
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // The end of the test.
        }
    }

    private static String path(String line) {
        return decoded(line.split(" ", -1)[1].split("\\?", -1)[0]);
    }

    private static Optional<String> parameter(String line, String name) {
        return Arrays.stream(line.split(" ", -1)[1].split("\\?", -1)[1].split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> decoded(pair.substring(name.length() + 1)))
                .findAny();
    }

    /** By RFC 3986, where a plus is a plus. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
