package org.mlopssdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.error.StorageException;

/** Symbolic links that somebody planted in a store. */
class DirectoryLinksTest {

    private static final BlobKey KEY = BlobKey.of("runs/one/1");

    @TempDir
    Path directory;

    private Path root() {
        return directory.resolve("store");
    }

    private DirectoryBlobStore open() {
        return DirectoryBlobStore.open(root());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String read(BlobStore store, BlobKey key) throws IOException {
        try (InputStream in = store.open(key, ByteRange.ALL).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Nested
    class SymbolicLinks {

        private Path outside() throws IOException {
            return Files.createDirectories(directory.resolve("outside/one"));
        }

        @Test
        void atAKeyAreNeitherReadNorWrittenThrough() throws IOException {
            DirectoryBlobStore store = open();
            Path secret = Files.writeString(outside().resolve("secret"), "secret");
            Files.createDirectories(root().resolve("runs/one"));
            Files.createSymbolicLink(root().resolve(KEY.path()), secret);

            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> store.open(KEY, ByteRange.ALL))
                    .withMessageContaining("symbolic link");
            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> store.create(KEY, bytes("overwritten")));
            assertThat(secret).hasContent("secret");
        }

        @Test
        void toNowhereAreNotWrittenThrough() throws IOException {
            DirectoryBlobStore store = open();
            Path nowhere = outside().resolve("nowhere");
            Files.createDirectories(root().resolve("runs/one"));
            Files.createSymbolicLink(root().resolve(KEY.path()), nowhere);

            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> store.create(KEY, bytes("a")));
            assertThat(Files.exists(nowhere, LinkOption.NOFOLLOW_LINKS)).isFalse();
        }

        @Test
        void inPlaceOfContentAreNotConfirmedNorHandedOut() throws IOException {
            DirectoryBlobStore store = open();
            Digest digest = Digest.of(bytes("abc"));
            Path elsewhere = Files.writeString(outside().resolve("abc"), "abc");
            Path place = root().resolve(digest.key().path());
            Files.createDirectories(place.getParent());
            Files.createSymbolicLink(place, elsewhere);

            assertThat(isConfirmed(store, digest)).isFalse();
            assertThat(isHandedOut(store, digest)).isFalse();
        }

        @Test
        void inPlaceOfADirectoryOnTheWayAreNotReadThrough() throws IOException {
            DirectoryBlobStore store = open();
            Files.writeString(outside().resolve("1"), "secret");
            Files.createSymbolicLink(root().resolve("runs"), directory.resolve("outside"));

            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> store.open(KEY, ByteRange.ALL))
                    .withMessageContaining("symbolic link");
            assertThat(store.list("runs/", "", 10)).isEmpty();
        }

        @Test
        void inPlaceOfADirectoryOnTheWayAreNotWrittenThrough() throws IOException {
            DirectoryBlobStore store = open();
            Path outside = outside();
            Files.createSymbolicLink(root().resolve("runs"), directory.resolve("outside"));

            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> store.create(KEY, bytes("a")));
            assertThat(outside).isEmptyDirectory();
        }

        @Test
        void inPlaceOfADirectoryOnTheWayAreNotDeletedThrough() throws IOException {
            DirectoryBlobStore store = open();
            Path precious = Files.writeString(outside().resolve("1"), "precious");
            Files.createSymbolicLink(root().resolve("runs"), directory.resolve("outside"));

            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> store.delete(KEY));
            assertThat(precious).hasContent("precious");
        }

        @Test
        void inPlaceOfTheTemporaryDirectoryAreRefused() throws IOException {
            open();
            Files.delete(root().resolve("tmp"));
            Files.createSymbolicLink(root().resolve("tmp"), outside());

            assertThatExceptionOfType(StorageException.class).isThrownBy(DirectoryLinksTest.this::open);
        }

        @Test
        void toTheStoreItselfAreFollowed() throws IOException {
            open().create(KEY, bytes("a"));
            Path link = Files.createSymbolicLink(directory.resolve("link"), root());

            assertThat(read(DirectoryBlobStore.open(link), KEY)).isEqualTo("a");
        }

        private boolean isConfirmed(DirectoryBlobStore store, Digest digest) {
            try {
                return store.confirm(digest);
            } catch (StorageException e) {
                return false;
            }
        }

        private boolean isHandedOut(DirectoryBlobStore store, Digest digest) {
            try {
                return store.file(digest).isPresent();
            } catch (StorageException e) {
                return false;
            }
        }
    }
}
