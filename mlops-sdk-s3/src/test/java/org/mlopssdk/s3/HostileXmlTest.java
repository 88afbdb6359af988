package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Documents that no store sends, answered to every operation that reads one: a clear error, soon, from little memory, without a look elsewhere. */
@Timeout(600)
class HostileXmlTest {

    private static final String LAUGHS = "<!DOCTYPE l [<!ENTITY a0 \"ha\">"
            + Stream.iterate(1, i -> i + 1)
                    .limit(30)
                    .map(i -> "<!ENTITY a" + i + " \"" + ("&a" + (i - 1) + ";").repeat(10) + "\">")
                    .reduce("", String::concat)
            + "]><ListBucketResult><Name>&a30;</Name></ListBucketResult>";

    private static final Map<String, byte[]> DOCUMENTS = documents();

    private static final List<String> NAMES = List.copyOf(DOCUMENTS.keySet());

    private static final Map<String, Consumer<S3Client>> OPERATIONS = Map.of(
            "list", s3 -> s3.listObjectsV2(request -> request.bucket("b")),
            "list uploads", s3 -> s3.listMultipartUploads(request -> request.bucket("b")),
            "list parts",
                    s3 -> s3.listParts(request -> request.bucket("b").key("k").uploadId("u")),
            "begin upload",
                    s3 -> s3.createMultipartUpload(
                            request -> request.bucket("b").key("k")),
            "complete upload",
                    s3 -> s3.completeMultipartUpload(
                            request -> request.bucket("b").key("k").uploadId("u")),
            "put", s3 -> s3.putObject(request -> request.bucket("b").key("k"), RequestBody.fromString("content")),
            "delete", s3 -> s3.deleteObject(request -> request.bucket("b").key("k")));

    private final OkHttpTransport transport = OkHttpTransport.ofDefaults(1);

    @TempDir
    private Path directory;

    private static Map<String, byte[]> documents() {
        Map<String, String> documents = new LinkedHashMap<>();
        documents.put("a billion laughs", LAUGHS);
        documents.put("an empty document type", "<!DOCTYPE a><ListBucketResult/>");
        documents.put(
                "one big entity, often",
                "<!DOCTYPE a [<!ENTITY a \"" + "a".repeat(100_000) + "\">]><a>" + "&a;".repeat(100_000) + "</a>");
        documents.put("an undeclared entity", "<ListBucketResult><Name>&a;</Name></ListBucketResult>");
        documents.put("depth", "<a>".repeat(20_000) + "</a>".repeat(20_000));
        documents.put("depth without end", "<a>".repeat(2_000_000));
        documents.put("a hundred thousand and one elements", "<a>" + "<b/>".repeat(100_000) + "</a>");
        documents.put("millions of elements", "<a>" + "<b/>".repeat(1_900_000) + "</a>");
        documents.put("millions of attributes", "<a" + attributes(700_000) + "/>");
        documents.put("a giant text", "<ListBucketResult><Name>" + "a".repeat(9 << 20) + "</Name></ListBucketResult>");
        documents.put("a giant name", "<" + "a".repeat(4 << 20) + "/>");
        documents.put("half a document", "<ListBucketResult><Name>b</Name>");
        documents.put("two documents", "<ListBucketResult></ListBucketResult><ListBucketResult></ListBucketResult>");
        documents.put("a page of HTML", "<html><body><p>Sign in<br></body></html>");
        documents.put("plain text", "out of order");
        documents.put("another code than is said", "<?xml version=\"1.0\" encoding=\"IBM037\"?><ListBucketResult/>");
        documents.put("a control character", "<ListBucketResult><Name>\0</Name></ListBucketResult>");
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        documents.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        bytes.put("depth in UTF-16", ("\uFEFF" + documents.get("depth")).getBytes(StandardCharsets.UTF_16BE));
        bytes.put("depth in UTF-16 that does not say so", documents.get("depth").getBytes(StandardCharsets.UTF_16LE));
        bytes.put("laughs in UTF-16", ("\uFEFF" + LAUGHS).getBytes(StandardCharsets.UTF_16LE));
        bytes.put(
                "depth in EBCDIC",
                ("<?xml version=\"1.0\" encoding=\"IBM037\"?>" + documents.get("depth"))
                        .getBytes(Charset.forName("IBM037")));
        bytes.put("no UTF-8", new byte[] {'<', 'a', '>', (byte) 0xFF, (byte) 0xC0, '<', '/', 'a', '>'});
        return bytes;
    }

    private static String attributes(int count) {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < count; i++) {
            attributes.append(" a").append(i).append("=''");
        }
        return attributes.toString();
    }

    @AfterEach
    void close() {
        transport.close();
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void isAnErrorWhereADocumentWasToComeAndHidesNoError(String name) throws Exception {
        try (RawServer good = answering("200 OK", DOCUMENTS.get(name));
                RawServer bad = answering("403 Forbidden", DOCUMENTS.get(name));
                S3Client welcome = client(good);
                S3Client forbidden = client(bad)) {
            assertUnfit(() -> OPERATIONS.get("list").accept(welcome));
            assertForbidden(() -> OPERATIONS.get("list").accept(forbidden));
            assertThat(good.failures()).allMatch(IOException.class::isInstance);
        }
    }

    @Test
    void isAnErrorOfEachOperation() throws Exception {
        byte[] document = DOCUMENTS.get("depth");
        try (RawServer good = answering("200 OK", document);
                RawServer bad = answering("403 Forbidden", document);
                S3Client welcome = client(good);
                S3Client forbidden = client(bad)) {
            OPERATIONS.forEach((operation, run) -> {
                assertUnfit(() -> run.accept(welcome));
                assertForbidden(() -> run.accept(forbidden));
            });
            assertForbidden(
                    () -> forbidden.getObject(request -> request.bucket("b").key("k")));
        }
    }

    private static void assertUnfit(ThrowingCallable operation) {
        assertThatThrownBy(operation)
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("what the store answered");
    }

    private static void assertForbidden(ThrowingCallable operation) {
        assertThatThrownBy(operation)
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }

    @Test
    void readsNoFileAndAsksNobodyElse() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "canary");
        try (RawServer elsewhere = new RawServer(connection -> connection.send("HTTP/1.1 200 OK\r\n\r\n"))) {
            List<String> types = List.of(
                    "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>",
                    "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + elsewhere.uri("/x") + "\">]>",
                    "<!DOCTYPE a SYSTEM \"" + elsewhere.uri("/x.dtd") + "\">",
                    "<!DOCTYPE a [<!ENTITY % x SYSTEM \"" + elsewhere.uri("/x.dtd") + "\"> %x;]>");
            for (String type : types) {
                String list =
                        "<?xml version=\"1.0\"?>" + type + "<ListBucketResult><Name>&x;</Name></ListBucketResult>";
                String error =
                        "<?xml version=\"1.0\"?>" + type + "<Error><Code>&x;</Code><Message>&x;</Message></Error>";
                try (RawServer lists = answering("200 OK", list.getBytes(StandardCharsets.UTF_8));
                        RawServer errors = answering("400 Bad Request", error.getBytes(StandardCharsets.UTF_8));
                        S3Client good = client(lists);
                        S3Client bad = client(errors)) {
                    assertThatThrownBy(() -> good.listObjectsV2(request -> request.bucket("b")))
                            .isInstanceOf(SdkClientException.class)
                            .hasMessageContaining("has a document type");
                    assertThatThrownBy(() -> bad.listObjectsV2(request -> request.bucket("b")))
                            .isInstanceOfSatisfying(
                                    S3Exception.class,
                                    e -> assertThat(e + String.valueOf(e.awsErrorDetails()))
                                            .doesNotContain("canary"));
                }
            }
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"200 OK", "403 Forbidden"})
    void readsNoMoreOfAnEndlessAnswerThanADocumentMayHave(String status) throws Exception {
        AtomicLong sent = new AtomicLong();
        try (RawServer server = new RawServer(connection -> {
                    connection.request();
                    connection.send("HTTP/1.1 " + status + "\r\nContent-Length: 9999999999999\r\n\r\n");
                    byte[] text = "<a>text</a>".repeat(10_000).getBytes(StandardCharsets.UTF_8);
                    for (OutputStream out = connection.socket().getOutputStream(); ; sent.addAndGet(text.length)) {
                        out.write(text);
                    }
                });
                S3Client s3 = client(server)) {
            assertThatThrownBy(() -> s3.listObjectsV2(request -> request.bucket("b")))
                    .isInstanceOf(status.startsWith("2") ? SdkClientException.class : S3Exception.class)
                    .hasMessageContaining(status.startsWith("2") ? "is longer than" : "403");
            assertThat(sent.get()).isLessThan(Document.MAX_BYTES + (32L << 20));
        }
    }

    /** Keys come as they would stand in an address, as the store asks for them: newer JDKs read few entities of a document. */
    @Test
    void theLongestListThatAStoreMaySendIsRead() throws Exception {
        StringBuilder list = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<ListBucketResult"
                + " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>b</Name><EncodingType>url</EncodingType>");
        for (int i = 0; i < 1000; i++) {
            list.append("\n  <Contents><Key>")
                    .append("%22".repeat(1020))
                    .append(1000 + i)
                    .append("</Key><LastModified>2026-11-22T17:00:00.000Z</LastModified><ETag>&quot;")
                    .append("0".repeat(32))
                    .append(
                            "&quot;</ETag><Size>1</Size><StorageClass>STANDARD</StorageClass><Owner><ID>1</ID>"
                                    + "<DisplayName>a</DisplayName></Owner><ChecksumAlgorithm>SHA256</ChecksumAlgorithm></Contents>");
        }
        list.append("<IsTruncated>false</IsTruncated></ListBucketResult>");
        try (RawServer server = answering("200 OK", list.toString().getBytes(StandardCharsets.UTF_8));
                S3Client s3 = client(server)) {
            List<S3Object> objects =
                    s3.listObjectsV2(request -> request.bucket("b")).contents();
            assertThat(objects).hasSize(1000);
            assertThat(objects.get(999).key()).isEqualTo("\"".repeat(1020) + "1999");
        }
    }

    @Test
    void spaceInFrontOfADocumentThatKeepsTheConnectionAliveDoesNotHarm() throws Exception {
        String late = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + " \n".repeat(1000)
                + "<Error><Code>InternalError</Code><Message>after all</Message></Error>";
        try (RawServer server = answering("200 OK", late.getBytes(StandardCharsets.UTF_8));
                S3Client s3 = client(server)) {
            assertThatThrownBy(() -> OPERATIONS.get("complete upload").accept(s3))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InternalError"));
        }
    }

    /** The content of an object is nobody's document, whatever is in it. */
    @Test
    void isLeftAloneAsContent() throws Exception {
        byte[] document = DOCUMENTS.get("depth");
        try (RawServer server = answering("200 OK", document);
                S3Client s3 = client(server)) {
            assertThat(s3.getObjectAsBytes(request -> request.bucket("b").key("k"))
                            .asByteArray())
                    .isEqualTo(document);
        }
    }

    @Test
    void aMarkOfByteOrderDoesNoHarm() throws Exception {
        byte[] document = "\uFEFF<ListBucketResult><Name>b</Name></ListBucketResult>".getBytes(StandardCharsets.UTF_8);
        try (RawServer server = answering("200 OK", document);
                S3Client s3 = client(server)) {
            assertThat(s3.listObjectsV2(request -> request.bucket("b")).name()).isEqualTo("b");
        }
    }

    private static RawServer answering(String status, byte[] document) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(("HTTP/1.1 " + status + "\r\nContent-Type: application/xml\r\nETag: \"x\"\r\nContent-Length: "
                        + document.length + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        answer.writeBytes(document);
        return new RawServer(connection -> {
            while (!connection.request().isEmpty()) {
                answer.writeTo(connection.socket().getOutputStream());
            }
        });
    }

    private S3Client client(RawServer server) {
        return S3Client.builder()
                .httpClient(transport)
                .endpointOverride(server.uri("/"))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
                .overrideConfiguration(all -> all.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }
}
