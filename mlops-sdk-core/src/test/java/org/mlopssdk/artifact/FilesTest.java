package org.mlopssdk.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.error.ConflictException;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.InvalidDataException;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.ForwardingBlobStore;
import org.mlopssdk.store.LocalFiles;
import org.mlopssdk.store.MemoryBlobStore;
import org.mlopssdk.store.Progress;
import org.mlopssdk.store.ProgressListener;

/** Files into a store and out of it again. */
class FilesTest {

    @TempDir
    Path directory;

    private final BlobStore store = new MemoryBlobStore();
    private final ContentReader reader = new ContentReader(store);
    private final NewFiles files = new NewFiles();

    @AfterEach
    void close() {
        reader.close();
    }

    private ArtifactFiles stored() {
        return new ArtifactFiles(
                "model/m/1",
                Manifest.of(
                                files.store(store, ProgressListener.NONE),
                                org.mlopssdk.metric.Metrics.none(),
                                Lineage.UNKNOWN,
                                null)
                        .files(),
                reader);
    }

    private Path write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Nested
    class Adding {

        @Test
        void aFileKeepsItsName() throws IOException {
            files.add(write("sensors.csv", "x"));
            assertThat(stored().list()).extracting(ArtifactFile::path).containsExactly("sensors.csv");
        }

        @Test
        void aDirectoryKeepsThePathsBelowIt() throws IOException {
            write("tree/b/two.txt", "2");
            write("tree/a.txt", "1");
            files.add(directory.resolve("tree"));
            files.add("copy", directory.resolve("tree"));
            assertThat(stored().list())
                    .extracting(ArtifactFile::path)
                    .containsExactly("a.txt", "b/two.txt", "copy/a.txt", "copy/b/two.txt");
        }

        @Test
        void bytesAndWritersAndAttachmentsAreFilesToo() throws IOException {
            files.add("a", Content.of(bytes("one")));
            files.add("b", out -> out.write(bytes("two")));
            Attachment attachment = new Attachment() {
                @Override
                public String path() {
                    return "c.txt";
                }

                @Override
                public void writeTo(OutputStream out) throws IOException {
                    out.write('3');
                    out.flush();
                }
            };
            files.add(attachment.path(), attachment);
            ArtifactFiles stored = stored();
            assertThat(stored.list()).extracting(ArtifactFile::size).containsExactly(3L, 3L, 1L);
            assertThat(stored.attachment(new TextFormat("c.txt"))).isEqualTo("3");
            assertThat(stored.toString()).contains("model/m/1").contains("a (3 bytes");
        }

        @Test
        void unchangedContentIsStoredOnce() {
            files.add("a", Content.of(bytes("same")));
            files.add("b", Content.of(bytes("same")));
            assertThat(stored().list()).hasSize(2);
            assertThat(store.list("blobs/", "", 100)).hasSize(1);
        }

        @Test
        void whatIsNotThereIsRefusedAtOnce() {
            assertThatThrownBy(() -> files.add(directory.resolve("no-such-file.csv")))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("no-such-file.csv")
                    .hasMessageContaining("check the path");
        }

        @Test
        void aLinkInATreeIsRefused() throws IOException {
            write("tree/a.txt", "1");
            Files.createSymbolicLink(directory.resolve("tree/link"), directory.resolve("tree/a.txt"));
            assertThatThrownBy(() -> files.add(directory.resolve("tree")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is a link");
        }

        @Test
        void aFileThatChangesWhileItIsReadIsRefusedAndThereIsNoVersion() throws IOException {
            Path file = write("growing.csv", "x");
            BlobStore growing = new MemoryBlobStore();
            NewFiles changing = new NewFiles();
            changing.add(file);
            ProgressListener none = ProgressListener.NONE;
            BlobStore slow = new GrowingWhileRead(growing, file);
            assertThatThrownBy(() -> changing.store(slow, none))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageContaining("growing.csv")
                    .hasMessageContaining("changed while it was read");
        }

        @Test
        void aFileThatVanishesIsAClearError() throws IOException {
            Path file = write("gone.csv", "x");
            files.add(file);
            Files.delete(file);
            assertThatThrownBy(FilesTest.this::stored)
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("gone.csv");
        }

        @Test
        void aPathTwiceOrInAnotherCaseOrBelowAFileIsRefused() {
            Content some = Content.of(bytes("x"));
            assertRefused("stands twice", "a.txt", "a.txt");
            assertRefused("differ only in case", "Data/a.txt", "data/b.txt");
            assertRefused("is a file, and", "a", "a/b");
            files.add("a/b", some);
            files.add("a/c", some);
            assertThat(stored().list()).hasSize(2);
        }

        private void assertRefused(String why, String... paths) {
            NewFiles some = new NewFiles();
            for (String path : paths) {
                some.add(path, Content.of(bytes("x")));
            }
            assertThatThrownBy(() -> some.store(store, ProgressListener.NONE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(why);
        }

        @Test
        void whatAListenerThrowsBreaksNothing() {
            files.add("a", Content.of(bytes("x")));
            List<Progress> told = new ArrayList<>();
            files.store(store, progress -> {
                told.add(progress);
                throw new IllegalStateException("a broken listener");
            });
            assertThat(told).singleElement().hasToString("store a 1 of 1 (100 %)");
        }
    }

    @Nested
    class Reading {

        @Test
        void materializesTheWholeTreeOrNothing() throws IOException {
            files.add("a.txt", Content.of(bytes("1")));
            files.add("b/two.txt", Content.of(bytes("2")));
            ArtifactFiles stored = stored();
            Path target = stored.materialize(directory.resolve("out"));
            assertThat(target.resolve("a.txt")).hasContent("1");
            assertThat(target.resolve("b/two.txt")).hasContent("2");
            assertThatThrownBy(() -> stored.materialize(target))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("not empty");
            Files.createDirectory(directory.resolve("empty"));
            assertThat(stored.materialize(directory.resolve("empty")).resolve("a.txt"))
                    .exists();
            assertThatThrownBy(() -> stored.materialize(target.resolve("a.txt")))
                    .isInstanceOf(StorageException.class);
            try (Stream<Path> left = Files.list(directory)) {
                assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("out", "empty");
            }
        }

        @Test
        void givesALocalPathForContentThatIsInNoFile() throws IOException {
            files.add("a.txt", Content.of(bytes("1")));
            ArtifactFiles stored = stored();
            Path path = stored.path("a.txt");
            assertThat(path).hasContent("1");
            assertThat(stored.path("a.txt")).isEqualTo(path);
            assertThat(stored.verify(ProgressListener.NONE).toString()).isEqualTo("checked 1: all sound");
            reader.close();
            assertThat(path).doesNotExist();
        }

        @Test
        void looksOnceMoreForAFileThatIsSetAsideBeforeItIsRead() {
            Digest digest = store.put(Content.of(bytes("1")));
            List<Path> gone = new ArrayList<>(List.of(directory.resolve("gone")));
            try (ContentReader late = new ContentReader(new MovingStore(store, gone))) {
                assertThat(late.file(digest)).hasContent("1");
            }
            assertThat(gone).isEmpty();
        }

        @Test
        void namesTheFilesThereAreWhenOneIsAskedForThatIsNot() {
            files.add("a.txt", Content.of(bytes("1")));
            ArtifactFiles stored = stored();
            assertThatThrownBy(() -> stored.open("b.txt"))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessage("model/m/1: has no file \"b.txt\"; it has [a.txt]");
            assertThatThrownBy(() -> stored.attachment(new TextFormat("profile.json")))
                    .isInstanceOf(NotFoundException.class);
        }

        @Test
        void refusesContentThatIsMissingOrTooLong() {
            Digest digest = store.put(Content.of(bytes("123")));
            assertThatThrownBy(() -> reader.bytes(digest, 2)).isInstanceOf(CorruptedException.class);
            assertThat(reader.bytes(digest, 3)).isEqualTo(bytes("123"));
            store.delete(digest.key());
            assertThatThrownBy(() -> reader.bytes(digest, 3)).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> reader.file(digest)).isInstanceOf(NotFoundException.class);
            assertThat(reader.problem(digest)).contains("is missing");
        }

        @Test
        void neverHandsOutContentThatIsNotWhatItsDigestSays() {
            Digest digest = Digest.of(bytes("right"));
            store.create(digest.key(), bytes("wrong"));
            assertThatThrownBy(() -> reader.bytes(digest, 100)).isInstanceOf(CorruptedException.class);
            assertThatThrownBy(() -> reader.file(digest)).isInstanceOf(CorruptedException.class);
            assertThat(reader.problem(digest)).contains("holds other bytes than its digest says");
        }
    }

    /** Its files have moved when somebody comes to read them, and have no place of their own then. */
    private static final class MovingStore extends ForwardingBlobStore implements LocalFiles {

        private final List<Path> moved;

        MovingStore(BlobStore store, List<Path> moved) {
            super(store);
            this.moved = moved;
        }

        @Override
        public Optional<Path> file(Digest digest) {
            return moved.isEmpty() ? Optional.empty() : Optional.of(moved.remove(0));
        }
    }

    private record TextFormat(String path) implements AttachmentFormat<String> {
        @Override
        public String read(InputStream in) throws IOException {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
