package org.mlopssdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mlopssdk.testkit.Kits.rejectionsOfJournal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mlopssdk.journal.StreamName;
import org.mlopssdk.store.Creation;

/** A kit is worth what it rejects: journals with one fault each. */
class BadJournalsTest {

    @Test
    void aSoundJournalPasses() {
        assertThat(rejectionsOfJournal(() -> new PlantedJournal())).isEmpty();
    }

    @Test
    void anAppendThatLooksAndThenWritesIsRejected() {
        assertThat(rejectionsOfJournal(() -> new PlantedJournal() {
                    @Override
                    public Creation append(StreamName stream, long number, byte[] record) {
                        if (!sound.read(stream, number, 1).isEmpty()) {
                            return Creation.EXISTS;
                        }
                        PlantedStore.dawdle();
                        sound.append(stream, number, record);
                        return Creation.CREATED;
                    }
                }))
                .contains("ofRacingThreadsExactlyOneWinsANumberAndEachLoserSeesTheWinnersRecord");
    }

    @Test
    void anAppendThatClaimsEveryRetryIsRejected() {
        assertThat(rejectionsOfJournal(() -> new PlantedJournal() {
                    @Override
                    public Creation append(StreamName stream, long number, byte[] record) {
                        sound.append(stream, number, record);
                        return Creation.CREATED;
                    }
                }))
                .contains("theFirstAtANumberWinsAndItsRecordStays");
    }

    @Test
    void aReadOfAStaleCopyIsRejected() {
        assertThat(rejectionsOfJournal(() -> new PlantedJournal() {
                    private List<byte[]> last = List.of();

                    @Override
                    public synchronized List<byte[]> read(StreamName stream, long from, int limit) {
                        List<byte[]> before = last;
                        last = sound.read(stream, from, limit);
                        return before;
                    }
                }))
                .contains("handlesOnTheSameStorageSeeOneAnotherAtOnce");
    }

    @Test
    void aReadInAnotherOrderIsRejected() {
        assertThat(rejectionsOfJournal(() -> new PlantedJournal() {
                    @Override
                    public List<byte[]> read(StreamName stream, long from, int limit) {
                        List<byte[]> records = new ArrayList<>(sound.read(stream, from, limit));
                        Collections.reverse(records);
                        return records;
                    }
                }))
                .contains("recordsComeFromANumberOnAndNoMoreThanAskedFor");
    }

    @Test
    void oneStreamForAllNamesOfAKindIsRejected() {
        assertThat(rejectionsOfJournal(() -> new PlantedJournal() {
                    private StreamName one(StreamName stream) {
                        return new StreamName(stream.kind(), "one");
                    }

                    @Override
                    public Creation append(StreamName stream, long number, byte[] record) {
                        return sound.append(one(stream), number, record);
                    }

                    @Override
                    public List<byte[]> read(StreamName stream, long from, int limit) {
                        return sound.read(one(stream), from, limit);
                    }

                    @Override
                    public boolean await(StreamName stream, long next, Duration timeout) throws InterruptedException {
                        return sound.await(one(stream), next, timeout);
                    }
                }))
                .contains("streamsDoNotTouchEachOther");
    }

    @Test
    void anAwaitThatSleepsThroughAnInterruptIsRejected() {
        assertThat(rejectionsOfJournal(() -> new PlantedJournal() {
                    @Override
                    public boolean await(StreamName stream, long next, Duration timeout) {
                        try {
                            return sound.await(stream, next, timeout);
                        } catch (InterruptedException e) {
                            return false;
                        }
                    }
                }))
                .contains("anInterruptEndsTheWait", "waitingDoesNotBegin");
    }

    @Test
    void anAwaitThatAlwaysSaysYesIsRejected() {
        assertThat(rejectionsOfJournal(() -> new PlantedJournal() {
                    @Override
                    public boolean await(StreamName stream, long next, Duration timeout) {
                        return true;
                    }
                }))
                .contains("theTimeRunsOutWhereNothingComes", "closingEndsTheWait");
    }
}
