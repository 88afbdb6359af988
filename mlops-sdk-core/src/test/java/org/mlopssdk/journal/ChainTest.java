package org.mlopssdk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mlopssdk.journal.Diary.STREAM;
import static org.mlopssdk.journal.Diary.line;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.MemoryBlobStore;

/** A chain of three entries, and what somebody with write access to the storage might do to it. */
class ChainTest {

    private static final StreamName OTHER = new StreamName("diary", "theirs");

    private final MemoryBlobStore store = new MemoryBlobStore();
    private final Journal journal = Diary.journal(store);
    private List<byte[]> records = List.of();

    @BeforeEach
    void writeThreeEntries() {
        write(OTHER);
        write(STREAM);
        records = new ArrayList<>(journal.read(STREAM, 1, 10));
        assertThat(records).hasSize(3);
    }

    private void write(StreamName stream) {
        Ledger<Diary> ledger = Diary.process(journal, store, 1).open(stream, new Diary());
        for (String text : List.of("one", "two", "three")) {
            ledger.append("op-" + text, diary -> line(text));
        }
    }

    /** Reads a stream of these records, as a process that knows nothing of it. */
    private List<String> read(List<byte[]> chain) {
        MemoryBlobStore storage = new MemoryBlobStore();
        Journal copy = Diary.journal(storage);
        for (int i = 0; i < chain.size(); i++) {
            copy.append(STREAM, i + 1L, chain.get(i));
        }
        return Diary.process(copy, storage, 2).open(STREAM, new Diary()).read(diary -> List.copyOf(diary.lines));
    }

    private void assertCorrupted(List<byte[]> chain, String problem) {
        assertThatExceptionOfType(CorruptedException.class)
                .isThrownBy(() -> read(chain))
                .withMessageContaining(problem);
    }

    /** A document with a digest that fits: whoever can write can compute one. */
    private static byte[] sealed(String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return (document + "\n" + Digest.of(bytes) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private String document(int index) {
        return new String(records.get(index), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anUntouchedChainReads() {
        assertThat(read(records)).containsExactly("one", "two", "three");
    }

    @Test
    void anEntryIsADocumentAndItsDigestOnALineEach() {
        List<String> lines =
                new String(records.get(0), StandardCharsets.UTF_8).lines().toList();

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .startsWith("{\"format\":1,\"number\":1,\"previous\":\"" + STREAM.origin()
                        + "\",\"type\":\"line\",\"optional\":false,"
                        + "\"operation\":\"op-one\",\"time\":\"2026-11-01T12:00:00Z\",\"actor\":\"")
                .endsWith("\",\"body\":{\"text\":\"one\"}}");
        assertThat(lines.get(1))
                .isEqualTo(
                        Digest.of(lines.get(0).getBytes(StandardCharsets.UTF_8)).hex());
    }

    @Test
    void anyByteFlippedIsFound() {
        for (int entry = 0; entry < records.size(); entry++) {
            for (int at = 0; at < records.get(entry).length; at++) {
                for (int mask : new int[] {0x01, 0x20, 0x80}) {
                    List<byte[]> tampered = new ArrayList<>(records);
                    byte[] flipped = records.get(entry).clone();
                    flipped[at] ^= (byte) mask;
                    tampered.set(entry, flipped);
                    assertThatExceptionOfType(CorruptedException.class)
                            .as("bit %s of byte %s of entry %s", mask, at, entry + 1)
                            .isThrownBy(() -> read(tampered))
                            .withMessageStartingWith("entry " + (entry + 1) + " of diary/mine");
                }
            }
        }
    }

    @Test
    void anEntryCutShortOrPaddedIsFound() {
        byte[] record = records.get(1);
        for (byte[] other : List.of(
                new byte[0],
                new byte[] {'\n'},
                Arrays.copyOf(record, record.length - 1),
                Arrays.copyOf(record, record.length / 2),
                Arrays.copyOf(record, record.length + 1),
                (" " + new String(record, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8))) {
            assertCorrupted(List.of(records.get(0), other), "entry 2 of diary/mine");
        }
    }

    @Test
    void entriesInAnotherOrderAreFound() {
        List<byte[]> reversed = new ArrayList<>(records);
        Collections.reverse(reversed);
        assertCorrupted(reversed, "entry 1 of diary/mine: says that it is number 3");
        assertCorrupted(List.of(records.get(0), records.get(2)), "entry 2 of diary/mine: says that it is number 3");
        assertCorrupted(List.of(records.get(0), records.get(0)), "entry 2 of diary/mine: says that it is number 1");
    }

    @Test
    void anEntryMovedFromAnotherStreamIsFound() {
        List<byte[]> theirs = journal.read(OTHER, 1, 10);

        assertCorrupted(theirs, "entry 1 of diary/mine: follows an entry of digest " + OTHER.origin());
        assertCorrupted(List.of(records.get(0), theirs.get(1)), "entry 2 of diary/mine: follows an entry of digest");
    }

    @Test
    void anEntryRewrittenWithAFittingDigestBreaksTheOneBehindIt() {
        List<byte[]> tampered = new ArrayList<>(records);
        tampered.set(1, sealed(document(1).replace("\"two\"", "\"2\"")));

        assertCorrupted(tampered, "entry 3 of diary/mine: follows an entry of digest");
    }

    @Test
    void anOperationThatStandsTwiceIsFound() {
        String again = document(1).replace("op-two", "op-one");

        assertCorrupted(List.of(records.get(0), sealed(again)), "repeats the operation op-one");
    }

    @Test
    void aBodyOfAnotherShapeIsFound() {
        assertCorrupted(
                List.of(sealed(document(0).replace("{\"text\":\"one\"}", "{\"text\":[]}"))), "entry 1 of diary/mine");
    }

    @Test
    void aNewerFormatIsSaidToBeOne() {
        assertThatExceptionOfType(UnsupportedFormatException.class)
                .isThrownBy(() -> read(List.of(sealed(document(0).replace("\"format\":1", "\"format\":2")))))
                .withMessage("entry 1 of diary/mine: has format 2, this library knows 1; use a newer mlops-sdk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"number", "previous", "type", "operation", "time", "actor", "body"})
    void aDocumentWithoutAFieldIsCorruptedAndNoFaultOfThisLibrary(String field) {
        String without = document(0).replaceFirst(",\"" + field + "\":(\"[^\"]*\"|\\d+|\\{[^}]*})", "");
        assertThat(without).isNotEqualTo(document(0));

        assertCorrupted(List.of(sealed(without)), "entry 1 of diary/mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "[]", "not json", "{\"format\":1}"})
    void aDocumentThatIsNoneIsCorrupted(String document) {
        assertThatExceptionOfType(MlOpsException.class)
                .isThrownBy(() -> read(List.of(sealed(document))))
                .withMessageStartingWith("entry 1 of diary/mine");
    }
}
