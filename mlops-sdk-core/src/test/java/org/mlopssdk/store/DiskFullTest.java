package org.mlopssdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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

    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", directory.toString());
        if (!mounted) {
            String reason =
                    "No small file system can be mounted: this needs Linux and root, as in the container of the CI.";
            System.out.println("Skipped. " + reason);
            abort(reason);
        }
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", directory.toString())).isTrue();
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
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
