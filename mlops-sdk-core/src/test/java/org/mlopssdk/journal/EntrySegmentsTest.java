package org.mlopssdk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mlopssdk.journal.Diary.STREAM;
import static org.mlopssdk.journal.Diary.line;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.ForwardingBlobStore;
import org.mlopssdk.store.MemoryBlobStore;

class EntrySegmentsTest {

    private static final BlobKey FIRST = EntrySegments.key(STREAM, 100);
    private static final BlobKey SECOND = EntrySegments.key(STREAM, 200);

    private final MemoryBlobStore store = new MemoryBlobStore();
    private final List<BlobKey> opened = new ArrayList<>();
    private final BlobStore watched = new ForwardingBlobStore(store) {
        @Override
        public Optional<InputStream> open(BlobKey key, ByteRange range) {
            opened.add(key);
            return super.open(key, range);
        }
    };

    private void write(StreamName stream, int count) {
        Ledger<Diary> ledger = Diary.process(Diary.journal(store), store, 1).open(stream, new Diary());
        for (int i = 1; i <= count; i++) {
            String text = stream + " " + i;
            ledger.append("op-" + i, diary -> line(text));
        }
    }

    /** Reads as a process that knows nothing of the stream. */
    private Ledger<Diary> open() {
        return Diary.process(Diary.journal(watched), watched, 2).open(STREAM, new Diary());
    }

    private void assertReads(int count) {
        List<String> read = open().read(diary -> List.copyOf(diary.lines));
        List<String> written = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            written.add(STREAM + " " + i);
        }
        assertThat(read).isEqualTo(written);
    }

    private byte[] bytes(BlobKey key) {
        return EntryFiles.bytes(store, key, BlobStore.MAX_CREATE).orElseThrow();
    }

    private boolean exists(BlobKey key) {
        return EntryFiles.exists(store, key);
    }

    private void replace(BlobKey key, byte[] bytes) {
        store.delete(key);
        store.create(key, bytes);
    }

    /** A document with a digest that fits: whoever can write can compute one. */
    private static byte[] sealed(String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return (document + "\n" + Digest.of(bytes) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String document(byte[] record) {
        return new String(record, 0, record.length - 66, StandardCharsets.UTF_8);
    }

    @Nested
    class Writing {

        @Test
        void aHundredEntriesAreKeptOnceMoreInOnePieceByWhoeverAppendsTheLastOfThem() {
            write(STREAM, 99);
            assertThat(exists(FIRST)).isFalse();
            Diary.process(Diary.journal(store), store, 3)
                    .open(STREAM, new Diary())
                    .append("last", diary -> line("x"));

            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            List<byte[]> records = Diary.journal(store).withoutSegments().read(STREAM, 1, 100);
            String head = "{\"format\":1,\"stream\":\"diary/mine\",\"first\":1,\"last\":100,\"previous\":\""
                    + STREAM.origin() + "\",\"digest\":\""
                    + Digest.of(document(records.get(99)).getBytes(StandardCharsets.UTF_8)) + "\"}\n";
            expected.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            records.forEach(expected::writeBytes);
            expected.writeBytes((Digest.of(expected.toByteArray()) + "\n").getBytes(StandardCharsets.UTF_8));
            assertThat(new String(bytes(FIRST), StandardCharsets.UTF_8))
                    .isEqualTo(expected.toString(StandardCharsets.UTF_8));
            assertThat(exists(SECOND)).isFalse();
        }

        @Test
        void whatIsMissingIsMadeAgainAsItWas() {
            write(STREAM, 250);
            List<byte[]> written = List.of(bytes(FIRST), bytes(SECOND));
            store.delete(FIRST);
            store.delete(SECOND);

            assertThat(Diary.journal(store).writeMissingSegments(STREAM)).isEqualTo(2);
            assertThat(bytes(FIRST)).isEqualTo(written.get(0));
            assertThat(bytes(SECOND)).isEqualTo(written.get(1));
            assertThat(Diary.journal(store).writeMissingSegments(STREAM)).isZero();
            assertThat(Diary.journal(store).writeMissingSegments(StreamName.CATALOG))
                    .isZero();
        }

        @Test
        void anAppendDoesNotFailWithItsSegment() {
            BlobStore full = new ForwardingBlobStore(store) {
                @Override
                public Creation create(BlobKey key, byte[] content) {
                    if (key.path().startsWith(EntrySegments.PREFIX)) {
                        throw new StorageException(key.path(), "cannot be written: the disk is full");
                    }
                    return super.create(key, content);
                }
            };
            write(STREAM, 99);
            Ledger<Diary> ledger = Diary.process(Diary.journal(full), full, 3).open(STREAM, new Diary());

            assertThat(ledger.append("op-100", diary -> line(STREAM + " 100")).number())
                    .isEqualTo(100);
            assertThat(exists(FIRST)).isFalse();
            assertReads(100);
        }

        @Test
        void recordsThatAreNoEntriesHaveNone() {
            Journal journal = Diary.journal(store);
            for (int i = 1; i <= 100; i++) {
                journal.append(STREAM, i, new byte[] {(byte) i});
            }

            assertThat(exists(FIRST)).isFalse();
            assertThat(journal.read(STREAM, 1, 1000)).hasSize(100);
        }
    }

    @Nested
    class Reading {

        @Test
        void aColdReaderLooksThreeTimesForAHundredEntries() {
            write(STREAM, 550);

            assertReads(550);

            assertThat(opened).as("%s", opened).hasSizeLessThanOrEqualTo(5 * 3 + 53);
            assertThat(opened).contains(FIRST, SECOND);
        }

        @Test
        void aReaderWhoKnowsAllOfThemAsksForTheNextEntryAlone() {
            write(STREAM, 100);
            Ledger<Diary> ledger = open();
            ledger.length();
            opened.clear();

            ledger.length();

            assertThat(opened).containsExactly(EntryFiles.key(STREAM, 101));
        }

        @Test
        void aReaderWhoVerifiesAsksForNone() {
            write(STREAM, 100);

            assertThat(Diary.journal(watched).withoutSegments().read(STREAM, 1, 1000))
                    .hasSize(100);
            assertThat(opened).doesNotContain(FIRST);
        }
    }

    /** Whatever stands where a segment belongs, what is read is what the entries say. */
    @Nested
    class OneThatIsWrong {

        @BeforeEach
        void twoHundredAndFiftyEntries() {
            write(STREAM, 250);
            write(new StreamName("diary", "theirs"), 100);
        }

        private void assertPassedOver(byte[] segment) {
            replace(FIRST, segment);
            assertReads(250);
            opened.removeIf(key -> !key.path().startsWith(EntryFiles.PREFIX + STREAM));
            assertThat(opened).contains(EntryFiles.key(STREAM, 50));
            opened.clear();
        }

        @Test
        void isPassedOverWhenItIsMissing() {
            store.delete(FIRST);
            assertReads(250);
        }

        @Test
        void isPassedOverWhenItIsCutShortOrPadded() {
            byte[] segment = bytes(FIRST);
            for (int length : new int[] {
                0, 1, 64, 65, 66, 300, segment.length / 2, segment.length - 65, segment.length - 1, segment.length + 1
            }) {
                assertPassedOver(Arrays.copyOf(segment, length));
            }
        }

        @Test
        void isPassedOverWhateverByteOfItIsFlipped() {
            byte[] segment = bytes(FIRST);
            for (int at = 0; at < segment.length; at += at < 2000 || at > segment.length - 300 ? 1 : 97) {
                byte[] flipped = segment.clone();
                flipped[at] ^= 1;
                assertPassedOver(flipped);
            }
        }

        @Test
        void isPassedOverWhenItIsAnothers() {
            assertPassedOver(bytes(SECOND));
            assertPassedOver(bytes(EntrySegments.key(new StreamName("diary", "theirs"), 100)));
        }

        @Test
        void isPassedOverWhenItsHeadSaysOtherThanItsEntries() {
            String segment = new String(bytes(FIRST), StandardCharsets.UTF_8);
            for (String changed : List.of(
                    segment.replaceFirst("diary/mine", "diary/theirs"),
                    segment.replaceFirst("\"first\":1,", "\"first\":2,"),
                    segment.replaceFirst("\"last\":100,", "\"last\":200,"),
                    segment.replaceFirst("\"digest\":\"[0-9a-f]{64}", "\"digest\":\"" + "0".repeat(64)),
                    segment.replaceFirst("\"format\":1", "\"format\":2"))) {
                assertThat(changed).isNotEqualTo(segment);
                String body = changed.substring(0, changed.length() - 65);
                assertPassedOver((body + Digest.of(body.getBytes(StandardCharsets.UTF_8)) + "\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }

        @Test
        void isNeverTrustedOverTheEntriesHoweverSoundItLooks() {
            List<byte[]> forged = new ArrayList<>();
            String previous = STREAM.origin().hex();
            for (byte[] record : Diary.journal(store).withoutSegments().read(STREAM, 1, 100)) {
                byte[] next = sealed(document(record)
                        .replace("diary/mine", "diary/forged")
                        .replaceFirst("\"previous\":\"[0-9a-f]{64}", "\"previous\":\"" + previous));
                previous = EntryFormat.writtenDigest(next);
                forged.add(next);
            }

            assertPassedOver(EntrySegment.of(STREAM, 1, forged).orElseThrow());
        }

        @Test
        void isPassedOverWhenOneOfItsEntriesWasChangedAndTheWholeSealedAgain() {
            String segment = new String(bytes(FIRST), StandardCharsets.UTF_8);
            String changed = segment.substring(0, segment.length() - 65).replace("diary/mine 50", "diary/mine 51");
            assertPassedOver((changed + Digest.of(changed.getBytes(StandardCharsets.UTF_8)) + "\n")
                    .getBytes(StandardCharsets.UTF_8));
        }

        @Test
        void isPassedOverWhenTheStreamWasCutAndWentOnOtherwise() {
            byte[] stale = bytes(SECOND);
            for (int number = 150; number <= 250; number++) {
                store.delete(EntryFiles.key(STREAM, number));
            }
            assertReads(149);

            Ledger<Diary> ledger = open();
            for (int i = 150; i <= 205; i++) {
                String text = STREAM + " " + i;
                ledger.append("again-" + i, diary -> line(text));
            }

            assertThat(bytes(SECOND)).isEqualTo(stale);
            assertReads(205);
        }
    }
}
