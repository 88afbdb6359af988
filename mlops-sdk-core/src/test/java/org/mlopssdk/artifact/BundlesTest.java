package org.mlopssdk.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.InvalidDataException;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.DirectoryBlobStore;
import org.mlopssdk.store.MemoryBlobStore;
import org.mlopssdk.store.ProgressListener;

/** Small files that lie together in one blob. */
class BundlesTest {

    @TempDir
    Path directory;

    private final BlobStore store = new MemoryBlobStore();
    private final ContentReader reader = new ContentReader(store);
    private final NewFiles files = new NewFiles();

    @AfterEach
    void close() {
        reader.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void add(String path, String text) {
        files.add(path, Content.of(bytes(text)));
    }

    private List<ArtifactFile> store() {
        return files.store(store, ProgressListener.NONE);
    }

    private ArtifactFiles read(List<ArtifactFile> stored) {
        return new ArtifactFiles("model/m/1", stored, reader);
    }

    private String blob(Digest digest) throws IOException {
        try (InputStream in = store.open(digest.key(), ByteRange.ALL).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Nested
    class Storing {

        @Test
        void putsSmallFilesTogetherInTheOrderOfTheirPaths() throws IOException {
            add("c", "three");
            add("a", "one");
            add("b/b", "two");

            List<ArtifactFile> stored = store();

            assertThat(stored).extracting(ArtifactFile::path).containsExactly("a", "b/b", "c");
            assertThat(stored).extracting(ArtifactFile::blob).containsOnly(Digest.of(bytes("onetwothree")));
            assertThat(stored).extracting(ArtifactFile::digest).contains(Digest.of(bytes("two")));
            assertThat(store.list("blobs/", "", 10)).hasSize(1);
            assertThat(blob(stored.get(0).blob())).isEqualTo("onetwothree");
        }

        @Test
        void keepsTheSameContentOnce() throws IOException {
            add("a", "same");
            add("b", "other");
            add("c", "same");
            add("d", "");

            List<ArtifactFile> stored = store();

            assertThat(blob(stored.get(0).blob())).isEqualTo("sameother");
            assertThat(stored.get(2).place()).isEqualTo(stored.get(0).place());
            assertThat(read(stored).verify(ProgressListener.NONE).isSound()).isTrue();
        }

        @Test
        void leavesASmallFileThatIsAloneAndWhatIsLargeOrOfUnknownLengthToThemselves() {
            add("small", "x");
            files.add("large", Content.of(new byte[Bundle.SMALL + 1]));
            files.add("unknown", out -> out.write(1));

            List<ArtifactFile> stored = store();

            assertThat(stored).extracting(ArtifactFile::place).containsOnlyNulls();
            assertThat(store.list("blobs/", "", 10)).hasSize(3);
        }

        @Test
        void beginsAnotherBundleWhereOneIsFull() {
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < 129; i++) {
                byte[] bytes = new byte[Bundle.SMALL];
                random.nextBytes(bytes);
                files.add("f" + (100 + i), Content.of(bytes));
            }
            add("g", "the second has two files");

            List<ArtifactFile> stored = store();

            assertThat(store.list("blobs/", "", 10)).hasSize(2);
            assertThat(stored.get(127).blob()).isEqualTo(stored.get(0).blob());
            assertThat(stored.get(128).blob()).isNotEqualTo(stored.get(0).blob());
            assertThat(stored.get(129).blob()).isEqualTo(stored.get(128).blob());
            assertThat(read(stored).verify(ProgressListener.NONE).isSound()).isTrue();
        }

        @Test
        void refusesContentThatIsNotAsLongAsItSays() {
            for (int length : new int[] {0, 2, 100_000}) {
                NewFiles lying = new NewFiles();
                lying.add("a", Content.of(bytes("x")));
                lying.add("b", new Content() {
                    @Override
                    public void writeTo(java.io.OutputStream out) throws IOException {
                        out.write(new byte[length]);
                    }

                    @Override
                    public OptionalLong size() {
                        return OptionalLong.of(1);
                    }
                });
                assertThatExceptionOfType(InvalidDataException.class)
                        .isThrownBy(() -> lying.store(store, ProgressListener.NONE))
                        .withMessageContaining("file b");
            }
        }

        @Test
        void refusesContentThatIsNotAsLongAsItSaysAlsoWhereItLiesAlone() {
            for (int length : new int[] {0, 1, Bundle.SMALL + 1}) {
                NewFiles lying = new NewFiles();
                lying.add("a", new Content() {
                    @Override
                    public void writeTo(java.io.OutputStream out) throws IOException {
                        out.write(new byte[length + 1]);
                    }

                    @Override
                    public OptionalLong size() {
                        return OptionalLong.of(length);
                    }
                });
                assertThatExceptionOfType(InvalidDataException.class)
                        .isThrownBy(() -> lying.store(store, ProgressListener.NONE))
                        .withMessageContaining("file a");
            }
        }

        @Test
        void putsAWholeDirectoryOfThemInOne() throws IOException {
            for (int i = 0; i < 10; i++) {
                Files.writeString(directory.resolve("file-" + i), "content " + i);
            }
            NewFiles ten = new NewFiles();
            ten.add(directory);

            assertThat(ten.store(store, ProgressListener.NONE))
                    .extracting(ArtifactFile::blob)
                    .hasSize(10)
                    .containsOnly(Digest.of(bytes("content 0content 1content 2content 3content 4"
                            + "content 5content 6content 7content 8content 9")));
        }
    }

    @Nested
    class Reading {

        private List<ArtifactFile> stored() {
            add("a.txt", "one");
            add("b/two.txt", "two");
            add("c.txt", "three");
            return store();
        }

        @Test
        void opensCopiesAndFindsEachFileByItself() throws IOException {
            ArtifactFiles read = read(stored());

            try (InputStream in = read.open("b/two.txt")) {
                assertThat(in.readAllBytes()).isEqualTo(bytes("two"));
            }
            assertThat(read.path("c.txt")).hasContent("three");
            assertThat(read.path("c.txt")).isEqualTo(read.path("c.txt"));
            Path target = read.materialize(directory.resolve("out"));
            assertThat(target.resolve("a.txt")).hasContent("one");
            assertThat(target.resolve("b/two.txt")).hasContent("two");
            assertThat(target.resolve("c.txt")).hasContent("three");
            assertThat(read.verify(ProgressListener.NONE)).hasToString("checked 3: all sound");
        }

        @Test
        void makesALocalCopyAlsoWhereTheBundleIsALocalFileAndAgainWhenSomebodyWroteIntoIt() throws IOException {
            DirectoryBlobStore local = DirectoryBlobStore.open(directory.resolve("store"));
            add("a.txt", "one");
            add("b.txt", "two");
            List<ArtifactFile> stored = files.store(local, ProgressListener.NONE);
            try (ContentReader localReader = new ContentReader(local)) {
                ArtifactFiles read = new ArtifactFiles("model/m/1", stored, localReader);
                Path copy = read.path("b.txt");
                assertThat(copy).hasContent("two");
                Files.writeString(copy, "too");
                assertThat(read.path("b.txt")).hasContent("two");
            }
        }

        @Test
        void neverHandsOutAFileOfABundleThatHasChanged() {
            List<ArtifactFile> stored = stored();
            Digest bundle = stored.get(0).blob();
            store.delete(bundle.key());
            store.create(bundle.key(), bytes("oneTwothree"));
            ArtifactFiles read = read(stored);

            assertThatExceptionOfType(CorruptedException.class)
                    .isThrownBy(() -> read.open("b/two.txt"))
                    .withMessageContaining("restore " + bundle.key());
            assertThatExceptionOfType(CorruptedException.class).isThrownBy(() -> read.path("b/two.txt"));
            assertThatExceptionOfType(CorruptedException.class)
                    .isThrownBy(() -> read.materialize(directory.resolve("out")));
            assertThat(directory).isEmptyDirectory();
            assertThat(read.verify(ProgressListener.NONE).findings())
                    .singleElement()
                    .hasToString(new Finding("model/m/1, file b/two.txt", "holds other bytes than its digest says")
                            .toString());
        }

        @Test
        void saysSoWhereTheBundleIsMissing() {
            List<ArtifactFile> stored = stored();
            store.delete(stored.get(0).blob().key());
            ArtifactFiles read = read(stored);

            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> read.open("a.txt"))
                    .withMessageContaining(stored.get(0).blob() + ": is not in the store");
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> read.materialize(directory.resolve("out")));
            assertThat(read.verify(ProgressListener.NONE).findings())
                    .hasSize(3)
                    .extracting(Finding::problem)
                    .containsOnly("is missing");
        }

        @Test
        void refusesAPlaceThatIsNotTheFiles() {
            List<ArtifactFile> stored = stored();
            Digest bundle = stored.get(0).blob();
            for (long offset : new long[] {1, 4, 11, 5_000_000, BlobStore.MAX_CREATE - 3}) {
                List<ArtifactFile> forged = new ArrayList<>(stored);
                forged.set(0, new ArtifactFile("a.txt", stored.get(0).digest(), 3, new BundlePlace(bundle, offset)));
                ArtifactFiles read = read(forged);

                assertThatExceptionOfType(CorruptedException.class).isThrownBy(() -> read.open("a.txt"));
                assertThatExceptionOfType(CorruptedException.class)
                        .isThrownBy(() -> read.materialize(directory.resolve("out")));
                assertThat(read.verify(ProgressListener.NONE).findings()).hasSize(1);
            }
        }

        @Test
        void readsOverlappingFilesAndOneWhoseBlobIsTheBundleItself() throws IOException {
            Digest bundle = store.put(Content.of(bytes("overlapping")));
            List<ArtifactFile> overlapping = Manifest.of(
                            List.of(
                                    new ArtifactFile("all", bundle, 11),
                                    new ArtifactFile("a", Digest.of(bytes("overlap")), 7, new BundlePlace(bundle, 0)),
                                    new ArtifactFile("b", Digest.of(bytes("lapping")), 7, new BundlePlace(bundle, 4))),
                            Metrics.none(),
                            Lineage.UNKNOWN,
                            null)
                    .files();

            Path target = read(overlapping).materialize(directory.resolve("out"));

            assertThat(target.resolve("all")).hasContent("overlapping");
            assertThat(target.resolve("a")).hasContent("overlap");
            assertThat(target.resolve("b")).hasContent("lapping");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThat(reader.copy(overlapping.get(0), out)).isEqualTo(7);
        }
    }
}
