package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.Progress;
import org.mlopssdk.store.ProgressListener;
import org.mlopssdk.testkit.ManualClock;

class LocalCacheTest {

    private static final int SIZE = 1000;

    @TempDir
    Path temporary;

    private final ManualClock clock = ManualClock.at(Instant.now());
    private final AtomicInteger fetches = new AtomicInteger();
    private Path root;
    private LocalCache cache;

    @BeforeEach
    void open() {
        root = temporary.resolve("cache");
        cache = cache(10 * SIZE);
    }

    /** As another process has it: it has verified nothing. */
    private LocalCache cache(long maxBytes) {
        CacheDirectory directory = new CacheDirectory(root, maxBytes, Duration.ofMinutes(1), clock);
        directory.open();
        return new LocalCache(directory, false);
    }

    private static byte[] content(int number) {
        byte[] content = new byte[SIZE];
        content[0] = (byte) number;
        content[1] = (byte) (number >> 8);
        return content;
    }

    private static Digest digest(int number) {
        return Digest.of(content(number));
    }

    private LocalCache.Source source(int number) {
        return (file, told) -> {
            fetches.incrementAndGet();
            file.reserve(SIZE);
            file.write(0, content(number), SIZE);
            return true;
        };
    }

    private Path file(int number) {
        return cache.file(digest(number), ProgressListener.NONE, source(number)).orElseThrow();
    }

    private long bytes() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Test
    void contentIsFetchedOnce() {
        assertThat(file(1)).hasBinaryContent(content(1));
        assertThat(file(1)).hasBinaryContent(content(1));
        cache = cache(10 * SIZE);
        assertThat(file(1)).hasBinaryContent(content(1));
        assertThat(fetches).hasValue(1);
    }

    @Test
    void whatTheSourceDoesNotHaveLeavesNothing() throws IOException {
        assertThat(cache.file(digest(1), ProgressListener.NONE, (file, told) -> false))
                .isEmpty();
        assertThat(root).isEmptyDirectory();
        assertThat(file(1)).exists();
    }

    @Test
    void aFetchThatFailsLeavesNothingAndIsTheCallers() {
        assertThatThrownBy(() -> cache.file(digest(1), ProgressListener.NONE, (file, told) -> {
                    file.reserve(SIZE);
                    throw new CorruptedException("content", "is bad");
                }))
                .isInstanceOf(CorruptedException.class);
        assertThatThrownBy(() -> cache.file(digest(1), ProgressListener.NONE, (file, told) -> {
                    throw new IOException("disk full");
                }))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("cache in " + root)
                .hasMessageContaining("disk full");
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void aFileThatWasTamperedWithIsFetchedAnewEvenIfItsTimeWasSetBack() throws IOException {
        Path file = file(1);
        FileTime modified = Files.getLastModifiedTime(file);
        Files.write(file, content(2));
        Files.setLastModifiedTime(file, modified);
        assertThat(file(1)).hasBinaryContent(content(1));
        assertThat(fetches).hasValue(2);
    }

    @Test
    void whatAPowerCutLeftIsFetchedAnew() throws IOException {
        Path file = file(1);
        Files.write(file, new byte[SIZE]);
        cache = cache(10 * SIZE);
        assertThat(file(1)).hasBinaryContent(content(1));
        Files.write(file, new byte[0]);
        cache = cache(10 * SIZE);
        assertThat(file(1)).hasBinaryContent(content(1));
        assertThat(fetches).hasValue(3);
    }

    @Test
    void whatAnotherPutInItsPlaceIsVerifiedToo() throws IOException {
        Path other = Files.write(temporary.resolve("other"), content(1));
        Files.move(other, root.resolve(digest(1).hex()));
        assertThat(file(1)).hasBinaryContent(content(1));
        assertThat(fetches).hasValue(0);
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path elsewhere = Files.write(temporary.resolve("elsewhere"), content(1));
        Files.createSymbolicLink(root.resolve(digest(1).hex()), elsewhere);
        assertThat(file(1)).isRegularFile().hasBinaryContent(content(1));
        assertThat(Files.isSymbolicLink(root.resolve(digest(1).hex()))).isFalse();
        assertThat(elsewhere).hasBinaryContent(content(1));
        assertThat(fetches).hasValue(1);
    }

    @Test
    void theDirectoryMayBeDeletedAtAnyTime() throws IOException {
        file(1);
        delete();
        assertThat(file(1)).hasBinaryContent(content(1));
        Path written = cache.file(digest(2), ProgressListener.NONE, (file, told) -> {
                    if (fetches.incrementAndGet() < 5) {
                        delete();
                    }
                    file.reserve(SIZE);
                    file.write(0, content(2), SIZE);
                    return true;
                })
                .orElseThrow();
        assertThat(written).hasBinaryContent(content(2));
        assertThat(fetches).hasValue(5);
    }

    @Test
    void aDirectoryThatKeepsNothingIsSaidToDoSo() {
        assertThatThrownBy(() -> cache.file(digest(1), ProgressListener.NONE, (file, told) -> {
                    delete();
                    return true;
                }))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("lost what was fetched into it 10 times");
    }

    private void delete() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(root);
    }

    @Test
    void whatWasUsedLongestAgoGoesFirst() {
        for (int i = 0; i < 10; i++) {
            file(i);
            clock.advance(Duration.ofMinutes(2));
        }
        file(0);
        clock.advance(Duration.ofMinutes(2));
        file(10);
        file(11);
        assertThat(root.resolve(digest(0).hex())).exists();
        assertThat(root.resolve(digest(1).hex())).doesNotExist();
        assertThat(root.resolve(digest(2).hex())).doesNotExist();
        assertThat(root.resolve(digest(3).hex())).exists();
        assertThat(root.resolve(digest(1).hex() + ".used")).doesNotExist();
    }

    @Test
    void whatWasJustHandedOutStaysAlsoBeyondTheBound() throws IOException {
        List<Path> handed = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            handed.add(file(i));
        }
        assertThat(handed).allSatisfy(file -> assertThat(file).exists());
        clock.advance(Duration.ofMinutes(2));
        file(20);
        assertThat(bytes()).isEqualTo(10 * SIZE);
    }

    @Test
    void contentLargerThanTheCacheIsHandedOutNevertheless() throws IOException {
        cache = cache(SIZE / 2);
        file(1);
        clock.advance(Duration.ofMinutes(2));
        assertThat(file(2)).hasBinaryContent(content(2));
        assertThat(bytes()).isEqualTo(SIZE);
    }

    @Test
    void roomIsMadeBeforeItIsTaken() throws IOException {
        for (int i = 0; i < 10; i++) {
            file(i);
        }
        clock.advance(Duration.ofMinutes(2));
        cache.file(digest(10), ProgressListener.NONE, (file, told) -> {
            file.reserve(SIZE);
            assertThat(bytes()).isEqualTo(10 * SIZE);
            file.write(0, content(10), SIZE);
            return true;
        });
    }

    @Test
    void anOpenFileSurvivesItsEviction() throws IOException {
        Path file = file(1);
        try (InputStream in = Files.newInputStream(file);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, SIZE);
            clock.advance(Duration.ofMinutes(2));
            for (int i = 2; i < 12; i++) {
                file(i);
            }
            assertThat(file).doesNotExist();
            assertThat(in.readAllBytes()).isEqualTo(content(1));
            assertThat(mapped.get(0)).isEqualTo((byte) 1);
        }
    }

    @Test
    void whatDeadWritersLeftGoesAfterAnHour() throws IOException {
        Path part = Files.write(root.resolve(digest(1) + ".00000000-0000-0000-0000-000000000000.part"), new byte[1]);
        Path used = Files.write(root.resolve(digest(2) + ".used"), new byte[0]);
        Path foreign = Files.write(root.resolve("a-file-of-others.part"), new byte[1]);
        file(3);
        assertThat(part).exists();
        assertThat(used).exists();
        FileTime longAgo = FileTime.from(clock.instant().minus(Duration.ofMinutes(61)));
        Files.setLastModifiedTime(part, longAgo);
        Files.setLastModifiedTime(used, longAgo);
        Files.setLastModifiedTime(foreign, longAgo);
        file(4);
        assertThat(part).doesNotExist();
        assertThat(used).doesNotExist();
        assertThat(foreign).exists();
        assertThat(root.resolve(digest(3).hex() + ".used")).exists();
    }

    @Test
    void threadsThatWantTheSameFetchItOnce() throws Exception {
        CountDownLatch fetching = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Optional<Path>>> files = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                files.add(threads.submit(() -> cache.file(digest(1), ProgressListener.NONE, (file, told) -> {
                    fetching.countDown();
                    awaitQuietly(goOn);
                    return source(1).fetch(file, told);
                })));
            }
            fetching.await();
            goOn.countDown();
            for (Future<Optional<Path>> file : files) {
                assertThat(file.get()).contains(root.resolve(digest(1).hex()));
            }
            assertThat(fetches).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whoWaitedForAFetchThatFailedFetchesItself() throws Exception {
        CountDownLatch fetching = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            Future<?> first = threads.submit(() -> cache.file(digest(1), ProgressListener.NONE, (file, told) -> {
                fetching.countDown();
                awaitQuietly(goOn);
                throw new IllegalStateException("cancelled");
            }));
            fetching.await();
            Thread second = new Thread(() -> file(1));
            second.start();
            while (second.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            second.interrupt(); // which does not end the wait
            goOn.countDown();
            second.join();
            assertThatThrownBy(first::get).hasRootCauseMessage("cancelled");
            assertThat(fetches).hasValue(1);
            assertThat(file(1)).exists();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // no interrupt would end a wait
    void whoWaitsForAnothersFetchIsToldHowFarItHasCome() throws Exception {
        Progress half = new Progress("fetch", SIZE / 2, SIZE);
        Progress all = new Progress("fetch", SIZE, SIZE);
        CountDownLatch fetching = new CountDownLatch(1);
        CountDownLatch heard = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            Future<Optional<Path>> first =
                    threads.submit(() -> cache.file(digest(1), ProgressListener.NONE, (file, told) -> {
                        told.onProgress(half);
                        fetching.countDown();
                        awaitQuietly(heard);
                        told.onProgress(all);
                        return source(1).fetch(file, told);
                    }));
            fetching.await();
            assertThatThrownBy(() -> cache.file(
                            digest(1),
                            progress -> {
                                throw new CancellationException("waited long enough");
                            },
                            source(1)))
                    .as("who waits may leave, and the fetch goes on")
                    .isInstanceOf(CancellationException.class);

            Thread caller = Thread.currentThread();
            List<Progress> told = new ArrayList<>();
            Optional<Path> second = cache.file(
                    digest(1),
                    progress -> {
                        assertThat(Thread.currentThread()).isSameAs(caller);
                        told.add(progress);
                        heard.countDown();
                    },
                    source(1));
            assertThat(told).containsExactly(half, all);
            assertThat(second).isPresent().isEqualTo(first.get());
            assertThat(fetches).hasValue(1);
        } finally {
            heard.countDown();
            threads.shutdownNow();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(1))))
                .isEqualTo("rw-------");
    }

    @Test
    void aDirectoryThatOthersMayWriteIsRefused() throws IOException {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwx---"));
        assertThatThrownBy(() -> cache(1))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("others may write to it; name another directory");
    }

    @Test
    void aLinkOrAFileIsNoDirectoryForACache() throws IOException {
        Path other = Files.createDirectory(temporary.resolve("other"));
        root = Files.createSymbolicLink(temporary.resolve("link"), other);
        assertThatThrownBy(() -> cache(1)).hasMessageContaining("it is a link, or no directory");
        root = Files.createFile(temporary.resolve("file"));
        assertThatThrownBy(() -> cache(1)).hasMessageContaining("it is a link, or no directory");
    }

    @Test
    void anInterruptBreaksNothing() {
        Thread.currentThread().interrupt();
        Path file = file(1);
        cache = cache(10 * SIZE);
        assertThat(file(1)).isEqualTo(file);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(file).hasBinaryContent(content(1));
        assertThat(fetches).hasValue(1);
    }

    @Test
    void liesWhereCachesOfTheSystemLie() {
        Path home = Path.of("/home/ada");
        CachePlace.Lookup nothing = name -> null;
        assertThat(CachePlace.usual(nothing, "Linux", home)).isEqualTo(home.resolve(".cache/mlops-sdk"));
        assertThat(CachePlace.usual(nothing, "Mac OS X", home)).isEqualTo(home.resolve("Library/Caches/mlops-sdk"));
        assertThat(CachePlace.usual(name -> name.startsWith("XDG") ? "/fast" : null, "Linux", home))
                .isEqualTo(Path.of("/fast/mlops-sdk"));
        assertThat(CachePlace.usual(name -> name.startsWith("XDG") ? "fast" : null, "Linux", home))
                .isEqualTo(home.resolve(".cache/mlops-sdk"));
        assertThat(CachePlace.usual(name -> name.startsWith("LOCAL") ? "/local" : null, "Windows 11", home))
                .isEqualTo(Path.of("/local/mlops-sdk/cache"));
    }
}
