package org.mlopssdk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mlopssdk.journal.Diary.STREAM;
import static org.mlopssdk.journal.Diary.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mlopssdk.error.ConflictException;
import org.mlopssdk.error.OutcomeUnknownException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.MemoryBlobStore;

class LedgerTest {

    private final MemoryBlobStore store = new MemoryBlobStore();
    private final Journal sound = Diary.journal(store);
    private final FaultyJournal faulty = new FaultyJournal(sound, STREAM);
    private final Ledger<Diary> mine = Diary.process(faulty, store, 1).open(STREAM, new Diary());
    private final Ledger<Diary> theirs = Diary.process(sound, store, 2).open(STREAM, new Diary());

    private List<String> everybodySees() {
        List<String> lines = theirs.read(diary -> List.copyOf(diary.lines));
        List<String> linesOfMine = mine.read(diary -> List.copyOf(diary.lines));
        assertThat(linesOfMine).isEqualTo(lines);
        assertThat(mine.length()).isEqualTo(theirs.length());
        return lines;
    }

    @Nested
    class Appending {

        @Test
        void oneWriterSeesWhatTheOtherWrote() {
            mine.append("op-1", diary -> line("one"));
            theirs.append("op-2", diary -> line("two after " + diary.lines));
            mine.append("op-3", diary -> line("three after " + diary.lines.size()));

            assertThat(everybodySees()).containsExactly("one", "two after [one]", "three after 2");
        }

        @Test
        void anEntryTellsWhoWhenAndWhy() {
            Ledgers process = Diary.process(sound, store, 3);
            Entry entry = process.open(STREAM, new Diary())
                    .append("op-1", diary -> line("one").because("it was time"));

            assertThat(entry).hasToString("entry 1 of diary/mine (line)");
            assertThat(entry.event().time()).isEqualTo(Diary.NOON);
            assertThat(entry.event().operation()).isEqualTo("op-1");
            assertThat(process.notes().read(entry.event().attribution().actor()))
                    .isEqualTo("alice");
            Digest reason = entry.event().attribution().reason();
            assertThat(reason).isNotNull();
            assertThat(process.notes().read(reason)).isEqualTo("it was time");
        }

        @Test
        void anOperationStandsInTheStreamOnce() {
            Entry first = mine.append("op-1", diary -> line("one"));

            assertThat(mine.append("op-1", diary -> line("again"))).isEqualTo(first);
            assertThat(theirs.append("op-1", diary -> line("from another process")))
                    .isEqualTo(first);
            assertThat(everybodySees()).containsExactly("one");
        }

        @Test
        void aLostRaceIsRunAgainFromTheNewerState() {
            List<List<String>> seen = new ArrayList<>();
            faulty.then(FaultyJournal.after(() -> theirs.append("op-2", diary -> line("theirs"))));

            Entry entry = mine.append("op-1", diary -> {
                seen.add(List.copyOf(diary.lines));
                return line("mine");
            });

            assertThat(seen).containsExactly(List.of(), List.of("theirs"));
            assertThat(entry.number()).isEqualTo(2);
            assertThat(everybodySees()).containsExactly("theirs", "mine");
        }

        @Test
        void aRaceThatTheSameOperationWonElsewhereIsNotRunAgain() {
            faulty.then(FaultyJournal.after(() -> theirs.append("op-1", diary -> line("the same, retried elsewhere"))));

            assertThat(mine.append("op-1", diary -> line("mine")).number()).isEqualTo(1);
            assertThat(everybodySees()).containsExactly("the same, retried elsewhere");
        }

        @Test
        void anEntryThatWasOnlyReadIsOfferedAgainBeforeItIsCalledDone() {
            Entry first = theirs.append("op-1", diary -> line("theirs, who may have died before it was durable"));

            assertThat(mine.append("op-1", diary -> line("mine"))).isEqualTo(first);
            assertThat(faulty.offered)
                    .singleElement()
                    .isEqualTo(sound.read(STREAM, 1, 1).get(0));
        }

        @Test
        void anEntryThatWasReadBehindTheOneThatWonTheRaceIsOfferedAgainToo() {
            faulty.then(FaultyJournal.after(() -> {
                theirs.append("op-2", diary -> line("theirs"));
                theirs.append("op-1", diary -> line("the same, retried elsewhere"));
            }));

            assertThat(mine.append("op-1", diary -> line("mine")).number()).isEqualTo(2);
            assertThat(faulty.offered).last().isEqualTo(sound.read(STREAM, 2, 1).get(0));
        }

        @Test
        void whatIsReadWhileContentIsPutAgainIsAStateToBeginAnewFrom() {
            Content content = Content.of(new byte[] {1});
            Dependencies needed = mine.dependencies();
            needed.need(List.of(store.put(content)), () -> {
                store.put(content);
                theirs.append("op-2", diary -> line("theirs"));
                mine.length();
            });
            store.delete(Digest.of(new byte[] {1}).key());
            theirs.append("sweep-1", diary -> new Draft(Ledger.SWEPT, Map.of("sweep", "1"), null));

            mine.append("op-1", needed, diary -> line("mine after " + diary.lines));

            assertThat(everybodySees()).containsExactly("theirs", "mine after [theirs]");
        }

        @Test
        void aPreconditionThatNoLongerHoldsEndsIt() {
            faulty.then(FaultyJournal.after(() -> theirs.append("op-2", diary -> line("theirs"))));

            assertThatExceptionOfType(ConflictException.class)
                    .isThrownBy(() -> mine.append("op-1", diary -> {
                        if (!diary.lines.isEmpty()) {
                            throw new ConflictException("the diary", "begins with " + diary.lines.get(0));
                        }
                        return line("the first");
                    }))
                    .withMessage("the diary: begins with theirs");
            assertThat(everybodySees()).containsExactly("theirs");
        }

        @Test
        void whatDoesNotFitIsRefusedAndLeavesNothing() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> mine.append("op-1", diary -> line("x".repeat(66_000))))
                    .withMessageContainingAll("an entry of diary/mine would have", "more than 65536");
            assertThat(everybodySees()).isEmpty();
            assertThat(mine.append("op-1", diary -> line("x".repeat(65_000))).number())
                    .isEqualTo(1);
        }
    }

    @Nested
    class WhenAResponseIsLost {

        private void assertSameBytesAtEachAttempt(int attempts) {
            assertThat(faulty.offered).hasSize(attempts);
            assertThat(faulty.offered).allSatisfy(bytes -> assertThat(bytes).isEqualTo(faulty.offered.get(0)));
        }

        @Test
        void theEntryThatWasWrittenIsRecognisedAsOurs() {
            faulty.then(FaultyJournal.lostResponse());

            Entry entry = mine.append("op-1", diary -> line("mine").because("once"));

            assertThat(entry.number()).isEqualTo(1);
            assertSameBytesAtEachAttempt(2);
            assertThat(everybodySees()).containsExactly("mine");
        }

        @Test
        void theEntryThatWasNotWrittenIsWritten() {
            faulty.then(FaultyJournal.lostRequest()).then(FaultyJournal.lostRequest());

            assertThat(mine.append("op-1", diary -> line("mine").because("once"))
                            .number())
                    .isEqualTo(1);
            assertSameBytesAtEachAttempt(3);
            assertThat(everybodySees()).containsExactly("mine");
        }

        @Test
        void anothersEntryAtTheNumberIsALostRace() {
            faulty.then(sending -> {
                theirs.append("op-2", diary -> line("theirs"));
                return FaultyJournal.lostRequest().append(sending);
            });

            assertThat(mine.append("op-1", diary -> line("mine")).number()).isEqualTo(2);
            assertThat(everybodySees()).containsExactly("theirs", "mine");
        }

        @Test
        void severalTimesNobodyClaimsToKnowAndARetryOfTheOperationWritesNothingTwice() {
            faulty.then(FaultyJournal.lostRequest())
                    .then(FaultyJournal.lostRequest())
                    .then(FaultyJournal.lostResponse());

            assertThatExceptionOfType(OutcomeUnknownException.class)
                    .isThrownBy(() -> mine.append("op-1", diary -> line("mine")))
                    .withMessage("entry 1 of diary/mine: may or may not have been written, as operation op-1;"
                            + " read before trying again")
                    .withCauseInstanceOf(OutcomeUnknownException.class);
            assertSameBytesAtEachAttempt(3);

            assertThat(mine.append("op-1", diary -> line("mine")).number()).isEqualTo(1);
            assertThat(everybodySees()).containsExactly("mine");
        }

        @Test
        void andNothingWasWrittenARetryOfTheOperationWritesIt() {
            for (int i = 0; i < 3; i++) {
                faulty.then(FaultyJournal.lostRequest());
            }
            assertThatExceptionOfType(OutcomeUnknownException.class)
                    .isThrownBy(() -> mine.append("op-1", diary -> line("mine")));

            assertThat(mine.append("op-1", diary -> line("mine")).number()).isEqualTo(1);
            assertThat(everybodySees()).containsExactly("mine");
        }

        @Test
        void aFailureThatIsKnownIsNotTriedAgainHere() {
            faulty.then(FaultyJournal.failure());

            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> mine.append("op-1", diary -> line("mine")));
            assertThat(faulty.offered).hasSize(1);
            assertThat(everybodySees()).isEmpty();
        }
    }

    @Nested
    class EntriesOfANewerLibrary {

        private void append(String type, boolean optional, String operation) {
            Entry last = theirs.append("before-" + operation, diary -> line("before " + operation));
            Attribution attribution = last.event().attribution();
            Event event = new Event(type, optional, operation, Diary.NOON, attribution, Map.of("new", true));
            byte[] record = EntryFormat.encode(STREAM, last.number() + 1, last.digest(), event);
            assertThat(sound.append(STREAM, last.number() + 1, record)).isEqualTo(Creation.CREATED);
        }

        @Test
        void arePassedOverIfTheySayThatTheyMayBe() {
            append("weather", true, "op-9");
            mine.append("op-1", diary -> line("after"));

            assertThat(everybodySees()).containsExactly("before op-9", "after");
            assertThat(mine.length()).isEqualTo(3);
            assertThat(mine.append("op-9", diary -> line("known by its operation"))
                            .number())
                    .isEqualTo(2);
        }

        @Test
        void areRefusedOtherwiseEachTime() {
            append("weather", false, "op-9");

            for (int i = 0; i < 2; i++) {
                assertThatExceptionOfType(UnsupportedFormatException.class)
                        .isThrownBy(mine::length)
                        .withMessage("entry 2 of diary/mine (weather): is of a type that this library does not know;"
                                + " use a newer mlops-sdk");
            }
            assertThatExceptionOfType(UnsupportedFormatException.class)
                    .isThrownBy(() -> mine.append("op-1", diary -> line("blindly")));
        }
    }
}
