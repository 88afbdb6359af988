package org.mlopssdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.Digest;

/**
 * What every {@link BlobStore} is held to. Extend it in a test of your own, give it stores, and run it with JUnit 5; a store that
 * outlives its handle is held to {@link PersistentBlobStoreContract} instead.
 *
 * <pre>{@code
 * class MemoryBlobStoreContractTest extends BlobStoreContract {
 *     @Override
 *     protected BlobStore open() {
 *         return new MemoryBlobStore();
 *     }
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public abstract class BlobStoreContract extends BlobStoreWriting {

    /** For subclasses. */
    protected BlobStoreContract() {}

    /** Asking whether content is there. */
    @Nested
    class Confirming {

        @Test
        void contentIsThereOnceStoredAndUntilDeleted() {
            Digest digest = Digest.of(bytes(1, 10));
            assertThat(store.confirm(digest)).isFalse();

            store.put(Content.of(bytes(1, 10)));
            assertThat(store.confirm(digest)).isTrue();
            assertThat(store.confirm(digest)).as("again").isTrue();
            assertThat(store.confirm(Digest.of(bytes(2, 10))))
                    .as("other content")
                    .isFalse();

            store.delete(digest.key());
            assertThat(store.confirm(digest)).isFalse();
        }

        @Test
        void askingMakesNothing() {
            store.confirm(Digest.of(bytes(1, 10)));

            assertThat(all()).isEmpty();
        }
    }

    /** Removing. */
    @Nested
    class Deleting {

        @Test
        void whatIsDeletedIsGoneAndNothingElseIs() throws IOException {
            create("a/x", "a/x-y", "a/y", "b/x");
            store.delete(BlobKey.of("a/x"));

            assertThat(store.open(BlobKey.of("a/x"), ByteRange.ALL)).isEmpty();
            assertThat(all()).containsExactly("a/x-y", "a/y", "b/x");
            assertThat(read(BlobKey.of("a/y"))).isEqualTo(bytes("a/y".hashCode(), 5));
        }

        @Test
        void whatIsNotThereIsDeletedWithoutComplaint() {
            create("a/x");
            for (String path : List.of("never/was", "a", "a/x/below", "a/x", "a/x")) {
                assertThatCode(() -> store.delete(BlobKey.of(path))).as(path).doesNotThrowAnyException();
            }
            assertThat(all()).isEmpty();
        }

        @Test
        void theBeginningOfAKeyIsNoKey() {
            create("a/x");
            store.delete(BlobKey.of("a"));

            assertThat(all()).containsExactly("a/x");
        }
    }

    /** A thread that was interrupted can use the store, and stays interrupted. */
    @Nested
    class Interrupting {

        @Test
        void everyOperationWorksAndKeepsTheFlag() throws Exception {
            byte[] content = bytes(1, 300_000);
            Digest digest = Digest.of(content);
            try {
                interrupted(() -> assertThat(store.create(KEY, content)).isEqualTo(Creation.CREATED));
                interrupted(() -> assertThat(store.create(KEY, content)).isEqualTo(Creation.EXISTS));
                interrupted(() -> assertThat(store.put(Content.of(content))).isEqualTo(digest));
                interrupted(() -> assertThat(store.confirm(digest)).isTrue());
                interrupted(() -> assertThat(read(KEY)).isEqualTo(content));
                interrupted(() -> assertThat(all()).hasSize(2));
                interrupted(() -> store.delete(KEY));
            } finally {
                Thread.interrupted();
            }
            assertThat(all()).containsExactly(digest.key().path());
            assertThat(read(digest.key())).isEqualTo(content);
        }

        @Test
        void anInterruptInTheMiddleOfContentBreaksNothing(@TempDir Path directory) throws IOException {
            Path file = Files.write(directory.resolve("file"), bytes(1, 300_000));
            try {
                Digest digest = store.put(out -> {
                    out.write(1);
                    Thread.currentThread().interrupt();
                    Files.copy(file, out);
                });
                assertThat(Thread.interrupted()).isTrue();
                assertThat(read(digest.key())).hasSize(300_001);
            } finally {
                Thread.interrupted();
            }
            assertThat(store.create(KEY, bytes(1, 10))).isEqualTo(Creation.CREATED);
        }

        private void interrupted(ThrowingRunnable operation) throws Exception {
            Thread.currentThread().interrupt();
            operation.run();
            assertThat(Thread.interrupted()).as("the interrupt is still set").isTrue();
        }
    }

    /** What an interrupted thread does. */
    @FunctionalInterface
    private interface ThrowingRunnable {
        void run() throws Exception;
    }

    /** Saying what it is, and closing. */
    @Nested
    class Closing {

        @Test
        void closingTwiceDoesNothing() {
            store.close();

            assertThatCode(store::close).doesNotThrowAnyException();
        }

        @Test
        void aStoreSaysWhereItKeepsItsContent() {
            assertThat(store.properties().location()).isNotBlank();
            assertThat(store.properties()).isEqualTo(store.properties());
        }
    }
}
