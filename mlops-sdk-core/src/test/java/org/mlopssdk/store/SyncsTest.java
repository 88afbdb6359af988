package org.mlopssdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a failure to sync a directory means for the next attempt. */
class SyncsTest {

    private static final Path DIRECTORY = Path.of("directory");
    private static final IOException FAILED = new IOException("Input/output error");
    private static final IOException NOT_BEGUN =
            new SyncNotBegunException(DIRECTORY, new IOException("Too many open files"));

    private final OnlySyncs disk = new OnlySyncs();

    @Test
    void aSyncThatFailedIsFinal() throws IOException {
        Syncs syncs = Syncs.probe(disk, DIRECTORY);
        disk.failure = FAILED;
        assertThatIOException().isThrownBy(() -> syncs.entries(DIRECTORY)).isEqualTo(FAILED);
        disk.failure = null;
        assertThatIOException()
                .isThrownBy(() -> syncs.entries(DIRECTORY))
                .withMessageContaining("a later one proves nothing");
    }

    @Test
    void aSyncThatDidNotBeginCanBeTriedAgain() throws IOException {
        Syncs syncs = Syncs.probe(disk, DIRECTORY);
        disk.failure = NOT_BEGUN;
        assertThatIOException().isThrownBy(() -> syncs.entries(DIRECTORY)).isEqualTo(NOT_BEGUN);
        disk.failure = null;
        syncs.entries(DIRECTORY);
        assertThat(disk.synced).isEqualTo(2);
    }

    @Test
    void aDirectoryThatCannotBeOpenedNowDoesNotMakeAStoreThatIsNotDurable() throws IOException {
        disk.failure = NOT_BEGUN;
        assertThatExceptionOfType(SyncNotBegunException.class).isThrownBy(() -> Syncs.probe(disk, DIRECTORY));
        disk.failure = FAILED;
        assertThat(Syncs.probe(disk, DIRECTORY).supported())
                .as("it fails each time, and files can be synced")
                .isFalse();
    }

    private static final class OnlySyncs implements Disk {

        private @Nullable IOException failure;
        private int synced;

        @Override
        public void syncDirectory(Path directory) throws IOException {
            if (failure != null) {
                throw failure;
            }
            synced++;
        }

        @Override
        public NewFile createFile(Path file) {
            return new NewFile() {
                @Override
                public OutputStream out() {
                    return OutputStream.nullOutputStream();
                }

                @Override
                public void sync() {}

                @Override
                public void close() {}
            };
        }

        @Override
        public void createDirectory(Path directory) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void link(Path place, Path file) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void rename(Path file, Path place) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean delete(Path file) {
            return true;
        }
    }
}
