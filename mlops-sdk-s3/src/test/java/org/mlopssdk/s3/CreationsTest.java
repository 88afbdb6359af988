package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlopssdk.error.OutcomeUnknownException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.Creation;
import software.amazon.awssdk.core.SdkGlobalTime;

/** What becomes of a creation, however its requests and answers fare. */
class CreationsTest {

    private static final String OPERATION = "x-amz-meta-mlops-operation";
    private static final BlobKey KEY = BlobKey.of("journal/model/failure/1");

    private final Scripted s3 = new Scripted();

    /** What the SDK learnt of the server's clock holds for the whole JVM. */
    @AfterEach
    void forgetTheClock() {
        SdkGlobalTime.setGlobalTimeOffset(0);
    }

    private Creation create() {
        try (S3BlobStore store = s3.store()) {
            return store.create(KEY, "abc".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void oneRequestCreatesWhereNothingIs() {
        s3.stored();

        assertThat(create()).isEqualTo(Creation.CREATED);
        assertThat(s3.methods()).containsExactly("PUT");
        assertThat(s3.last().url()).hasToString("http://s3.example.org/bucket/ml/journal/model/failure/1");
        assertThat(s3.last().header("If-None-Match")).isEqualTo("*");
        assertThat(s3.last().header(OPERATION)).hasSize(36);
        assertThat(s3.last().header("Content-Length")).isEqualTo("3");
        assertThat(s3.last().body()).asString(StandardCharsets.UTF_8).isEqualTo("abc");
    }

    @Test
    void theStoreIsToldTheDigestInTheSignatureAndBesideIt() {
        s3.stored();
        create();

        // printf abc | sha256sum; printf abc | openssl dgst -sha256 -binary | base64
        assertThat(s3.last().header("x-amz-content-sha256"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(s3.last().header("x-amz-checksum-sha256")).isEqualTo("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
        assertThat(s3.last().header("Authorization"))
                .contains("x-amz-content-sha256")
                .contains("if-none-match");
    }

    @Test
    void whoeverFindsAnothersObjectInTheWayIsToldSo() {
        s3.error(412, "PreconditionFailed").has("another");

        assertThat(create()).isEqualTo(Creation.EXISTS);
        assertThat(s3.methods()).containsExactly("PUT", "HEAD");
    }

    @Test
    void anObjectWithoutAnOperationIsAnothers() {
        s3.error(412, "PreconditionFailed").answer(200, "", "ETag", "\"e\"", "Content-Length", "3");

        assertThat(create()).isEqualTo(Creation.EXISTS);
    }

    @Test
    void aRequestThatIsDeliveredTwiceMeetsItsOwnObject() {
        s3.error(412, "PreconditionFailed").hasOwn();

        assertThat(create()).isEqualTo(Creation.CREATED);
    }

    @Test
    void aLostAnswerIsLookedFor() {
        s3.lost().hasOwn();
        assertThat(create()).isEqualTo(Creation.CREATED);
        assertThat(s3.methods()).containsExactly("PUT", "HEAD");
    }

    @Test
    void aLostAnswerMayHaveBeenThatAnotherWasFirst() {
        s3.lost().has("another");

        assertThat(create()).isEqualTo(Creation.EXISTS);
    }

    @Test
    void nothingThereIsNoProofSoTheSameIsSentAgain() {
        s3.lost().hasNot().stored();

        assertThat(create()).isEqualTo(Creation.CREATED);
        assertThat(s3.methods()).containsExactly("PUT", "HEAD", "PUT");
        assertThat(s3.asked().get(2).header(OPERATION))
                .isEqualTo(s3.asked().get(0).header(OPERATION));
        assertThat(s3.asked().get(2).body()).isEqualTo(s3.asked().get(0).body());
    }

    @Test
    void aDelayedFirstRequestThatLandsBeforeTheSecondIsFoundOut() {
        s3.lost().hasNot().error(412, "PreconditionFailed").hasOwn();

        assertThat(create()).isEqualTo(Creation.CREATED);
        assertThat(s3.methods()).containsExactly("PUT", "HEAD", "PUT", "HEAD");
    }

    @ParameterizedTest
    @CsvSource({"409,ConditionalRequestConflict", "409,OperationAborted", "500,InternalError", "503,ServiceUnavailable"
    })
    void whatMayBeTriedAgainIs(int status, String code) {
        s3.error(status, code).hasNot().stored();

        assertThat(create()).isEqualTo(Creation.CREATED);
        assertThat(s3.methods()).containsExactly("PUT", "HEAD", "PUT");
    }

    @Test
    void theCodeDecidesAndNotTheStatus() {
        s3.error(409, "PreconditionFailed").has("another");
        assertThat(create()).isEqualTo(Creation.EXISTS);
        assertThat(s3.methods()).containsExactly("PUT", "HEAD");
    }

    @Test
    void anErrorInTheBodyOfAGoodAnswerIsNoAcknowledgement() {
        s3.error(200, "PreconditionFailed").has("another");
        assertThat(create()).isEqualTo(Creation.EXISTS);
    }

    @Test
    void whenNothingTellsTheOutcomeIsUnknown() {
        s3.lost();

        assertThatExceptionOfType(OutcomeUnknownException.class)
                .isThrownBy(this::create)
                .withMessageStartingWith(
                        "s3://bucket/ml/journal/model/failure/1: may or may not have been created, 8 of 8 attempts in ")
                .withMessageContaining("the connection was reset")
                .withMessageEndingWith("read it to know");
        assertThat(s3.time.now()).isLessThan(Attempts.BUDGET.multipliedBy(2));
    }

    @Test
    void nothingThereAfterTheLastLostAnswerIsNoProofEither() {
        for (int i = 0; i < Attempts.MOST; i++) {
            s3.lost().hasNot();
        }
        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(this::create);
        assertThat(s3.methods()).filteredOn("PUT"::equals).hasSize(Attempts.MOST);
        assertThat(s3.methods()).endsWith("PUT", "HEAD", "HEAD");
    }

    @Test
    void aRefusalAfterALostAnswerDoesNotUndoWhatTheFirstMayHaveDone() {
        s3.lost().hasNot().error(403, "AccessDenied");

        assertThatExceptionOfType(OutcomeUnknownException.class)
                .isThrownBy(this::create)
                .withMessageContaining("AccessDenied");
    }

    @Test
    void aRefusalAfterALostAnswerIsSettledByWhatIsThere() {
        s3.lost().hasNot().error(403, "AccessDenied").hasOwn();

        assertThat(create()).isEqualTo(Creation.CREATED);
    }

    @Test
    void aRefusalOfTheFirstRequestIsARefusal() {
        s3.error(403, "AccessDenied");

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(this::create)
                .withMessageContaining(
                        "AccessDenied (HTTP 403, request R1): because of AccessDenied; these credentials must be"
                                + " allowed");
        assertThat(s3.methods()).containsExactly("PUT");
    }

    @Test
    void aStoreThatIsTooBusyToTheEndDidNothing() {
        s3.error(503, "SlowDown", "Retry-After", "2");

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(this::create)
                .withMessageContaining("lower parallelism(...), or come back later");
        assertThat(s3.methods()).hasSize(Attempts.MOST + 1).endsWith("PUT", "HEAD");
        assertThat(s3.methods().subList(0, Attempts.MOST)).containsOnly("PUT");
        assertThat(s3.time.slept()).allMatch(pause -> pause.compareTo(Duration.ofSeconds(2)) >= 0);
    }

    @Test
    void aStoreThatWasBusyWhenItHadDoneItIsFoundOut() {
        s3.error(503, "SlowDown")
                .error(503, "SlowDown")
                .error(503, "SlowDown")
                .error(503, "SlowDown")
                .error(503, "SlowDown")
                .error(503, "SlowDown")
                .error(503, "SlowDown")
                .error(503, "SlowDown")
                .hasOwn();

        assertThat(create()).isEqualTo(Creation.CREATED);
    }

    @Test
    void whatIsInTheWayIsLookedAtUntilItIsSeen() {
        s3.error(412, "PreconditionFailed")
                .error(500, "InternalError")
                .error(503, "SlowDown")
                .has("another");

        assertThat(create()).isEqualTo(Creation.EXISTS);
        assertThat(s3.methods()).containsExactly("PUT", "HEAD", "HEAD", "HEAD");
    }

    @Test
    void whatIsInTheWayAndCannotBeSeenIsAskedForOnceMore() {
        s3.error(412, "PreconditionFailed").hasNot().stored();
        assertThat(create()).isEqualTo(Creation.CREATED);
    }

    @Test
    void whatIsInTheWayAndNeverSeenIsAFailure() {
        s3.error(412, "PreconditionFailed")
                .hasNot()
                .error(412, "PreconditionFailed")
                .hasNot();

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(this::create)
                .withMessageContaining("PreconditionFailed");
        assertThat(s3.methods()).containsExactly("PUT", "HEAD", "PUT", "HEAD");
    }

    @Test
    void aLostAnswerToTheLookIsNotTakenForNothing() {
        s3.lost().lost().error(412, "PreconditionFailed").lost().stored().hasOwn();

        assertThat(create()).isEqualTo(Creation.CREATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2000-01-01", "2040-01-01"})
    void aClockThatDiffersIsCorrectedOnce(String day) {
        String date = (day.equals("2000-01-01") ? "Sat, 01 Jan 2000" : "Sun, 01 Jan 2040") + " 12:00:00 GMT";
        s3.error(403, "RequestTimeTooSkewed", "Date", date).stored();

        assertThat(create()).isEqualTo(Creation.CREATED);
        assertThat(s3.asked().get(1).header("X-Amz-Date")).startsWith(day.replace("-", "") + "T12");
    }

    @Test
    void aClockThatDiffersStillIsAFailure() {
        s3.error(403, "RequestTimeTooSkewed", "Date", "Sat, 01 Jan 2000 12:00:00 GMT");

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(this::create)
                .withMessageContaining("set this machine's clock");
        assertThat(s3.methods()).containsExactly("PUT", "PUT");
    }

    @Test
    void googleIsAskedInItsOwnWords() {
        s3.stored();
        try (S3BlobStore store = s3.builder().googleConditions().open()) {
            store.create(KEY, new byte[3]);
        }
        assertThat(s3.last().header("x-goog-if-generation-match")).isEqualTo("0");
        assertThat(s3.last().header("Authorization")).contains("x-goog-if-generation-match");
        assertThat(s3.last().header("If-None-Match")).isNull();
        assertThat(s3.last().header("x-amz-checksum-sha256")).isNull();
    }
}
