package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.error.InvalidDataException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.UnfinishedContent.Unfinished;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

class UploadTest {

    @TempDir
    Path directory;

    private BigFiles big;

    @BeforeEach
    void open() throws IOException {
        big = new BigFiles(directory);
    }

    @AfterEach
    void close() {
        Thread.interrupted();
        big.close();
    }

    private byte[] stored() throws IOException {
        return big.store
                .open(BigFiles.DIGEST.key(), ByteRange.ALL)
                .orElseThrow()
                .readAllBytes();
    }

    @Test
    void aFileIsSentInParts() throws IOException {
        assertThat(big.store.put(Content.of(big.file))).isEqualTo(BigFiles.DIGEST);
        assertThat(big.meddled.calls().stream().sorted())
                .containsExactly(
                        "completeMultipartUpload",
                        "createMultipartUpload",
                        "headObject",
                        "listMultipartUploads",
                        "uploadPart",
                        "uploadPart",
                        "uploadPart");
        assertThat(stored()).isEqualTo(BigFiles.CONTENT);
        assertThat(big.uploads()).isZero();
    }

    @Test
    void whatIsThereIsNotSentAgain() {
        big.store.put(Content.of(big.file));
        big.meddled.meddle((method, number, request) -> request.send());
        big.store.put(Content.of(big.file));
        assertThat(big.meddled.calls()).containsExactly("headObject");
    }

    @Test
    void aStreamIsSentInPartsToo() throws IOException {
        assertThat(big.store.put(out -> out.write(BigFiles.CONTENT))).isEqualTo(BigFiles.DIGEST);
        assertThat(big.meddled.count("uploadPart")).isEqualTo(BigFiles.PARTS);
        assertThat(stored()).isEqualTo(BigFiles.CONTENT);
    }

    @Test
    @Tag("heavy")
    void contentOfVeryManyPartsHasLargerOnes() throws IOException {
        try (Workers workers = new Workers(2)) {
            PartChecks checks = new PartChecks(BigFiles.PART);
            checks.update(BigFiles.CONTENT, 0, BigFiles.CONTENT.length);
            new MultipartUploads(big.bucket, big.attempts, workers, 2)
                    .put(new Hashed(big.file, BigFiles.CONTENT.length, BigFiles.DIGEST, checks), (sent, length) -> {});
        }
        assertThat(big.meddled.count("uploadPart")).isEqualTo(2);
        assertThat(stored()).isEqualTo(BigFiles.CONTENT);
    }

    @Test
    void tellsHowMuchIsSentAndStopsWhenAsked() {
        List<Long> told = new ArrayList<>();
        Thread caller = Thread.currentThread();
        Content content = new Content() {
            @Override
            public void writeTo(java.io.OutputStream out) throws IOException {
                out.write(BigFiles.CONTENT);
            }

            @Override
            public void onSent(long sent, long length) {
                assertThat(Thread.currentThread()).isSameAs(caller);
                assertThat(length).isEqualTo(BigFiles.CONTENT.length);
                told.add(sent);
                if (told.size() == 2) {
                    throw new CancellationException("enough");
                }
            }
        };
        assertThatThrownBy(() -> big.store.put(content))
                .isInstanceOf(CancellationException.class)
                .hasMessage("enough");
        assertThat(told).containsExactly((long) BigFiles.PART, 2L * BigFiles.PART);
        assertThat(big.isStored()).isFalse();
        assertThat(big.uploads()).isZero();
    }

    @Test
    @Tag("heavy")
    void aPartIsSentAgainWhereItsAnswerIsLost() throws IOException {
        big.meddled.meddle((method, number, request) -> {
            Object answer = request.send();
            if (method.equals("uploadPart") && number < 3) {
                throw BigFiles.lost();
            }
            return answer;
        });
        big.store.put(Content.of(big.file));
        assertThat(big.meddled.count("uploadPart")).isEqualTo(BigFiles.PARTS + 3);
        assertThat(stored()).isEqualTo(BigFiles.CONTENT);
    }

    @Test
    void aFileThatChangesOnTheWayIsNotStored() {
        byte[] changed = BigFiles.CONTENT.clone();
        changed[BigFiles.PART + 5]++;
        Content content = big.ofFile(() -> {
            try {
                Files.write(big.file, changed);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThatThrownBy(() -> big.store.put(content))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining(big.file.toString())
                .hasMessageContaining("changed while it was stored");
        assertThat(big.isStored()).isFalse();
        assertThat(big.uploads()).isZero();
    }

    @Test
    void aFileThatIsCutOrGoneOnTheWayIsNotStored() {
        assertThatThrownBy(() -> big.store.put(big.ofFile(() -> {
                    try {
                        Files.write(big.file, Arrays.copyOf(BigFiles.CONTENT, BigFiles.PART + 1));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })))
                .isInstanceOf(InvalidDataException.class);
        assertThatThrownBy(
                        () -> big.store.put(big.ofFile(() -> big.file.toFile().delete())))
                .isInstanceOf(StorageException.class);
        assertThat(big.isStored()).isFalse();
    }

    @Test
    void whatADeadProcessSentIsNotSentAgain() throws IOException {
        big.dieAtTheLastPart();
        big.meddled.meddle((method, number, request) -> request.send());
        big.store.put(Content.of(big.file));
        assertThat(big.meddled.count("createMultipartUpload")).isZero();
        assertThat(big.meddled.count("uploadPart")).isOne();
        assertThat(stored()).isEqualTo(BigFiles.CONTENT);
        assertThat(big.uploads()).isZero();
    }

    @Test
    void aPartOfADeadProcessThatHoldsOtherBytesIsSentAgain() throws IOException {
        String upload = big.client
                .createMultipartUpload(request -> request.bucket(big.bucketName).key(big.key()))
                .uploadId();
        big.client.uploadPart(
                request -> request.bucket(big.bucketName)
                        .key(big.key())
                        .uploadId(upload)
                        .partNumber(2),
                RequestBody.fromBytes(new byte[BigFiles.PART]));
        big.store.put(Content.of(big.file));
        assertThat(big.meddled.count("createMultipartUpload")).isZero();
        assertThat(big.meddled.count("uploadPart")).isEqualTo(BigFiles.PARTS);
        assertThat(stored()).isEqualTo(BigFiles.CONTENT);
    }

    @Test
    @Tag("heavy")
    void tagsThatAreNoMd5AreNotTrusted() throws IOException {
        big.dieAtTheLastPart();
        big.meddled.meddle((method, number, request) -> {
            Object answer = request.send();
            return answer instanceof ListPartsResponse parts
                    ? parts.toBuilder()
                            .parts(parts.parts().stream()
                                    .map(part ->
                                            part.toBuilder().eTag("\"opaque\"").build())
                                    .toList())
                            .build()
                    : answer;
        });
        big.store.put(Content.of(big.file));
        assertThat(big.meddled.count("createMultipartUpload")).isZero();
        assertThat(big.meddled.count("uploadPart")).isEqualTo(BigFiles.PARTS);
        assertThat(stored()).isEqualTo(BigFiles.CONTENT);
    }

    @Test
    @Tag("heavy")
    void anUploadWithPartsOfAnotherSizeIsLeftAlone() throws IOException {
        big.dieAtTheLastPart();
        big.meddled.meddle((method, number, request) -> request.send());
        big.open(6 << 20).put(Content.of(big.file));
        assertThat(big.meddled.count("createMultipartUpload")).isOne();
        assertThat(stored()).isEqualTo(BigFiles.CONTENT);
        assertThat(big.uploads()).isOne();
    }

    @Test
    @Tag("heavy")
    void whereUploadsCannotBeListedAllIsSent() throws IOException {
        big.dieAtTheLastPart();
        big.meddled.meddle((method, number, request) -> {
            if (method.startsWith("list")) {
                throw BigFiles.lost();
            }
            return request.send();
        });
        big.store.put(Content.of(big.file));
        assertThat(big.meddled.count("uploadPart")).isEqualTo(BigFiles.PARTS);
        assertThat(stored()).isEqualTo(BigFiles.CONTENT);
    }

    @Test
    void anEndWhoseAnswerIsLostIsAnEnd() throws IOException {
        big.meddled.meddle((method, number, request) -> {
            Object answer = request.send();
            if (method.equals("completeMultipartUpload")) {
                throw BigFiles.lost();
            }
            return answer;
        });
        big.store.put(Content.of(big.file));
        assertThat(big.meddled.count("completeMultipartUpload")).isOne();
        assertThat(big.meddled.count("headObject")).isEqualTo(2);
        assertThat(stored()).isEqualTo(BigFiles.CONTENT);
    }

    @Test
    @Tag("heavy")
    void anEndThatDidNotHappenIsTriedAgain() throws IOException {
        big.meddled.meddle((method, number, request) -> {
            if (method.equals("completeMultipartUpload") && number == 0) {
                throw BigFiles.lost();
            }
            if (method.equals("completeMultipartUpload") && number == 1) {
                return CompleteMultipartUploadResponse.builder().build(); // 200, and no object
            }
            return request.send();
        });
        big.store.put(Content.of(big.file));
        assertThat(big.meddled.count("completeMultipartUpload")).isEqualTo(3);
        assertThat(stored()).isEqualTo(BigFiles.CONTENT);
    }

    @Test
    @Tag("heavy")
    void anUploadThatAnotherWriterEndedIsDone() throws IOException {
        big.meddled.meddle((method, number, request) -> {
            if (method.equals("completeMultipartUpload")) {
                request.send();
            }
            return request.send();
        });
        big.store.put(Content.of(big.file));
        assertThat(big.meddled.count("createMultipartUpload")).isOne();
        assertThat(stored()).isEqualTo(BigFiles.CONTENT);
    }

    @Test
    void anUploadThatAnotherAbortedIsBegunAgain() throws IOException {
        big.meddled.meddle((method, number, request) -> {
            if (method.equals("uploadPart") && number == 2) {
                big.client
                        .listMultipartUploads(all -> all.bucket(big.bucketName))
                        .uploads()
                        .forEach(upload -> big.client.abortMultipartUpload(abort ->
                                abort.bucket(big.bucketName).key(upload.key()).uploadId(upload.uploadId())));
            }
            return request.send();
        });
        big.store.put(Content.of(big.file));
        assertThat(big.meddled.count("createMultipartUpload")).isEqualTo(2);
        assertThat(stored()).isEqualTo(BigFiles.CONTENT);
    }

    @Test
    @Tag("heavy")
    void aServerThatStoresNothingIsNotBelieved() {
        big.meddled.meddle((method, number, request) ->
                method.equals("uploadPart") ? UploadPartResponse.builder().build() : request.send());
        assertThatThrownBy(() -> big.store.put(Content.of(big.file))).isInstanceOf(StorageException.class);
        assertThat(big.isStored()).isFalse();
    }

    @Test
    void anInterruptBreaksNothing() throws IOException {
        Thread.currentThread().interrupt();
        big.store.put(new Content() {
            @Override
            public void writeTo(java.io.OutputStream out) throws IOException {
                Files.copy(big.file, out);
            }

            @Override
            public void onSent(long sent, long length) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(stored()).isEqualTo(BigFiles.CONTENT);
    }

    @Test
    void onlyUploadsOfWhichNothingWasHeardAreOrphans() throws IOException {
        big.dieAtTheLastPart();
        big.client.createMultipartUpload(
                request -> request.bucket(big.bucketName).key("somebody/elses"));
        assertThat(big.store.unfinished()).isEmpty();
        big.meddled.meddle((method, number, request) -> begunTwoDaysAgo(request.send()));
        assertThat(big.store.unfinished()).as("a part has arrived just now").isEmpty();
        big.meddled.meddle((method, number, request) -> arrivedTwoDaysAgo(begunTwoDaysAgo(request.send())));
        List<Unfinished> orphans = big.store.unfinished();
        assertThat(orphans).extracting(Unfinished::digest).containsExactly(BigFiles.DIGEST);
        assertThat(big.uploads()).isEqualTo(2);
        big.store.drop(orphans.get(0));
        big.store.drop(orphans.get(0));
        assertThat(big.uploads()).isOne();
        assertThat(big.store.unfinished()).isEmpty();
    }

    @Test
    void whereTheServerKeepsNoListThereAreNoOrphans() {
        big.meddled.meddle((method, number, request) -> {
            throw S3Exception.builder()
                    .statusCode(501)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("NotImplemented")
                            .errorMessage("not here")
                            .build())
                    .build();
        });
        assertThat(big.store.unfinished()).isEmpty();
    }

    private static Object begunTwoDaysAgo(Object answer) {
        Instant then = Instant.now().minus(Duration.ofDays(2));
        if (answer instanceof ListMultipartUploadsResponse uploads) {
            ListMultipartUploadsResponse.Builder changed = uploads.toBuilder()
                    .uploads(uploads.uploads().stream()
                            .map(upload -> upload.toBuilder().initiated(then).build())
                            .toList());
            changed.sdkHttpResponse(uploads.sdkHttpResponse());
            return changed.build();
        }
        return answer;
    }

    private static Object arrivedTwoDaysAgo(Object answer) {
        Instant then = Instant.now().minus(Duration.ofDays(2));
        return answer instanceof ListPartsResponse parts
                ? parts.toBuilder()
                        .parts(parts.parts().stream()
                                .map(part -> part.toBuilder().lastModified(then).build())
                                .toList())
                        .sdkHttpResponse(parts.sdkHttpResponse())
                        .build()
                : answer;
    }
}
