package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.ByteRange;

/** What settings are taken, and what becomes of them. */
class SettingsTest {

    @ParameterizedTest
    @CsvSource({
        "s3://bucket, bucket, ''",
        "s3://bucket/, bucket, ''",
        "S3://bucket/a, bucket, a/",
        "s3://bucket/a/, bucket, a/",
        "s3://bucket/a/b.c, bucket, a/b.c/",
        "s3://my_old_bucket/a, my_old_bucket, a/",
        "s3://dotted.bucket-1/a, dotted.bucket-1, a/",
        "s3://bucket/a%20b%2Bc/ä, bucket, a b+c/ä/"
    })
    void anAddressNamesABucketAndAPrefix(String uri, String bucket, String prefix) {
        assertThat(Place.of(URI.create(uri))).isEqualTo(new Place(bucket, prefix));
        assertThat(Place.of(URI.create(uri)).key(BlobKey.of("a/b"))).isEqualTo(prefix + "a/b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:/bucket",
                "s3:bucket",
                "s3:///a",
                "http://bucket/a",
                "//bucket/a",
                "s3://b/a",
                "s3://-bucket/a",
                "s3://bucket:9000/a",
                "s3://bucket/a?region=x",
                "s3://bucket/a#b",
                "s3://a..b/c",
                "s3://bucket//a",
                "s3://bucket/a//b",
                "s3://bucket/a/./b",
                "s3://bucket/..",
                "s3://bucket/a%0Ab"
            })
    void whatIsNoSuchAddressIsRefused(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3BlobStore.at(URI.create(uri)))
                .withMessageMatching("(?s).*(s3://bucket/prefix|a prefix is).*");
    }

    @Test
    void aPrefixLeavesRoomForKeys() {
        assertThat(Place.of(URI.create("s3://bucket/" + "x".repeat(511))).prefix())
                .hasSize(512);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Place.of(URI.create("s3://bucket/" + "ä".repeat(256))))
                .withMessage("a prefix has at most 512 bytes, got 513");
    }

    @Test
    void aPasswordInAnAddressIsRefusedAndNotRepeated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3BlobStore.at(URI.create("s3://AKID:hunter2@bucket/a")))
                .withMessageContaining("credentials(...)")
                .withMessageNotContaining("hunter2");
        refused(builder -> builder.endpoint(URI.create("http://AKID:hunter2@host/")), "credentials(...)");
    }

    private static void refused(UnaryOperator<S3BlobStoreBuilder> setting, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setting.apply(S3BlobStore.builder()))
                .withMessageContaining(message)
                .withMessageNotContaining("hunter2");
    }

    @Test
    void eachErrorNamesItsSetting() {
        refused(
                builder -> builder.endpoint(URI.create("s3.example.org")),
                "endpoint(...) is an address such as https://");
        refused(builder -> builder.endpoint(URI.create("ftp://s3.example.org")), "endpoint(...)");
        refused(builder -> builder.endpoint(URI.create("http://s3.example.org/?a")), "endpoint(...) has no query");
        refused(
                builder -> builder.region("eu central"),
                "region(...) is a name such as eu-central-1, got \"eu central\"");
        refused(builder -> builder.region(""), "region(...)");
        refused(builder -> builder.storageClass("a b"), "storageClass(...) is a name such as STANDARD_IA");
        refused(builder -> builder.storageClass("GLACIER"), "such as GLACIER_IR");
        refused(builder -> builder.storageClass("deep_archive"), "cannot be read when it is asked for");
        refused(builder -> builder.encryptedByKms(" "), "encryptedByKms(...)");
        refused(builder -> builder.bucketOwner("12345"), "bucketOwner(...) is the 12 digits");
        refused(builder -> builder.partSize((5 << 20) - 1), "partSize(...) is from 5242880 bytes");
        refused(builder -> builder.partSize((1 << 30) + 1), "to 1073741824; got 1073741825");
        refused(builder -> builder.parallelism(0), "parallelism(...) is from 1 to 256, got 0");
        refused(builder -> builder.parallelism(257), "parallelism(...)");
        refused(builder -> builder.cache(Path.of("cache"), 0), "cache(...) keeps at least one byte, got 0");
    }

    @Test
    void whatContradictsItselfIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> S3BlobStore.builder().open())
                .withMessageContaining("add at(");
        Scripted s3 = new Scripted();
        Connection connection = new Connection(s3.builder().settings(), null, s3.client(), null);
        assertThatIllegalStateException()
                .isThrownBy(() -> s3.builder().client(connection.client()).open())
                .withMessageContaining("leave out endpoint(...)");
        connection.close();
    }

    @Test
    void settingsDoNotDisturbEachOther() {
        Settings settings = S3BlobStore.builder()
                .at(URI.create("s3://bucket/ml"))
                .endpoint(URI.create("https://s3.example.org:9000/base"))
                .region("eu-central-1")
                .pathStyle(false)
                .storageClass("STANDARD_IA")
                .encryptedByKms("alias/ml")
                .bucketOwner("123456789012")
                .googleConditions()
                .partSize(16 << 20)
                .parallelism(3)
                .cache(Path.of("cache"), 1000)
                .readOnly()
                .settings();

        assertThat(settings)
                .isEqualTo(new Settings(
                        new Place("bucket", "ml/"),
                        new Settings.Access(URI.create("https://s3.example.org:9000/base"), "eu-central-1", false),
                        new Settings.Writing("STANDARD_IA", new Settings.Encryption("alias/ml"), "123456789012", true),
                        new Settings.Transfer(16 << 20, 3),
                        new Settings.CacheSettings(Path.of("cache"), 1000),
                        true));
    }

    @Test
    void eachWriteAsksForWhatWasSet() {
        Scripted s3 = new Scripted().stored();
        try (S3BlobStore store = s3.builder()
                .storageClass("STANDARD_IA")
                .encryptedByKms("alias/ml")
                .bucketOwner("123456789012")
                .open()) {
            store.create(BlobKey.of("a/b"), new byte[1]);
        }
        assertThat(s3.last().header("x-amz-storage-class")).isEqualTo("STANDARD_IA");
        assertThat(s3.last().header("x-amz-server-side-encryption")).isEqualTo("aws:kms");
        assertThat(s3.last().header("x-amz-server-side-encryption-aws-kms-key-id"))
                .isEqualTo("alias/ml");
        assertThat(s3.last().header("x-amz-expected-bucket-owner")).isEqualTo("123456789012");

        try (S3BlobStore store = s3.builder().encryptedByS3().open()) {
            store.create(BlobKey.of("a/b"), new byte[1]);
        }
        assertThat(s3.last().header("x-amz-server-side-encryption")).isEqualTo("AES256");
        assertThat(s3.last().header("x-amz-storage-class")).isNull();
    }

    @Test
    void eachReadNamesTheOwnerOfTheBucket() {
        Scripted s3 = new Scripted()
                .has("x")
                .answer(200, "<ListBucketResult><Name>b</Name><IsTruncated>false</IsTruncated></ListBucketResult>")
                .answer(204, "");
        try (S3BlobStore store = s3.builder().bucketOwner("123456789012").open()) {
            store.open(BlobKey.of("a/b"), ByteRange.first(0));
            store.list("", "", 10);
            store.delete(BlobKey.of("a/b"));
        }
        assertThat(s3.methods()).containsExactly("HEAD", "GET", "DELETE");
        assertThat(s3.asked()).allMatch(asked -> "123456789012".equals(asked.header("x-amz-expected-bucket-owner")));
    }
}
