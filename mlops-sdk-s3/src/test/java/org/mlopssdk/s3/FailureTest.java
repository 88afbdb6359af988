package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.s3.Failure.Kind;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Digest;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What failures mean, and what is said of them. */
class FailureTest {

    private static Failure answered(int status, String code, SdkHttpResponse.Builder answer) {
        return Failure.of(S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("so it says")
                        .sdkHttpResponse(answer.build())
                        .build())
                .build());
    }

    private static Kind kind(int status, String code) {
        return answered(status, code, SdkHttpResponse.builder()).kind();
    }

    @ParameterizedTest
    @CsvSource({
        "NoSuchKey, MISSING",
        "PreconditionFailed, PRECONDITION",
        "InvalidRange, BEYOND_END",
        "ConditionalRequestConflict, CONFLICT",
        "OperationAborted, CONFLICT",
        "SlowDown, BUSY",
        "BadDigest, BUSY",
        "XAmzContentSHA256Mismatch, BUSY",
        "RequestTimeTooSkewed, STALE",
        "ExpiredToken, STALE",
        "InternalError, LOST",
        "ServiceUnavailable, LOST",
        "RequestTimeout, LOST",
        "NotImplemented, REFUSED"
    })
    void aCodeThatIsKnownDecidesWhateverTheStatus(String code, Kind kind) {
        for (int status : new int[] {200, 301, 400, 403, 404, 409, 412, 500, 503}) {
            assertThat(kind(status, code)).as("%s with %s", code, status).isEqualTo(kind);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, LOST",
        "301, REFUSED",
        "400, LOST",
        "403, REFUSED",
        "404, LOST",
        "408, LOST",
        "409, CONFLICT",
        "412, PRECONDITION",
        "416, BEYOND_END",
        "429, BUSY",
        "500, LOST",
        "501, REFUSED",
        "502, LOST",
        "503, LOST",
        "504, LOST"
    })
    void withoutACodeTheStatusDecides(int status, Kind kind) {
        assertThat(kind(status, null)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "200, LOST",
        "301, REFUSED",
        "400, REFUSED",
        "403, REFUSED",
        "404, REFUSED",
        "409, REFUSED",
        "412, REFUSED",
        "500, LOST",
        "503, LOST"
    })
    void aCodeThatNobodyKnowsIsARefusalUnlessTheServerIsAtFault(int status, Kind kind) {
        assertThat(kind(status, "SomethingNew")).isEqualTo(kind);
    }

    @Test
    void withoutAnAnswerItDependsOnWhetherAnythingWasSent() {
        for (IOException sent : List.of(
                new SocketTimeoutException("timeout"),
                new EOFException(),
                new InterruptedIOException(),
                new IOException("unexpected end of stream"))) {
            assertThat(Failure.of(SdkClientException.create("no answer", sent)).kind())
                    .as("%s", sent)
                    .isEqualTo(Kind.LOST);
        }
        for (IOException unsent : List.of(new ConnectException("refused"), new UnknownHostException("nowhere"))) {
            assertThat(Failure.of(SdkClientException.create("no answer", unsent))
                            .kind())
                    .as("%s", unsent)
                    .isEqualTo(Kind.UNREACHED);
        }
        assertThat(Failure.of(SdkClientException.create("Unable to load credentials"))
                        .kind())
                .isEqualTo(Kind.REFUSED);
    }

    @Test
    void theStoreMayAskToBeLeftAlone() {
        assertThat(answered(503, "SlowDown", after("7")).retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(answered(
                                503,
                                "SlowDown",
                                after("Sun, 22 Nov 2026 10:00:30 GMT")
                                        .putHeader("Date", "Sun, 22 Nov 2026 10:00:00 GMT"))
                        .retryAfter())
                .contains(Duration.ofSeconds(30));
        for (String none : List.of("", "soon", "-1", "99999999999999", "Sun, 22 Nov 2026 09:00:00 GMT")) {
            assertThat(answered(503, "SlowDown", after(none).putHeader("Date", "Sun, 22 Nov 2026 10:00:00 GMT"))
                            .retryAfter())
                    .as(none)
                    .isEmpty();
        }
    }

    private static SdkHttpResponse.Builder after(String text) {
        return SdkHttpResponse.builder().putHeader("Retry-After", text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | AccessDenied | must be allowed s3:ListBucket",
                "403 | InvalidAccessKeyId | check the credentials",
                "403 | SignatureDoesNotMatch | check the credentials",
                "400 | ExpiredToken | renew them",
                "404 | NoSuchBucket | create the bucket, or mend the address",
                "301 | PermanentRedirect | set region(...)",
                "400 | AuthorizationHeaderMalformed | set region(...)",
                "400 | IllegalLocationConstraintException | set region(...)",
                "400 | KMS.NotFoundException | check encryptedByKms(...)",
                "400 | KMS.DisabledException | check encryptedByKms(...)",
                "400 | InvalidStorageClass | check storageClass(...)",
                "501 | NotImplemented | leave that setting out",
                "400 | SomethingNew | nothing was done",
                "503 | SlowDown | lower parallelism(...)",
                "500 | InternalError | come back later",
                "503 | ServiceUnavailable | come back later"
            })
    void eachFailureSaysWhatToDo(int status, String code, String advice) {
        Scripted s3 = new Scripted().error(status, code);
        try (S3BlobStore store = s3.store()) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> store.delete(BlobKey.of("a/b")))
                    .withMessageStartingWith("s3://bucket/ml/a/b: " + code + " (HTTP " + status)
                    .withMessageContaining("because of " + code)
                    .withMessageContaining(advice);
        }
    }

    @Test
    void whoeverAsksInTheWrongRegionIsToldTheRightOne() {
        Scripted s3 = new Scripted().answer(301, "", "x-amz-bucket-region", "eu-west-1");
        try (S3BlobStore store = s3.store()) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> store.confirm(Digest.of(new byte[0])))
                    .withMessageContaining("; the bucket is in eu-west-1; ")
                    .withMessageContaining("set region(...)");
        }
    }

    @Test
    void aStoreThatCannotBeReachedIsSaidToBeSo() {
        Scripted s3 = new Scripted().fails(new UnknownHostException("s3.example.org"));
        try (S3BlobStore store = s3.store()) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> store.open(BlobKey.of("a/b"), ByteRange.ALL))
                    .withMessageContaining("UnknownHostException: s3.example.org")
                    .withMessageContaining("check endpoint(...), AWS_ENDPOINT_URL_S3");
        }
    }

    @Test
    void aPageThatIsNotFoundIsNoAbsentObject() {
        Scripted s3 = new Scripted().answer(404, "<html>no such page</html>");
        try (S3BlobStore store = s3.store()) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> store.open(BlobKey.of("a/b"), ByteRange.ALL))
                    .withMessageContaining("no S3 service seems to be there");
        }
    }
}
