package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.ByteRange;

/** Reading, where connections break and stores answer something else. */
class ObjectStreamTest {

    private static final BlobKey KEY = BlobKey.of("a/b");

    private final Scripted s3 = new Scripted();

    /** Answers with text, of which only the first characters come over the wire where fewer are sent. */
    private ObjectStreamTest body(int status, String text, int sent, String... headers) {
        s3.answer((request, answer) -> {
            Breaking body = new Breaking(text.substring(0, sent), text.length());
            answer.code(status).header("Content-Length", "" + text.length()).body(body.answer());
            for (int i = 0; i < headers.length; i += 2) {
                answer.header(headers[i], headers[i + 1]);
            }
            return answer.build();
        });
        return this;
    }

    private ObjectStreamTest whole(String text, int sent) {
        return body(200, text, sent, "ETag", "\"e\"");
    }

    private ObjectStreamTest part(String text, int sent, String range, String tag) {
        return body(206, text, sent, "ETag", tag, "Content-Range", "bytes " + range);
    }

    private String read(ByteRange range) throws IOException {
        try (S3BlobStore store = s3.store();
                InputStream in = store.open(KEY, range).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whatBreaksOffGoesOnWhereItBrokeOff() throws IOException {
        whole("0123456789", 4).part("456789", 3, "4-9/10", "\"e\"").part("789", 3, "7-9/10", "\"e\"");

        assertThat(read(ByteRange.ALL)).isEqualTo("0123456789");
        assertThat(s3.asked())
                .extracting(asked -> asked.header("Range"))
                .containsExactly(null, "bytes=4-9", "bytes=7-9");
    }

    @Test
    void aRangeThatBreaksOffGoesOnWithinTheRange() throws IOException {
        part("23456", 2, "2-6/10", "\"e\"").part("456", 3, "4-6/10", "\"e\"");

        assertThat(read(new ByteRange(2, 5))).isEqualTo("23456");
        assertThat(s3.asked()).extracting(asked -> asked.header("Range")).containsExactly("bytes=2-6", "bytes=4-6");
    }

    @Test
    void whatNeverComesIsNoEnd() {
        whole("0123456789", 4);
        for (int i = 0; i < Attempts.MOST; i++) {
            s3.lost();
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> read(ByteRange.ALL))
                .withMessageStartingWith("s3://bucket/ml/a/b cannot be read beyond byte 4 of 10: ");
        assertThat(s3.asked()).hasSize(Attempts.MOST);
    }

    @Test
    void progressIsAnsweredWithPatience() throws IOException {
        String text = "x".repeat(100);
        whole(text, 1);
        for (int i = 1; i < 100; i++) {
            part(text.substring(i), 1, i + "-99/100", "\"e\"");
        }
        assertThat(read(ByteRange.ALL)).isEqualTo(text);
    }

    @Test
    void anObjectThatChangedIsNotGluedTogether() {
        whole("0123456789", 4).part("456789", 6, "4-9/10", "\"other\"");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> read(ByteRange.ALL))
                .withMessageContaining("the object has changed since");
    }

    @Test
    void anObjectThatIsGoneIsNoEnd() {
        whole("0123456789", 4);
        s3.error(404, "NoSuchKey");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> read(ByteRange.ALL))
                .withMessageContaining("NoSuchKey");
    }

    @ParameterizedTest
    @CsvSource({
        "200, 0123456789, ", // ignores the range
        "206, 23456, bytes 0-4/10", // another range
        "206, 234, bytes 2-4/10", // too little
        "206, 234567, bytes 2-7/10", // too much
        "206, 23456, bytes 2-6/*", // who knows
        "206, 23456, lines 2-6/10",
        "206, 23456, "
    })
    void anAnswerThatIsNotOfTheRangeIsRefused(int status, String text, String range) {
        if (range == null) {
            body(status, text, text.length(), "ETag", "\"e\"");
        } else {
            body(status, text, text.length(), "ETag", "\"e\"", "Content-Range", range);
        }
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> read(new ByteRange(2, 5)))
                .withMessageContaining("it does not know ranges");
    }

    @Test
    void anAnswerWithoutWhatObjectsHaveIsAskedForAgain() throws IOException {
        s3.answer(200, "<Error><Code>InternalError</Code></Error>");
        whole("0123456789", 10);

        assertThat(read(ByteRange.ALL)).isEqualTo("0123456789");
    }

    @Test
    void aRangeBeyondTheEndIsEmpty() throws IOException {
        s3.error(416, "InvalidRange");

        assertThat(read(new ByteRange(10, 5))).isEmpty();
    }

    @Test
    void absentIsAbsent() {
        s3.error(404, "NoSuchKey");

        try (S3BlobStore store = s3.store()) {
            assertThat(store.open(KEY, ByteRange.ALL)).isEmpty();
        }
        assertThat(s3.asked()).hasSize(1);
    }

    @Test
    void whatWasClosedIsNotReadAnew() throws IOException {
        whole("0123456789", 10);
        try (S3BlobStore store = s3.store()) {
            InputStream in = store.open(KEY, ByteRange.ALL).orElseThrow();
            assertThat(in.read()).isEqualTo('0');
            in.close();
            in.close();

            assertThatExceptionOfType(IOException.class).isThrownBy(in::read).withMessage("the stream is closed");
        }
        assertThat(s3.asked()).hasSize(1);
    }

    @Test
    void whoReadsWithAnInterruptReadsAllAndKeepsIt() throws IOException {
        whole("0123456789", 4).part("456789", 6, "4-9/10", "\"e\"");
        Thread.currentThread().interrupt();

        assertThat(read(ByteRange.ALL)).isEqualTo("0123456789");
        assertThat(Thread.interrupted()).isTrue();
    }
}
