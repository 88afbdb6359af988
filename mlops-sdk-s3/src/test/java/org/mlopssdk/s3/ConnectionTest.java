package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.Digest;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** How the service is found, and who asks it. */
class ConnectionTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Digest DIGEST = Digest.of(new byte[3]);

    private final Scripted s3 = new Scripted().has("x");
    private final Map<String, String> before = new HashMap<>();

    private void property(String name, String value) {
        before.put(name, System.getProperty(name));
        System.setProperty(name, value);
    }

    @AfterEach
    void restoreProperties() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    /** Only a place and a way to look at requests: all else is found. */
    private S3BlobStoreBuilder found() {
        return S3BlobStore.builder()
                .at(URI.create("s3://bucket/ml"))
                .httpClient(s3.client())
                .attempts(s3.time.attempts())
                .unprobed();
    }

    private String urlOf(S3BlobStoreBuilder builder) {
        try (S3BlobStore store = builder.open()) {
            assertThat(store.confirm(DIGEST)).isTrue();
        }
        return s3.last().url().toString().replaceAll("/ml/blobs/.*", "");
    }

    private void credentialsInProperties() {
        property("aws.accessKeyId", "AKIDPROPERTY");
        property("aws.secretAccessKey", "hunter2");
    }

    @Test
    void withoutAnEndpointTheBucketIsAHostOfAmazons() {
        credentialsInProperties();
        assertThat(urlOf(found().region("eu-central-1"))).isEqualTo("https://bucket.s3.eu-central-1.amazonaws.com");
        assertThat(urlOf(found().region("eu-central-1").pathStyle(true)))
                .isEqualTo("https://s3.eu-central-1.amazonaws.com/bucket");
    }

    @Test
    void regionAndEndpointAreFoundWhereUsersOfAwsPutThem() {
        credentialsInProperties();
        property("aws.region", "eu-west-1");
        assertThat(urlOf(found())).isEqualTo("https://bucket.s3.eu-west-1.amazonaws.com");

        property("aws.endpointUrl", "http://all.example.org:9000");
        assertThat(urlOf(found())).isEqualTo("http://all.example.org:9000/bucket");

        property("aws.endpointUrlS3", "http://s3.example.org:9001");
        assertThat(urlOf(found())).isEqualTo("http://s3.example.org:9001/bucket");
        assertThat(urlOf(found().pathStyle(false))).isEqualTo("http://bucket.s3.example.org:9001");
        assertThat(urlOf(found().endpoint(URI.create("http://other.example.org"))))
                .isEqualTo("http://other.example.org/bucket");
        assertThat(s3.last().header("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDPROPERTY/")
                .contains("/eu-west-1/s3/aws4_request");
    }

    @Test
    void aProfileIsReadAnewWhenItsCredentialsWereRotated(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("credentials");
        property("aws.sharedCredentialsFile", file.toString());
        property("aws.configFile", directory.resolve("none").toString());
        property("aws.region", "eu-west-1");
        rotate(file, "AKIDBEFORE", Instant.EPOCH);
        try (S3BlobStore store = found().open()) {
            store.confirm(DIGEST);
            assertThat(s3.last().header("Authorization")).contains("Credential=AKIDBEFORE/");

            rotate(file, "AKIDAFTER", Instant.now());
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> { // the SDK looks at the file once a second at most
                                store.confirm(DIGEST);
                                assertThat(s3.last().header("Authorization")).contains("Credential=AKIDAFTER/");
                            });
        }
    }

    private static void rotate(Path file, String key, Instant when) throws IOException {
        Files.writeString(file, "[default]\naws_access_key_id = " + key + "\naws_secret_access_key = hunter2\n");
        Files.setLastModifiedTime(file, FileTime.from(when));
    }

    @Test
    void aProviderIsAskedForEachRequest() {
        AtomicInteger asked = new AtomicInteger();
        AwsCredentialsProvider rotating =
                () -> AwsSessionCredentials.create("AKID" + asked.incrementAndGet(), "hunter2", "token" + asked.get());
        try (S3BlobStore store = s3.builder().credentials(rotating).open()) {
            for (int i = 1; i <= 3; i++) {
                store.confirm(DIGEST);
                assertThat(s3.last().header("Authorization")).contains("Credential=AKID" + i + "/");
                assertThat(s3.last().header("X-Amz-Security-Token")).isEqualTo("token" + i);
            }
        }
    }

    @Test
    void credentialsThatRanOutAreLookedUpOnceMore() {
        AtomicInteger asked = new AtomicInteger();
        Scripted expired = new Scripted().error(400, "ExpiredToken").stored();
        try (S3BlobStore store = expired.builder()
                .credentials(() -> AwsBasicCredentials.create("AKID" + asked.incrementAndGet(), "hunter2"))
                .open()) {
            assertThat(store.create(BlobKey.of("a/b"), new byte[1])).isEqualTo(Creation.CREATED);
        }
        assertThat(expired.last().header("Authorization")).contains("Credential=AKID2/");
    }

    @Test
    void whereThereAreNoCredentialsTheMessageSaysWhereTheyAreLookedFor() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials");
        };
        try (S3BlobStore store = s3.builder().credentials(none).open()) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> store.create(BlobKey.of("a/b"), new byte[1]))
                    .withMessageContaining("Unable to load credentials")
                    .withMessageContaining("credentials(...)");
        }
        assertThat(s3.asked()).isEmpty();
    }

    @Test
    void theClientIsBuiltOnceAndNotBeforeItIsNeeded() {
        Connection connection = new Connection(found().settings(), null, s3.client(), null);
        property("aws.region", "eu-west-1"); // which building it would have missed before

        assertThat(connection.client()).isSameAs(connection.client());
        connection.close();
    }

    @Test
    void whatIsSentIsSignedWithItsDigestOverTlsToo() {
        Scripted stored = new Scripted().stored();
        try (S3BlobStore store =
                stored.builder().endpoint(URI.create("https://s3.example.org")).open()) {
            store.create(BlobKey.of("a/b"), "abc".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(stored.last().header("x-amz-content-sha256")) // printf abc | sha256sum
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void aClosedStoreIsNotOpenedBySomeLateRequest() {
        S3BlobStore store = s3.store();
        store.close();
        store.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> store.open(BlobKey.of("a/b"), ByteRange.ALL))
                .withMessageContaining("closed");
        assertThat(s3.asked()).isEmpty();
    }

    @Test
    void anHttpClientOfOnesOwnStaysOpen() {
        OkHttpClient own = s3.client();
        try (S3BlobStore store = s3.builder().httpClient(own).open()) {
            store.confirm(DIGEST);
        }
        assertThat(own.dispatcher().executorService().isShutdown()).isFalse();
        try (S3BlobStore again = s3.builder().httpClient(own).open()) {
            assertThat(again.confirm(DIGEST)).isTrue();
        }
    }

    @Test
    void anS3ClientOfOnesOwnIsUsedAndStaysOpen() {
        S3Client own = S3Client.builder()
                .httpClient(OkHttpTransport.over(s3.client()))
                .region(Region.EU_CENTRAL_1)
                .endpointOverride(URI.create("http://own.example.org"))
                .forcePathStyle(true)
                .credentialsProvider(() -> AwsBasicCredentials.create("AKIDOWN", "hunter2"))
                .build();
        for (int i = 0; i < 2; i++) {
            try (S3BlobStore store = S3BlobStore.builder()
                    .at(URI.create("s3://bucket/ml"))
                    .client(own)
                    .unprobed()
                    .open()) {
                assertThat(store.confirm(DIGEST)).isTrue();
            }
        }
        assertThat(s3.last().url().host()).isEqualTo("own.example.org");
        assertThat(s3.last().header("Authorization")).contains("Credential=AKIDOWN/");
        own.close();
    }

    @Test
    void anAddressIsEnoughWhereTheEnvironmentSaysTheRest() {
        S3Server server = Servers.s3proxy();
        property("aws.accessKeyId", server.accessKey());
        property("aws.secretAccessKey", server.secretKey());
        property("aws.region", S3Server.REGION);
        property("aws.endpointUrlS3", server.endpoint().toString());
        try (MlOps mlops = MlOps.open(URI.create("s3://" + server.newBucket() + "/team/ml"))) {
            mlops.model("failure")
                    .newVersion()
                    .add("model.bin", new byte[] {1, 2, 3})
                    .register();

            assertThat(mlops.models()).containsExactly("failure");
            assertThat(mlops).asString().contains("/team/ml/");
        }
    }
}
