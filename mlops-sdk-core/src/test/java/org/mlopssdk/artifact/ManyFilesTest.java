package org.mlopssdk.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.DirectoryBlobStore;
import org.mlopssdk.store.ForwardingBlobStore;
import org.mlopssdk.store.MemoryBlobStore;
import org.mlopssdk.store.Progress;
import org.mlopssdk.store.ProgressListener;

/** Files that a few threads work on at once: one order, one teller, one failure, and nobody left behind. */
class ManyFilesTest {

    private static final int LARGE = Bundle.SMALL + 1;

    @TempDir
    Path directory;

    private final NewFiles files = new NewFiles();

    private static Content content(int i) {
        byte[] bytes = new byte[LARGE];
        Arrays.fill(bytes, (byte) i);
        return Content.of(bytes);
    }

    private void addLarge(int count) {
        IntStream.range(0, count).forEach(i -> files.add("file-" + (100 + i), content(i)));
    }

    private static Set<Thread> atWork() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("mlops-files"))
                .forEach(threads::add);
        return threads;
    }

    @Test
    void areStoredByMoreThanOneThread() {
        CyclicBarrier together = new CyclicBarrier(2);
        BlobStore meeting = new ForwardingBlobStore(new MemoryBlobStore()) {
            @Override
            public Digest put(Content content) {
                try {
                    together.await(10, TimeUnit.MINUTES);
                } catch (Exception e) {
                    throw new IllegalStateException("nobody else came", e);
                }
                return super.put(content);
            }
        };
        addLarge(2);

        assertThat(files.store(meeting, ProgressListener.NONE)).hasSize(2);
    }

    @Test
    void areToldOnTheCallersThreadAndStandInTheOrderOfTheirPaths() {
        addLarge(40);
        files.add("a-stream", out -> out.write(1));
        List<Progress> told = new ArrayList<>();
        Set<Thread> tellers = ConcurrentHashMap.newKeySet();

        List<ArtifactFile> stored = files.store(new MemoryBlobStore(), progress -> {
            told.add(progress);
            tellers.add(Thread.currentThread());
        });

        assertThat(tellers).containsExactly(Thread.currentThread());
        assertThat(told)
                .extracting(Progress::done)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 41).mapToObj(Long::valueOf).toList());
        assertThat(stored).hasSize(41).isSortedAccordingTo(java.util.Comparator.comparing(ArtifactFile::path));
    }

    @Test
    void ofTheCallersOwnWritingAreWrittenOnTheCallersThread() {
        Set<Thread> writers = ConcurrentHashMap.newKeySet();
        addLarge(5);
        for (int i = 0; i < 5; i++) {
            files.add("stream-" + i, out -> writers.add(Thread.currentThread()));
        }

        files.store(new MemoryBlobStore(), ProgressListener.NONE);

        assertThat(writers).containsExactly(Thread.currentThread());
    }

    @Test
    void areAllGivenUpWithTheFirstFailureAndNobodyIsAtWorkAnyMore() {
        addLarge(50);
        Set<Digest> put = ConcurrentHashMap.newKeySet();
        BlobStore broken = new ForwardingBlobStore(new MemoryBlobStore()) {
            @Override
            public Digest put(Content content) {
                Digest digest = super.put(content);
                put.add(digest);
                throw new StorageException("the store", "is broken");
            }
        };

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> files.store(broken, ProgressListener.NONE))
                .withMessageContaining("is broken")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(put.size() - 1));
        assertThat(put).hasSizeLessThanOrEqualTo(4);
        assertThat(atWork().stream().filter(Thread::isAlive)).isEmpty();
    }

    @Test
    void areStoredAllTheSameForAnInterruptedThread() {
        DirectoryBlobStore store = DirectoryBlobStore.open(directory.resolve("store"));
        addLarge(20);

        Thread.currentThread().interrupt();
        List<ArtifactFile> stored = files.store(store, ProgressListener.NONE);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(stored).hasSize(20).allMatch(file -> store.confirm(file.digest()));
    }

    @Test
    void areGivenUpWhenTheListenerSaysSo() {
        DirectoryBlobStore store = DirectoryBlobStore.open(directory.resolve("store"));
        addLarge(50);
        CancellationException enough = new CancellationException("enough");
        List<Progress> told = new ArrayList<>();

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> files.store(store, progress -> {
                    told.add(progress);
                    throw enough;
                }))
                .isSameAs(enough);
        assertThat(told).hasSize(1);
        assertThat(directory.resolve("store/tmp")).isEmptyDirectory();
        assertThat(atWork()).isEmpty();
    }

    @Test
    void areGivenUpInTheMidstOfALargeOne() {
        DirectoryBlobStore store = DirectoryBlobStore.open(directory.resolve("store"));
        for (boolean known : new boolean[] {true, false}) {
            Content large = known
                    ? Content.of(new byte[20 << 20])
                    : out -> {
                        for (int i = 0; i < 20; i++) {
                            out.write(new byte[1 << 20]);
                        }
                    };
            NewFiles one = new NewFiles();
            one.add("large", large);
            List<Progress> told = new ArrayList<>();

            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> one.store(store, progress -> {
                        told.add(progress);
                        throw new CancellationException("enough");
                    }));

            assertThat(told)
                    .singleElement()
                    .satisfies(progress -> assertThat(progress.task()).isEqualTo("read large"));
            assertThat(store.list("blobs/", "", 1)).isEmpty();
            assertThat(directory.resolve("store/tmp")).isEmptyDirectory();
        }
    }

    @Test
    void areMaterializedWholeOrNotAtAll() throws IOException {
        BlobStore store = new MemoryBlobStore();
        addLarge(30);
        ArtifactFiles stored =
                new ArtifactFiles("model/m/1", files.store(store, ProgressListener.NONE), new ContentReader(store));

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> stored.materialize(directory.resolve("out"), progress -> {
                    throw new CancellationException("enough");
                }));
        assertThat(directory).isEmptyDirectory();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> stored.verify(progress -> {
                    throw new CancellationException("enough");
                }));

        Path target = stored.materialize(directory.resolve("out"));
        for (ArtifactFile file : stored.list()) {
            assertThat(Digest.of(Files.readAllBytes(target.resolve(file.path()))))
                    .isEqualTo(file.digest());
        }
    }
}
