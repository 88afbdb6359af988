package org.mlopssdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.error.UnsupportedFormatException;

/** What is special to directories; the rest of the contract is the testkit's. */
class DirectoryBlobStoreTest {

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

    private static List<Path> below(Path top) throws IOException {
        try (Stream<Path> paths = Files.walk(top)) {
            return paths.filter(path -> !path.equals(top)).toList();
        }
    }

    @Nested
    class Opening {

        @Test
        void makesTheStoreAndRecognisesItAgain() throws IOException {
            open().create(KEY, bytes("content"));

            assertThat(root().resolve("FORMAT")).hasContent("mlops-sdk-directory 1\n");
            assertThat(read(open(), KEY)).isEqualTo("content");
        }

        @Test
        void makesTheDirectoriesOnTheWay() {
            DirectoryBlobStore.open(directory.resolve("a/b/c"));

            assertThat(directory.resolve("a/b/c/FORMAT")).isRegularFile();
        }

        @Test
        void refusesANewerFormatAndTouchesNothing() throws IOException {
            Files.createDirectories(root());
            Files.writeString(root().resolve("FORMAT"), "mlops-sdk-directory 2\n");

            assertThatExceptionOfType(UnsupportedFormatException.class)
                    .isThrownBy(DirectoryBlobStoreTest.this::open)
                    .withMessageContainingAll("\"mlops-sdk-directory 2\"", "knows up to 1", "use a newer mlops-sdk");
            assertThat(below(root())).containsExactly(root().resolve("FORMAT"));
        }

        @Test
        void refusesWhatIsNoFormatOfThisLibraryAndTouchesNothing() throws IOException {
            Files.createDirectories(root());
            for (String foreign :
                    List.of("", "dvc 3", "mlops-sdk-directory", "mlops-sdk-directory one", "x".repeat(5000))) {
                Files.writeString(root().resolve("FORMAT"), foreign);

                assertThatExceptionOfType(UnsupportedFormatException.class)
                        .isThrownBy(DirectoryBlobStoreTest.this::open)
                        .withMessageContainingAll("not of this library", "name an empty or a new directory");
                assertThat(below(root())).containsExactly(root().resolve("FORMAT"));
            }
        }

        @Test
        void refusesADirectoryOfOtherThingsAndNamesThem() throws IOException {
            Files.createDirectories(root());
            Files.writeString(root().resolve("thesis.tex"), "mine");

            assertThatExceptionOfType(UnsupportedFormatException.class)
                    .isThrownBy(DirectoryBlobStoreTest.this::open)
                    .withMessage(root()
                            + ": is not a store and not empty, it holds [thesis.tex]; name an empty or a new"
                            + " directory");
            assertThat(below(root())).containsExactly(root().resolve("thesis.tex"));
        }

        @Test
        void refusesAFile() throws IOException {
            Files.writeString(root(), "a file");

            assertThatExceptionOfType(UnsupportedFormatException.class)
                    .isThrownBy(DirectoryBlobStoreTest.this::open)
                    .withMessage(root() + ": is a file; a store is a directory");
        }

        @Test
        void goesOnWhereAnotherProcessDiedWhileMakingTheStore() throws IOException {
            Files.createDirectories(root().resolve("tmp"));
            Files.writeString(root().resolve("tmp/left-behind"), "half a format");

            assertThat(open().create(KEY, bytes("content"))).isEqualTo(Creation.CREATED);
        }

        @Test
        void byManyAtOnceMakesOneStore() throws Exception {
            int racers = 8;
            for (int round = 0; round < 10; round++) {
                Path shared = directory.resolve("shared-" + round);
                BlobKey key = BlobKey.of("race/key");
                CyclicBarrier start = new CyclicBarrier(racers);
                ExecutorService executor = Executors.newFixedThreadPool(racers);
                try {
                    List<Callable<Creation>> openers = new ArrayList<>();
                    for (int i = 0; i < racers; i++) {
                        openers.add(() -> {
                            start.await();
                            return DirectoryBlobStore.open(shared).create(key, new byte[] {1});
                        });
                    }
                    List<Creation> outcomes = new ArrayList<>();
                    for (Future<Creation> outcome : executor.invokeAll(openers)) {
                        outcomes.add(outcome.get());
                    }
                    assertThat(outcomes).containsOnlyOnce(Creation.CREATED);
                } finally {
                    executor.shutdownNow();
                }
                assertThat(shared.resolve("tmp")).isEmptyDirectory();
            }
        }

        @Test
        void worksForAnInterruptedThread() {
            Thread.currentThread().interrupt();
            try {
                assertThat(open().create(KEY, bytes("content"))).isEqualTo(Creation.CREATED);
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            } finally {
                Thread.interrupted();
            }
        }
    }

    @Nested
    class TheFilesOfAStore {

        @Test
        void lieWhereTheLayoutSays() {
            DirectoryBlobStore store = open();
            store.create(KEY, bytes("a"));
            Digest digest = store.put(Content.of(bytes("abc")));

            assertThat(root().resolve("runs/one/1")).hasContent("a");
            assertThat(root().resolve("blobs/sha256/ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"))
                    .hasContent("abc");
            assertThat(store.file(digest)).hasValue(root().resolve(digest.key().path()));
            assertThat(store.file(Digest.of(bytes("absent")))).isEmpty();
        }

        @Test
        void belongToTheirOwnerAloneWhateverTheUmask() throws IOException {
            DirectoryBlobStore store = open();
            store.create(KEY, bytes("a"));
            store.put(Content.of(bytes("b")));
            store.put(out -> {
                for (Path written : below(root().resolve("tmp"))) {
                    assertMode(written, "rw-------");
                }
                out.write(1);
            });

            for (Path path : below(root())) {
                assertMode(path, Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }

        private void assertMode(Path path, String mode) throws IOException {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .as(path.toString())
                    .isEqualTo(mode);
        }

        @Test
        void arePublishedByALinkAndNoTemporaryNameStays() throws IOException {
            DirectoryBlobStore store = open();
            assertThat(store.create(KEY, bytes("a"))).isEqualTo(Creation.CREATED);
            assertThat(store.create(KEY, bytes("lost"))).isEqualTo(Creation.EXISTS);
            assertThat(read(store, KEY)).isEqualTo("a");
            store.put(Content.of(bytes("b")));
            store.put(Content.of(bytes("b")));
            assertThatThrownBy(() -> store.put(out -> {
                        out.write(new byte[100_000]);
                        throw new IOException("broken");
                    }))
                    .isInstanceOf(StorageException.class);
            assertThatThrownBy(() -> store.put(out -> {
                        throw new IllegalStateException("broken");
                    }))
                    .isInstanceOf(IllegalStateException.class);

            assertThat(root().resolve("tmp")).isEmptyDirectory();
            assertThat(Files.getAttribute(root().resolve(KEY.path()), "unix:nlink"))
                    .isEqualTo(1);
        }

        @Test
        void thatWereDeletedLeaveTheirDirectoryForTheNext() throws IOException {
            DirectoryBlobStore store = open();
            store.create(KEY, bytes("a"));
            store.delete(KEY);
            store.delete(BlobKey.of("runs/one"));

            assertThat(root().resolve("runs/one"))
                    .as("another thread may be about to link here")
                    .isDirectory();
            assertThat(store.create(KEY, bytes("b"))).isEqualTo(Creation.CREATED);
            assertThat(read(store, KEY)).isEqualTo("b");
        }

        @Test
        void areNoStrangersWhileTheyAreMoved() throws Exception {
            DirectoryBlobStore store = open();
            BlobKey aside = BlobKey.of("trash/one/" + "a".repeat(62));
            store.create(KEY, bytes("a"));
            AtomicBoolean looking = new AtomicBoolean(true);
            ExecutorService mover = Executors.newSingleThreadExecutor();
            Future<?> moving = mover.submit(() -> {
                while (looking.get()) {
                    store.move(KEY, aside);
                    store.move(aside, KEY);
                }
            });
            try {
                for (int i = 0; i < 2000; i++) {
                    assertThat(store.strays()).isEmpty();
                }
            } finally {
                looking.set(false);
                mover.shutdown();
            }
            moving.get();
        }

        @Test
        void ofOtherHandsAreNotListed() throws IOException {
            DirectoryBlobStore store = open();
            store.create(KEY, bytes("a"));
            Files.writeString(root().resolve("runs/one/.DS_Store"), "x");
            Files.writeString(root().resolve("runs/one/Notes of mine.txt"), "x");
            Files.writeString(root().resolve("tmp/left-behind"), "x");

            assertThat(store.list("", "", 1000)).containsExactly(KEY);
        }
    }
}
