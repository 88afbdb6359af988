package org.mlopssdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.Digest;

/**
 * What a {@link BlobStore} is held to whose content outlives its handle: all of {@link BlobStoreContract}, and that several handles on
 * the same storage, as several processes have them, are one store.
 *
 * @since 0.1.0
 */
public abstract class PersistentBlobStoreContract extends BlobStoreContract {

    private static final int RACERS = 16;
    private static final int ROUNDS = 10;

    /** For subclasses. */
    protected PersistentBlobStoreContract() {}

    /**
     * Opens another handle on the storage of the store that {@link #open} gave last, which may be closed by then.
     *
     * @return the store; the kit closes it
     */
    protected abstract BlobStore reopen();

    /** Two handles on the same storage. */
    @Nested
    class Reopening {

        @Test
        void whatOneHandleStoresTheOtherSeesAtOnce() throws IOException {
            try (BlobStore other = reopen()) {
                for (int i = 0; i < 20; i++) {
                    BlobKey key = BlobKey.of("shared/" + i);
                    assertThat(other.open(key, ByteRange.ALL)).isEmpty();
                    store.create(key, bytes(i, 10));

                    assertThat(read(other, key, ByteRange.ALL)).isEqualTo(bytes(i, 10));
                    assertThat(other.create(key, bytes(-1, 10))).isEqualTo(Creation.EXISTS);
                    assertThat(other.list("shared/", "", 1000)).hasSize(i + 1);
                }
                Digest digest = other.put(Content.of(bytes(1, 10)));
                assertThat(store.confirm(digest)).isTrue();
            }
        }

        @Test
        void whatOneHandleDeletesIsGoneForTheOther() {
            try (BlobStore other = reopen()) {
                create("a/x");
                assertThat(other.list("", "", 10)).hasSize(1);
                other.delete(BlobKey.of("a/x"));

                assertThat(store.open(BlobKey.of("a/x"), ByteRange.ALL)).isEmpty();
                assertThat(all()).isEmpty();
                assertThat(store.create(BlobKey.of("a/x"), bytes(1, 1))).isEqualTo(Creation.CREATED);
            }
        }

        @Test
        void ofRacersOnSeveralHandlesExactlyOneWins() throws Exception {
            try (BlobStore other = reopen();
                    BlobStore third = reopen()) {
                List<BlobStore> handles = List.of(store, other, third);
                for (int round = 0; round < ROUNDS; round++) {
                    BlobKey key = BlobKey.of("race/" + round);
                    List<Creation> outcomes = Racing.race(RACERS, thread -> {
                        BlobStore handle = handles.get(thread % handles.size());
                        Creation outcome = handle.create(key, bytes(thread, 1000));
                        assertThat(read(handle, key, ByteRange.ALL)).hasSize(1000);
                        return outcome;
                    });

                    assertThat(outcomes).as("round %s", round).containsOnlyOnce(Creation.CREATED);
                    assertThat(read(key)).isEqualTo(bytes(outcomes.indexOf(Creation.CREATED), 1000));
                }
            }
        }

        @Test
        void closingOneHandleLeavesTheOtherOpen() throws IOException {
            create("a/x");
            reopen().close();

            create("a/y");
            assertThat(read(BlobKey.of("a/x"))).isEqualTo(bytes("a/x".hashCode(), 5));
        }

        @Test
        void everythingIsThereAfterClosingAndOpening() throws IOException {
            byte[] content = bytes(1, 9 << 20);
            Digest digest = store.put(Content.of(content));
            create("a/x", "a.b/x");
            store.close();

            try (BlobStore again = reopen()) {
                assertThat(read(again, digest.key(), ByteRange.ALL)).isEqualTo(content);
                assertThat(again.confirm(digest)).isTrue();
                assertThat(again.list("a", "", 10)).containsExactly(BlobKey.of("a.b/x"), BlobKey.of("a/x"));
                assertThat(again.create(BlobKey.of("a/x"), bytes(2, 2))).isEqualTo(Creation.EXISTS);
            }
        }
    }
}
