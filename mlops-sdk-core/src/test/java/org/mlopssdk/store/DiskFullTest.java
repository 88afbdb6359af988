package org.mlopssdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.error.StorageException;

/** A file system of one mebibyte, mounted where the test is allowed to. */
class DiskFullTest {

    private static final byte[] TOO_MUCH = new byte[4 << 20];
    private static final byte[] HALF = new byte[1 << 19];

    @TempDir
    Path directory;

    private @Nullable SmallDisk disk;

    @BeforeEach
    void mount() {
        disk = SmallDisk.mountOrSkip(directory, "size=1m");
    }

    @AfterEach
    void unmount() {
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void putAndCreateFailWholeAndWorkAgainOnceThereIsSpace() throws IOException {
        DirectoryBlobStore store = DirectoryBlobStore.open(directory);
        Digest digest = store.put(Content.of(HALF));

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> store.put(Content.of(TOO_MUCH)))
                .withMessageContaining("No space left");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> store.create(BlobKey.of("runs/1"), TOO_MUCH))
                .withMessageContaining("No space left");
        assertThat(store.list("", "", 10)).containsExactly(digest.key());
        assertThat(store.confirm(digest)).isTrue();
        assertThat(directory.resolve("tmp")).isEmptyDirectory();

        byte[] other = HALF.clone();
        other[0] = 1;
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> store.put(Content.of(other)));
        store.delete(digest.key());
        assertThat(store.put(Content.of(other))).isEqualTo(Digest.of(other));
        assertThat(store.create(BlobKey.of("runs/1"), new byte[1000])).isEqualTo(Creation.CREATED);
    }

    @Test
    void aStoreIsNotMadeWhereThereIsNoSpaceForIt() throws IOException {
        Path filler = directory.resolve("tmp");
        Files.createDirectory(filler);
        try {
            Files.write(filler.resolve("filler"), TOO_MUCH);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }

        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> DirectoryBlobStore.open(directory));
        assertThat(directory.resolve("FORMAT")).doesNotExist();

        Files.delete(filler.resolve("filler"));
        assertThat(DirectoryBlobStore.open(directory).list("", "", 10)).isEmpty();
    }
}
