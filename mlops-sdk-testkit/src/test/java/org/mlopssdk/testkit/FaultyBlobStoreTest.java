package org.mlopssdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mlopssdk.testkit.Calls.any;
import static org.mlopssdk.testkit.Calls.changes;
import static org.mlopssdk.testkit.Calls.confirm;
import static org.mlopssdk.testkit.Calls.create;
import static org.mlopssdk.testkit.Calls.delete;
import static org.mlopssdk.testkit.Calls.file;
import static org.mlopssdk.testkit.Calls.list;
import static org.mlopssdk.testkit.Calls.open;
import static org.mlopssdk.testkit.Calls.put;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.error.OutcomeUnknownException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.DirectoryBlobStore;
import org.mlopssdk.store.LocalFiles;
import org.mlopssdk.store.MemoryBlobStore;

class FaultyBlobStoreTest {

    private static final byte[] CONTENT = {10, 11, 12, 13, 14, 15};
    private static final Digest DIGEST = Digest.of(CONTENT);

    private final MemoryBlobStore sound = new MemoryBlobStore();
    private final FaultyBlobStore store = FaultyBlobStore.around(sound);

    private static BlobKey key(int number) {
        return BlobKey.of("k/" + number);
    }

    private boolean holds(BlobKey key) {
        return sound.open(key, ByteRange.ALL).isPresent();
    }

    private byte[] read(ByteRange range) throws IOException {
        try (InputStream in = store.open(DIGEST.key(), range).orElseThrow()) {
            return in.readAllBytes();
        }
    }

    @Nested
    class ACallThatIsStruck {

        @Test
        void failsAndDoesNothing() {
            store.on(create()).fails();

            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> store.create(key(1), CONTENT))
                    .withMessage("call 1, CREATE k/1: failed as planned");
            assertThat(holds(key(1))).isFalse();
        }

        @Test
        void failsAsTheTestLikes() {
            store.on(put()).failsWith(() -> new IllegalStateException("no more"));

            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> store.put(Content.of(CONTENT)))
                    .withMessage("no more");
            assertThat(holds(DIGEST.key())).isFalse();
        }

        @Test
        void losesItsRequestAndNothingIsStored() {
            store.on(any()).losesTheRequest();

            assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> store.create(key(1), CONTENT));
            assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> store.put(Content.of(CONTENT)));
            assertThat(sound.list("", "", 10)).isEmpty();
        }

        @Test
        void losesItsResponseAndAllIsDone() {
            sound.create(key(9), CONTENT);
            store.on(any()).losesTheResponse();

            assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> store.create(key(1), CONTENT));
            assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> store.put(Content.of(CONTENT)));
            assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> store.delete(key(9)));
            assertThat(sound.list("", "", 10)).containsExactly(DIGEST.key(), key(1));
        }

        @Test
        void knowsWhatBecameOfItWhereItChangesNothing() {
            store.on(any().numbers(1, 3)).losesTheRequest().on(any()).losesTheResponse();

            for (int round = 0; round < 2; round++) {
                assertThatExceptionOfType(StorageException.class).isThrownBy(() -> store.confirm(DIGEST));
                assertThatExceptionOfType(StorageException.class).isThrownBy(() -> store.open(key(1), ByteRange.ALL));
                assertThatExceptionOfType(StorageException.class).isThrownBy(() -> store.list("", "", 1));
            }
        }
    }

    @Nested
    class WhichCalls {

        @Test
        void oneOfAllOperationsByItsNumber() {
            store.on(any().number(3)).fails();

            store.create(key(1), CONTENT);
            store.confirm(DIGEST);
            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> store.list("", "", 1));
            store.create(key(4), CONTENT);
        }

        @Test
        void oneOfOneOperationByItsNumber() {
            store.on(create().number(2)).fails();

            store.create(key(1), CONTENT);
            store.confirm(DIGEST);
            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> store.create(key(2), CONTENT));
            assertThat(store.create(key(2), CONTENT)).isEqualTo(Creation.CREATED);
        }

        @Test
        void thoseOfKeysThatMatchAreCountedAlone() {
            store.on(changes().below("k/").number(2)).fails();

            store.create(BlobKey.of("other/1"), CONTENT);
            store.put(Content.of(CONTENT));
            store.create(key(1), CONTENT);
            store.create(BlobKey.of("other/2"), CONTENT);
            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> store.create(key(2), CONTENT));
            store.create(key(3), CONTENT);
        }

        @Test
        void oneAndAllAfterItUntilTheStoreIsHealed() {
            store.on(create().from(2)).fails();

            store.create(key(1), CONTENT);
            for (int i = 2; i < 5; i++) {
                BlobKey key = key(i);
                assertThatExceptionOfType(StorageException.class).isThrownBy(() -> store.create(key, CONTENT));
            }
            store.heal();
            assertThat(store.create(key(2), CONTENT)).isEqualTo(Creation.CREATED);
        }

        @Test
        void countFromTheTimeOfThePlan() {
            store.create(key(1), CONTENT);
            store.on(create().number(1)).fails();

            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> store.create(key(2), CONTENT));
        }

        @Test
        void eachOperationCanBeMeant() {
            for (Calls calls : List.of(create(), put(), confirm(), open(), list(), delete())) {
                FaultyBlobStore faulty = FaultyBlobStore.around(sound);
                faulty.on(calls).fails();
                List<Runnable> operations = List.of(
                        () -> faulty.create(key(1), CONTENT),
                        () -> faulty.put(Content.of(CONTENT)),
                        () -> faulty.confirm(DIGEST),
                        () -> faulty.open(key(1), ByteRange.ALL),
                        () -> faulty.list("", "", 1),
                        () -> faulty.delete(key(1)));
                assertThat(operations.stream().filter(FaultyBlobStoreTest::fails))
                        .as("operations that %s strikes", calls)
                        .hasSize(1);
                assertThat(faulty.count(calls)).isEqualTo(1);
            }
        }

        @Test
        void areNumberedFromOneUpwards() {
            assertThatIllegalArgumentException().isThrownBy(() -> any().number(0));
            assertThatIllegalArgumentException().isThrownBy(() -> any().numbers(3, 2));
        }
    }

    private static boolean fails(Runnable operation) {
        try {
            operation.run();
            return false;
        } catch (StorageException e) {
            return true;
        }
    }

    @Nested
    class WhatIsRead {

        @Test
        void endsEarlyAtThatByteOfTheBlob() throws IOException {
            sound.put(Content.of(CONTENT));
            store.on(open()).truncates(4);

            assertThat(read(ByteRange.ALL)).containsExactly(10, 11, 12, 13);
            assertThat(read(new ByteRange(2, 9))).containsExactly(12, 13);
            assertThat(read(new ByteRange(5, 9))).isEmpty();
            assertThat(read(new ByteRange(0, 2))).containsExactly(10, 11);
        }

        @Test
        void breaksOffWithAnError() throws IOException {
            sound.put(Content.of(CONTENT));
            store.on(open()).breaksOff(4);

            assertThat(read(new ByteRange(0, 4))).containsExactly(10, 11, 12, 13);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(ByteRange.ALL));
        }

        @Test
        void hasABitTurnedInThatByteOfTheBlob() throws IOException {
            sound.put(Content.of(CONTENT));
            store.on(open()).flips(3);

            assertThat(read(ByteRange.ALL)).containsExactly(10, 11, 12, 12, 14, 15);
            assertThat(read(new ByteRange(2, 2))).containsExactly(12, 12);
            assertThat(read(new ByteRange(4, 2))).containsExactly(14, 15);
            try (InputStream in = store.open(DIGEST.key(), ByteRange.ALL).orElseThrow()) {
                assertThat(in.skip(3)).isEqualTo(3);
                assertThat(in.read()).isEqualTo(12);
            }
        }
    }

    @Nested
    class ACallThatIsHeldUp {

        @Test
        void hasDoneNothingBefore() throws Exception {
            CountDownLatch arrived = new CountDownLatch(1);
            CountDownLatch released = new CountDownLatch(1);
            store.on(create()).pausesBefore(() -> {
                arrived.countDown();
                released.await();
            });
            CompletableFuture<Creation> creation = CompletableFuture.supplyAsync(() -> store.create(key(1), CONTENT));
            arrived.await();

            assertThat(holds(key(1))).isFalse();
            released.countDown();
            assertThat(creation.get(10, TimeUnit.MINUTES)).isEqualTo(Creation.CREATED);
        }

        @Test
        void hasDoneEverythingAfter() throws Exception {
            CountDownLatch arrived = new CountDownLatch(1);
            CountDownLatch released = new CountDownLatch(1);
            store.on(create()).pausesAfter(() -> {
                arrived.countDown();
                released.await();
            });
            CompletableFuture<Creation> creation = CompletableFuture.supplyAsync(() -> store.create(key(1), CONTENT));
            arrived.await();

            assertThat(holds(key(1))).isTrue();
            assertThat(creation).isNotDone();
            released.countDown();
            assertThat(creation.get(10, TimeUnit.MINUTES)).isEqualTo(Creation.CREATED);
        }

        @Test
        void endsWithAnInterruptAndKeepsTheFlag() {
            store.on(create()).pausesBefore(() -> new CountDownLatch(1).await());
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> store.create(key(1), CONTENT));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void countsAndListsWhatItWasAskedFor() {
        store.on(create().number(1)).fails();
        fails(() -> store.create(key(1), CONTENT));
        store.create(key(2), CONTENT);
        store.put(Content.of(CONTENT));

        assertThat(store.calls())
                .containsExactly(
                        new StoreCall(1, Operation.CREATE, "k/1"),
                        new StoreCall(2, Operation.CREATE, "k/2"),
                        new StoreCall(3, Operation.PUT, "blobs/sha256/"));
        assertThat(store.count(any())).isEqualTo(3);
        assertThat(store.count(create().below("k/2"))).isEqualTo(1);
    }

    @Test
    void strikesOneOfManyThreads() throws InterruptedException {
        store.on(create().number(400)).fails();
        List<Integer> failures = Racing.race(8, thread -> {
            int failed = 0;
            for (int i = 0; i < 100; i++) {
                BlobKey key = BlobKey.of("t/" + thread + "/" + i);
                failed += fails(() -> store.create(key, CONTENT)) ? 1 : 0;
            }
            return failed;
        });

        assertThat(failures.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
        assertThat(store.calls()).hasSize(800);
    }

    @Test
    void hasLocalFilesWhereTheStoreBeneathHas(@TempDir Path directory) {
        FaultyBlobStore onDirectory = FaultyBlobStore.around(DirectoryBlobStore.open(directory.resolve("store")));
        onDirectory.put(Content.of(CONTENT));

        assertThat(store).isNotInstanceOf(LocalFiles.class);
        assertThat(onDirectory).isInstanceOf(LocalFiles.class);
        LocalFiles files = (LocalFiles) onDirectory;
        assertThat(files.file(DIGEST).orElseThrow()).hasBinaryContent(CONTENT);
        onDirectory.on(file()).fails();
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> files.file(DIGEST));
    }
}
