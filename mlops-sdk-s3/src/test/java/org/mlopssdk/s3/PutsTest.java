package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;

/** Storing content under its digest. */
class PutsTest {

    private static final byte[] ABC = "abc".getBytes(StandardCharsets.UTF_8);

    private final Scripted s3 = new Scripted();

    @Test
    void contentUpToAPartIsOneRequestWithoutACondition() {
        s3.stored();
        try (S3BlobStore store = s3.store()) {
            assertThat(store.put(out -> out.write(ABC))).isEqualTo(Digest.of(ABC));
        }
        assertThat(s3.methods()).containsExactly("PUT");
        assertThat(s3.last().header("If-None-Match")).isNull();
        assertThat(s3.last().header("x-amz-content-sha256"))
                .isEqualTo(Digest.of(ABC).hex());
        assertThat(s3.last().url().encodedPath())
                .isEqualTo("/bucket/ml/" + Digest.of(ABC).key().path());
    }

    @Test
    void aLostAnswerIsAnsweredByStoringItAgain() {
        s3.lost()
                .error(500, "InternalError")
                .error(503, "SlowDown")
                .error(400, "BadDigest")
                .stored();
        try (S3BlobStore store = s3.store()) {
            assertThat(store.put(Content.of(ABC))).isEqualTo(Digest.of(ABC));
        }
        assertThat(s3.asked()).hasSize(5).allMatch(asked -> new String(asked.body()).equals("abc"));
    }

    @Test
    void whatWasNeverAcknowledgedIsAFailure() {
        s3.answer(200, "");
        try (S3BlobStore store = s3.store()) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> store.put(Content.of(ABC)))
                    .withMessageContaining("has no ETag");
        }
        assertThat(s3.asked()).hasSize(Attempts.MOST);
    }

    @Test
    void aStoreForReadingWritesNothing() {
        s3.has("x");
        try (S3BlobStore store = s3.builder().readOnly().open()) {
            assertThat(store.confirm(Digest.of(ABC))).isTrue();
            BlobKey key = BlobKey.of("a/b");
            List<Runnable> writes = List.of(
                    () -> store.create(key, ABC),
                    () -> store.put(Content.of(ABC)),
                    () -> store.putAll(List.of(Content.of(ABC))),
                    () -> store.delete(key));
            for (Runnable write : writes) {
                assertThatExceptionOfType(StorageException.class)
                        .isThrownBy(write::run)
                        .withMessage("s3://bucket/ml/: was opened for reading; open it without readOnly() to write");
            }
        }
        assertThat(s3.methods()).containsExactly("HEAD");
    }

    @Test
    void whatFitsInMemoryStaysThere() throws IOException {
        try (Spool spool = new Spool(3, Optional.empty())) {
            spool.write('a');
            spool.write(new byte[] {'x', 'b', 'c', 'x'}, 1, 2);

            assertThat(spool.isLong()).isFalse();
            assertThat(spool.bytes()).isEqualTo(ABC);
            assertThat(spool.digest()).isEqualTo(Digest.of(ABC));
        }
    }

    @Test
    void whatIsLongerLiesInAFileThatGoes() throws IOException {
        Path file;
        try (Spool spool = new Spool(3, Optional.empty())) {
            spool.write(ABC);
            spool.write('d');
            file = spool.file();

            assertThat(spool.isLong()).isTrue();
            assertThat(spool.length()).isEqualTo(4);
            assertThat(file).hasContent("abcd");
            assertThat(spool.digest()).isEqualTo(Digest.of("abcd".getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void whatLiesInAFileIsNotCopied(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "abcd");
        try (Spool spool = new Spool(3, Optional.of(file))) {
            Content.of(file).writeTo(spool);

            assertThat(spool.file()).isSameAs(file);
            assertThat(spool.digest()).isEqualTo(Digest.of("abcd".getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(file).exists();
    }
}
