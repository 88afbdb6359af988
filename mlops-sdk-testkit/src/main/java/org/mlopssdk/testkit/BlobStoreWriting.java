package org.mlopssdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.Digest;

/** The part of the contract that is about writing. */
abstract class BlobStoreWriting extends BlobStoreReading {

    private static final int RACERS = 16;
    private static final int ROUNDS = 10;

    /** Giving a key its content, once. */
    @Nested
    class Creating {

        @Test
        void theFirstWinsAndItsContentStays() throws IOException {
            assertThat(store.create(KEY, bytes(1, 10))).isEqualTo(Creation.CREATED);
            assertThat(store.create(KEY, bytes(2, 20))).isEqualTo(Creation.EXISTS);
            assertThat(store.create(KEY, bytes(1, 10)))
                    .as("the same bytes again")
                    .isEqualTo(Creation.EXISTS);

            assertThat(read(KEY)).isEqualTo(bytes(1, 10));
        }

        @Test
        void ofRacingThreadsExactlyOneWinsAndEachLoserSeesTheWinnersBytes() throws Exception {
            for (int round = 0; round < ROUNDS; round++) {
                BlobKey key = BlobKey.of("race/" + round);
                List<Creation> outcomes = Racing.race(RACERS, thread -> {
                    Creation outcome = store.create(key, bytes(thread, 1000));
                    if (outcome == Creation.CREATED) {
                        assertThat(read(key)).isEqualTo(bytes(thread, 1000));
                    } else {
                        assertThat(read(key)).isNotEqualTo(bytes(thread, 1000)).hasSize(1000);
                    }
                    return outcome;
                });

                assertThat(outcomes).as("round %s", round).containsOnlyOnce(Creation.CREATED);
                assertThat(read(key)).isEqualTo(bytes(outcomes.indexOf(Creation.CREATED), 1000));
            }
        }

        @Test
        void aReaderSeesAllOfTheContentOrNothing() throws Exception {
            byte[] content = bytes(1, 500_000);
            AtomicInteger round = new AtomicInteger();
            Racing.race(4, thread -> {
                while (round.get() < 2 * ROUNDS) {
                    BlobKey key = BlobKey.of("watched/" + round.get());
                    if (thread == 0) {
                        store.create(key, content);
                        round.incrementAndGet();
                    } else {
                        assertNothingOrAll(key, content);
                    }
                }
                return thread;
            });
        }

        private void assertNothingOrAll(BlobKey key, byte[] content) throws IOException {
            Optional<InputStream> opened = store.open(key, ByteRange.ALL);
            if (opened.isPresent()) {
                try (InputStream in = opened.get()) {
                    assertThat(in.readAllBytes()).isEqualTo(content);
                }
            }
        }

        @Test
        void eightMebibytesAreTaken() throws IOException {
            byte[] content = bytes(1, BlobStore.MAX_CREATE);

            assertThat(store.create(KEY, content)).isEqualTo(Creation.CREATED);
            assertThat(read(KEY)).isEqualTo(content);
        }

        @Test
        void oneByteMoreIsRefused() {
            byte[] content = new byte[BlobStore.MAX_CREATE + 1];

            assertThatIllegalArgumentException().isThrownBy(() -> store.create(KEY, content));
            assertThat(all()).isEmpty();
        }

        @Test
        void theContentIsWhatItWasAtTheCall() throws IOException {
            byte[] content = bytes(1, 1000);
            store.create(KEY, content);
            content[500]++;

            assertThat(read(KEY)).isEqualTo(bytes(1, 1000));
        }

        @Test
        void aDeletedKeyCanBeCreatedAnew() throws IOException {
            store.create(KEY, bytes(1, 10));
            store.delete(KEY);

            assertThat(store.create(KEY, bytes(2, 20))).isEqualTo(Creation.CREATED);
            assertThat(read(KEY)).isEqualTo(bytes(2, 20));
        }

        @Test
        void theBeginningOfAKeyIsCreatedOrRefusedButNeverSaidToExist() throws IOException {
            create("outer/inner");
            BlobKey outer = BlobKey.of("outer");
            try {
                assertThat(store.create(outer, bytes(1, 10))).isEqualTo(Creation.CREATED);
                assertThat(read(outer)).isEqualTo(bytes(1, 10));
            } catch (StorageException e) {
                assertThat(store.open(outer, ByteRange.ALL)).isEmpty();
            }
            assertThat(list("outer/", "", 10)).containsExactly("outer/inner");
        }

        @Test
        void keysMayBeLongAndDeep() throws IOException {
            String name = "n".repeat(128);
            for (String path : List.of(
                    name + "/" + name + "/" + name + "/" + "m".repeat(125),
                    "d/".repeat(255) + "dd",
                    "x." + "y-".repeat(63))) {
                create(path);

                assertThat(read(BlobKey.of(path))).isEqualTo(bytes(path.hashCode(), 5));
                assertThat(list(path, "", 2)).containsExactly(path);
            }
        }
    }

    /** Storing content under its digest. */
    @Nested
    class Putting {

        @Test
        void theDigestIsThatOfTheContent() throws IOException {
            for (int size : new int[] {0, 1, 65_536, 100_001}) {
                byte[] content = bytes(size, size);

                assertThat(store.put(Content.of(content))).isEqualTo(Digest.of(content));
                assertThat(read(Digest.of(content).key())).isEqualTo(content);
            }
        }

        @Test
        void theSameContentAgainChangesNothing() throws IOException {
            byte[] content = bytes(1, 5000);
            Digest digest = store.put(Content.of(content));

            assertThat(store.put(Content.of(content))).isEqualTo(digest);
            assertThat(read(digest.key())).isEqualTo(content);
            assertThat(all()).containsExactly(digest.key().path());
        }

        @Test
        void severalContentsAreStoredTogetherEachUnderItsDigest() throws IOException {
            List<byte[]> contents = List.of(bytes(1, 5000), bytes(2, 0), bytes(3, 100_001), bytes(1, 5000));
            List<Digest> digests =
                    store.putAll(contents.stream().map(Content::of).toList());

            assertThat(digests)
                    .as("in the order of the contents")
                    .containsExactlyElementsOf(contents.stream().map(Digest::of).toList());
            for (byte[] content : contents) {
                assertThat(read(Digest.of(content).key())).isEqualTo(content);
            }
            assertThat(all()).as("the same content once").hasSize(3);
            assertThat(store.putAll(List.of())).isEmpty();
        }

        @Test
        void manyThreadsStoreTheSameContentAtOnce() throws Exception {
            byte[] content = bytes(1, 200_000);
            List<Digest> digests = Racing.race(RACERS, thread -> {
                Digest digest = store.put(Content.of(content));
                assertThat(read(digest.key())).isEqualTo(content);
                return digest;
            });

            assertThat(digests).containsOnly(Digest.of(content));
            assertThat(all()).hasSize(1);
        }

        @Test
        void twentyMebibytesAreTakenInPiecesOfAnySize() throws IOException {
            byte[] content = bytes(1, 20 << 20);
            Digest digest = store.put(out -> {
                int written = 0;
                for (int piece = 1; written < content.length; piece = piece * 3 + 1) {
                    int length = Math.min(piece, content.length - written);
                    out.write(content, written, length);
                    written += length;
                }
            });

            assertThat(digest).isEqualTo(Digest.of(content));
            assertThat(Digest.of(read(digest.key()))).isEqualTo(digest);
        }

        @Test
        void aFileIsContentToo(@TempDir Path directory) throws IOException {
            Path file = Files.write(directory.resolve("file"), bytes(1, 300_000));

            Digest digest = store.put(Content.of(file));
            Files.delete(file);

            assertThat(digest).isEqualTo(Digest.of(bytes(1, 300_000)));
            assertThat(read(digest.key())).isEqualTo(bytes(1, 300_000));
        }

        @Test
        void nothingShowsBeforeTheContentIsWhole() {
            byte[] content = bytes(1, 300_000);
            Digest digest = store.put(out -> {
                out.write(content, 0, 200_000);
                out.flush();
                assertThat(store.open(digestOf(content).key(), ByteRange.ALL)).isEmpty();
                assertThat(store.confirm(digestOf(content))).isFalse();
                assertThat(all()).isEmpty();
                out.write(content, 200_000, 100_000);
            });

            assertThat(all()).containsExactly(digest.key().path());
        }

        private Digest digestOf(byte[] content) {
            return Digest.of(content);
        }

        @Test
        void contentThatFailsIsReportedAndLeavesNothing() {
            IOException broken = new IOException("the disk of the caller");

            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> store.put(out -> {
                        out.write(bytes(1, 200_000));
                        throw broken;
                    }))
                    .withRootCauseInstanceOf(IOException.class)
                    .withStackTraceContaining("the disk of the caller");
            assertThat(all()).isEmpty();
        }

        @Test
        void contentThatThrowsWhateverItLikesLeavesNothing() {
            assertThatThrownBy(() -> store.put(out -> {
                        out.write(bytes(1, 200_000));
                        throw new IllegalStateException("a fault of the caller");
                    }))
                    .hasStackTraceContaining("a fault of the caller");
            assertThat(all()).isEmpty();
            assertThat(store.confirm(Digest.of(bytes(1, 200_000)))).isFalse();
        }
    }
}
