package org.mlopssdk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mlopssdk.journal.Diary.STREAM;
import static org.mlopssdk.journal.Diary.line;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.MemoryBlobStore;

/** The catalog of streams, and the notes that entries refer to. */
class LedgersTest {

    private final MemoryBlobStore store = new MemoryBlobStore();
    private final Journal sound = Diary.journal(store);
    private final FaultyJournal faulty = new FaultyJournal(sound, STREAM);
    private final Ledger<Diary> mine = Diary.process(faulty, store, 1).open(STREAM, new Diary());

    @Nested
    class TheCatalog {

        private final Ledgers process = Diary.process(sound, store, 4);

        private void write(String kind, String name) {
            process.open(new StreamName(kind, name), new Diary()).append("op", diary -> line("x"));
        }

        @Test
        void listsTheStreamsOfAKindInOrderAndInEveryProcess() {
            write("model", "b");
            write("model", "a");
            write("dataset", "a");
            write("model", "b");

            Ledgers other = Diary.process(sound, store, 5);
            assertThat(other.streams("model"))
                    .containsExactly(new StreamName("model", "a"), new StreamName("model", "b"));
            assertThat(other.streams()).hasSize(3).doesNotContain(StreamName.CATALOG);
            assertThat(other.streams("absent")).isEmpty();
        }

        @Test
        void recordsAStreamBeforeItsFirstEntry() {
            faulty.then(FaultyJournal.failure());
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> mine.append("op-1", diary -> line("mine")));

            assertThat(process.streams()).containsExactly(STREAM);
            mine.append("op-1", diary -> line("mine"));
            assertThat(process.streams()).containsExactly(STREAM);
        }

        @Test
        void needsNoListingOfTheStorage() {
            write("model", "a");
            store.create(BlobKey.of("journal/model/never-registered/00000000000000000001"), new byte[] {1});

            assertThat(Diary.process(sound, store, 5).streams("model")).containsExactly(new StreamName("model", "a"));
        }
    }

    @Nested
    class ANote {

        private final Notes notes = Diary.process(sound, store, 6).notes();

        @Test
        void isReadUntilItIsErasedAndTheChainStillVerifies() {
            Entry entry = mine.append("op-1", diary -> line("one").because("Bob asked for it"));
            mine.append("op-2", diary -> line("two"));
            Digest reason = entry.event().attribution().reason();
            assertThat(reason).isNotNull();
            assertThat(notes.read(reason)).isEqualTo("Bob asked for it");

            store.delete(reason.key());
            assertThat(notes.read(reason)).isEqualTo(Notes.ERASED).isEqualTo("(erased)");
            assertThat(Diary.process(sound, store, 7).open(STREAM, new Diary()).length())
                    .isEqualTo(2);
        }

        @Test
        void tellsNothingByItsDigest() {
            assertThat(notes.write("yes")).isNotEqualTo(notes.write("yes"));
        }

        @Test
        void isBounded() {
            assertThat(notes.read(notes.write("\u0001".repeat(4000)))).hasSize(4000);
            for (String text : List.of("", " ", "x".repeat(4001))) {
                assertThatIllegalArgumentException().isThrownBy(() -> notes.write(text));
            }
        }

        @Test
        void thatHoldsOtherBytesIsCorrupted() {
            Digest digest = notes.write("true");
            store.delete(digest.key());
            store.create(digest.key(), "{\"salt\":\"00\",\"text\":\"false\"}".getBytes(StandardCharsets.UTF_8));

            assertThatExceptionOfType(CorruptedException.class)
                    .isThrownBy(() -> notes.read(digest))
                    .withMessageContaining("other bytes than its digest says");
            Digest noNote = store.put(Content.of(new byte[] {1}));
            assertThatExceptionOfType(CorruptedException.class).isThrownBy(() -> notes.read(noNote));
            assertThat(store.open(noNote.key(), ByteRange.ALL)).isPresent();
        }
    }
}
