package org.mlopssdk.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.error.StorageException;

/** What lies in a store's directory for temporary files when it is opened. */
class TemporaryFilesTest {
    private static final Content CONTENT = Content.of("content".getBytes(UTF_8));
    private static final int NOBODY = 65_534;

    @TempDir
    Path directory;

    private Path store;

    @BeforeEach
    void makeStore() {
        store = directory.resolve("store");
        DirectoryBlobStore.open(store).close();
    }

    private Path written(Path file, Duration ago) throws IOException {
        Files.writeString(file, "half of a mod");
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(ago)));
    }

    @Test
    void whatADeadWriterLeftADayAgoIsRemovedAndWhatOneIsWritingStays() throws IOException {
        written(store.resolve("tmp/dead"), Duration.ofHours(25));
        Path alive = written(store.resolve("tmp/alive"), Duration.ofHours(23));

        DirectoryBlobStore.open(store).close();

        assertThat(store.resolve("tmp")).isDirectoryContaining(alive::equals);
        assertThat(Files.list(store.resolve("tmp"))).hasSize(1);
    }

    @Test
    void aLinkThereIsNotFollowed() throws IOException {
        Path outside = written(directory.resolve("outside"), Duration.ofDays(30));
        Files.createSymbolicLink(store.resolve("tmp/link"), outside);

        DirectoryBlobStore.open(store).close();

        assertThat(outside).hasContent("half of a mod");
    }

    @Test
    void aLinkInPlaceOfTheDirectoryIsNotFollowed() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        written(outside.resolve("old"), Duration.ofDays(30));
        Files.delete(store.resolve("tmp"));
        Files.createSymbolicLink(store.resolve("tmp"), outside);

        assertThatThrownBy(() -> DirectoryBlobStore.open(store)).isInstanceOf(StorageException.class);

        assertThat(Files.list(outside)).containsExactly(outside.resolve("old"));
    }

    /** The superuser, say: files of its own, for itself alone, would make the store unreadable to its owner. */
    @Test
    void aStoreOfAnotherUserIsOpenedForReading() throws IOException {
        assumeTrue(mayGiveAway(store.resolve("tmp")), "only the superuser can give a directory away");

        try (DirectoryBlobStore opened = DirectoryBlobStore.open(store)) {
            assertThat(opened.list("", "", 10)).isEmpty();
            assertThatThrownBy(() -> opened.put(CONTENT))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("belongs to another user");
        }
    }

    private static boolean mayGiveAway(Path path) {
        try {
            Files.setAttribute(path, "unix:uid", NOBODY);
            return true;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
