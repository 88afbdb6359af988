package org.mlopssdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlopssdk.error.StorageException;

/** Content that is hashed and synced by threads behind the one that writes. */
class LargeContentTest {

    private static final int LARGE = 70 << 20;

    @TempDir
    Path directory;

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        return bytes;
    }

    private RecordedDisk disk() {
        return new RecordedDisk(LocalDisk.of(FileSystems.getDefault()));
    }

    private void assertStored(DirectoryBlobStore store, Digest digest, byte[] bytes) throws IOException {
        assertThat(digest).isEqualTo(Digest.of(bytes));
        assertThat(Files.readAllBytes(store.file(digest).orElseThrow())).isEqualTo(bytes);
        assertThat(directory.resolve("store/tmp")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                (1 << 17) - 1,
                1 << 17,
                (1 << 20) - 1,
                1 << 20,
                (1 << 20) + 1,
                (2 << 20) + 7,
                32 << 20,
                33 << 20
            })
    void ofAnyLengthIsStoredUnderTheDigestOfItsBytes(int length) throws IOException {
        DirectoryBlobStore store = DirectoryBlobStore.open(directory.resolve("store"));
        byte[] bytes = bytes(length);

        assertStored(store, store.put(Content.of(bytes)), bytes);
        assertThat(store.confirm(Digest.of(bytes))).isTrue();
    }

    @Test
    void inPiecesOfAnyLengthIsTheSame() throws IOException {
        DirectoryBlobStore store = DirectoryBlobStore.open(directory.resolve("store"));
        byte[] bytes = bytes(3_000_017);
        SplittableRandom random = new SplittableRandom(1);

        Digest digest = store.put(out -> {
            for (int done = 0; done < bytes.length; ) {
                int piece = Math.min(bytes.length - done, random.nextInt(300_000));
                out.write(bytes, done, piece);
                done += piece;
                if (done < bytes.length) {
                    out.write(bytes[done++]);
                }
            }
        });

        assertStored(store, digest, bytes);
    }

    @Test
    void isWhatWasWrittenWhateverBecomesOfTheArrayOrFileItCameFrom() throws IOException {
        DirectoryBlobStore store = DirectoryBlobStore.open(directory.resolve("store"));
        byte[] piece = new byte[1 << 20];

        Digest digest = store.put(out -> {
            for (int i = 0; i < 8; i++) {
                out.write(piece);
                piece[i]++; // while what was written is hashed elsewhere
            }
        });

        assertThat(Digest.of(Files.readAllBytes(store.file(digest).orElseThrow())))
                .isEqualTo(digest);
    }

    @Test
    void isStoredForAnInterruptedThread() throws IOException {
        DirectoryBlobStore store = DirectoryBlobStore.open(directory.resolve("store"));
        Path file = Files.write(directory.resolve("file"), bytes(LARGE));

        Thread.currentThread().interrupt();
        Digest digest = store.put(Content.of(file));

        assertThat(Thread.interrupted()).isTrue();
        assertStored(store, digest, bytes(LARGE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void isNotAcknowledgedIfAnySyncOnTheWayFails(int failing) {
        DirectoryBlobStore.open(directory.resolve("store"));
        AtomicInteger syncs = new AtomicInteger();
        Disk broken = new RecordedDisk(LocalDisk.of(FileSystems.getDefault())) {
            @Override
            void step(String step) throws IOException {
                if (step.equals("sync file") && syncs.incrementAndGet() == failing) {
                    throw new IOException("the disk is broken");
                }
            }
        };
        DirectoryBlobStore store = DirectoryBlobStore.open(directory.resolve("store"), broken);

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> store.put(Content.of(bytes(LARGE))))
                .withMessageContaining("the disk is broken");
        assertThat(store.list("blobs/", "", 1)).isEmpty();
        assertThat(directory.resolve("store/tmp")).isEmptyDirectory();
    }

    @Test
    void isSyncedOnTheWayAndOnceMoreAtTheEnd() throws IOException {
        RecordedDisk disk = disk();
        DirectoryBlobStore store = DirectoryBlobStore.open(directory.resolve("store"), disk);
        disk.forget();

        store.put(Content.of(bytes(LARGE)));

        assertThat(disk.steps())
                .startsWith("create file", "sync file", "sync file", "sync file", "close file")
                .containsSubsequence("link", "sync directory", "delete");
    }

    @Test
    void thatCannotBeReadToItsEndIsNotStoredAndLeavesNothing() {
        DirectoryBlobStore store = DirectoryBlobStore.open(directory.resolve("store"));

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> store.put(out -> {
                    writeSome(out);
                    throw new IOException("the source is broken");
                }))
                .withMessageContaining("the source is broken");
        assertThat(store.list("", "", 1)).isEmpty();
        assertThat(directory.resolve("store/tmp")).isEmptyDirectory();
    }

    private static void writeSome(OutputStream out) throws IOException {
        byte[] piece = bytes(1 << 20);
        for (int i = 0; i < 40; i++) {
            out.write(piece);
        }
    }
}
