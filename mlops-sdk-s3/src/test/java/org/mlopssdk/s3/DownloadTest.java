package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.Progress;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

class DownloadTest {

    @TempDir
    Path directory;

    private BigFiles big;

    @BeforeEach
    void store() throws IOException {
        big = new BigFiles(directory);
        big.store.put(Content.of(big.file));
        big.meddled.meddle((method, number, request) -> request.send());
    }

    @AfterEach
    void close() {
        Thread.interrupted();
        big.close();
    }

    private Path file() {
        return big.store.file(BigFiles.DIGEST).orElseThrow();
    }

    /** Stores the same content in one piece, so that its tag is another. */
    private void storeInOnePiece(byte[] content) {
        big.client.putObject(request -> request.bucket(big.bucketName).key(big.key()), RequestBody.fromBytes(content));
    }

    @Test
    void aFileIsFetchedInPartsAndOnce() {
        Path file = file();
        assertThat(file).startsWith(big.cacheDirectory).hasBinaryContent(BigFiles.CONTENT);
        assertThat(file()).isEqualTo(file);
        assertThat(big.meddled.count("getObject")).isEqualTo(BigFiles.PARTS);
        assertThat(big.meddled.calls()).hasSize(BigFiles.PARTS);
    }

    @Test
    void smallContentIsFetchedInOneRequest() {
        Digest small = big.store.put(Content.of(new byte[] {1, 2, 3}));
        Digest empty = big.store.put(Content.of(new byte[0]));
        big.meddled.meddle((method, number, request) -> request.send());
        assertThat(big.store.file(small).orElseThrow()).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(big.meddled.calls()).containsExactly("getObject");
        assertThat(big.store.file(empty).orElseThrow()).isEmptyFile();
    }

    @Test
    void whatIsNotThereIsNotFetched() {
        assertThat(big.store.file(Digest.of(new byte[] {9}))).isEmpty();
        assertThat(big.meddled.calls()).containsExactly("getObject");
    }

    @Test
    void aPartThatBreaksOffOrEndsEarlyGoesOnFromThere() {
        List<String> ranges = new CopyOnWriteArrayList<>();
        big.meddled.meddle((method, number, request) -> {
            Object answer = request.send();
            String range = ((GetObjectResponse) ((ResponseInputStream<?>) answer).response()).contentRange();
            ranges.add(range);
            if (range.startsWith("bytes 0-")) {
                return BigFiles.cut(answer, 1_000_000, InputStream.nullInputStream());
            }
            return range.startsWith("bytes " + BigFiles.PART + "-")
                    ? BigFiles.cut(answer, 2_000_000, new Failing())
                    : answer;
        });
        assertThat(file()).hasBinaryContent(BigFiles.CONTENT);
        assertThat(big.meddled.count("getObject")).isEqualTo(BigFiles.PARTS + 2);
        assertThat(ranges)
                .anySatisfy(range -> assertThat(range).startsWith("bytes 1000000-"))
                .anySatisfy(range -> assertThat(range).startsWith("bytes " + (BigFiles.PART + 2_000_000) + "-"));
    }

    private static final class Failing extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("connection reset");
        }
    }

    @Test
    @Tag("heavy")
    void aPartThatAlwaysBreaksOffIsAFailureAndLeavesNothing() throws IOException {
        big.meddled.meddle((method, number, request) ->
                number == 0 ? request.send() : BigFiles.cut(request.send(), 0, InputStream.nullInputStream()));
        assertThatThrownBy(this::file).isInstanceOf(StorageException.class).hasMessageContaining("ended after byte");
        assertThat(big.cacheDirectory).isEmptyDirectory();
        big.meddled.meddle((method, number, request) -> request.send());
        assertThat(file()).hasBinaryContent(BigFiles.CONTENT);
    }

    @Test
    void aPartThatCrawlsGoesOnOverAnotherConnection() throws IOException {
        AtomicLong time = new AtomicLong();
        AtomicInteger bytes = new AtomicInteger();
        big.meddled.meddle((method, number, request) -> {
            Object answer = request.send();
            return number > 0
                    ? answer
                    : BigFiles.with(answer, new InputStream() {
                        private final InputStream in = (InputStream) answer;

                        @Override
                        public int read() throws IOException {
                            return in.read();
                        }

                        @Override
                        public int read(byte[] to, int offset, int length) throws IOException {
                            time.addAndGet(Duration.ofSeconds(4).toNanos());
                            bytes.incrementAndGet();
                            return in.read(to, offset, 1);
                        }
                    });
        });
        Path place = directory.resolve("fetched");
        try (Workers workers = new Workers(1);
                PartFile file = new PartFile(place, () -> {})) {
            new Download(big.bucket, big.attempts, workers, BigFiles.PART, time::get)
                    .fetch(BigFiles.DIGEST, file, progress -> {});
        }
        assertThat(place).hasBinaryContent(BigFiles.CONTENT);
        assertThat(bytes).hasValue(4);
    }

    @Test
    void anObjectThatIsStoredAnewMeanwhileIsFetchedFromTheBeginning() {
        big.meddled.meddle((method, number, request) -> {
            if (number == 1) {
                storeInOnePiece(BigFiles.CONTENT);
            }
            return request.send();
        });
        assertThat(file()).hasBinaryContent(BigFiles.CONTENT);
        assertThat(big.meddled.count("getObject")).isGreaterThan(BigFiles.PARTS);
    }

    @Test
    @Tag("heavy")
    void anObjectThatGoesMeanwhileIsNotThere() {
        big.meddled.meddle((method, number, request) -> {
            if (number == 1) {
                big.store.delete(BigFiles.DIGEST.key());
            }
            return request.send();
        });
        assertThat(big.store.file(BigFiles.DIGEST)).isEmpty();
        assertThat(big.cacheDirectory).isEmptyDirectory();
    }

    @Test
    void bytesThatAreNotThoseOfTheDigestAreNeverHandedOut() {
        byte[] bad = BigFiles.CONTENT.clone();
        bad[bad.length - 1]++;
        storeInOnePiece(bad);
        assertThatThrownBy(this::file)
                .isInstanceOf(CorruptedException.class)
                .hasMessageContaining("sha256:" + BigFiles.DIGEST)
                .hasMessageContaining("holds bytes of digest " + Digest.of(bad))
                .hasMessageContaining(BigFiles.DIGEST.key().path());
        assertThat(big.cacheDirectory).isEmptyDirectory();
        storeInOnePiece(Arrays.copyOf(BigFiles.CONTENT, 100));
        assertThatThrownBy(this::file).isInstanceOf(CorruptedException.class);
        storeInOnePiece(BigFiles.CONTENT);
        assertThat(file()).hasBinaryContent(BigFiles.CONTENT);
    }

    @Test
    @Tag("heavy")
    void bytesThatWereDamagedOnTheWayAreFetchedOnceMore() {
        big.meddled.meddle((method, number, request) -> {
            Object answer = request.send();
            return number > 0
                    ? answer
                    : BigFiles.with(answer, new InputStream() {
                        private final InputStream in = (InputStream) answer;

                        @Override
                        public int read() throws IOException {
                            return in.read();
                        }

                        @Override
                        public int read(byte[] to, int offset, int length) throws IOException {
                            int count = in.read(to, offset, length);
                            to[offset]++;
                            return count;
                        }
                    });
        });
        assertThat(file()).hasBinaryContent(BigFiles.CONTENT);
        assertThat(big.meddled.count("getObject")).isEqualTo(2 * BigFiles.PARTS);
    }

    @Test
    void tellsHowMuchHasComeAndStopsWhenAsked() {
        List<Progress> told = new ArrayList<>();
        Thread caller = Thread.currentThread();
        assertThatThrownBy(() -> big.store.file(BigFiles.DIGEST, progress -> {
                    assertThat(Thread.currentThread()).isSameAs(caller);
                    told.add(progress);
                    if (told.size() == 2) {
                        throw new CancellationException("enough");
                    }
                }))
                .isInstanceOf(CancellationException.class)
                .hasMessage("enough");
        assertThat(told).extracting(Progress::done).containsExactly((long) BigFiles.PART, 2L * BigFiles.PART);
        assertThat(told).allSatisfy(progress -> assertThat(progress.total()).isEqualTo(BigFiles.CONTENT.length));
        assertThat(big.cacheDirectory).isEmptyDirectory();
        assertThat(file()).hasBinaryContent(BigFiles.CONTENT);
    }

    @Test
    void aBadCopyIsFetchedAnewAndNotReportedAsABadStore() throws IOException {
        Path file = file();
        Files.write(file, new byte[10]);
        assertThat(file()).hasBinaryContent(BigFiles.CONTENT);
        assertThat(big.meddled.count("getObject")).isEqualTo(2 * BigFiles.PARTS);
    }

    @Test
    void anInterruptBreaksNothing() {
        Thread.currentThread().interrupt();
        Path file = big.store
                .file(BigFiles.DIGEST, progress -> Thread.currentThread().interrupt())
                .orElseThrow();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(file).hasBinaryContent(BigFiles.CONTENT);
    }
}
