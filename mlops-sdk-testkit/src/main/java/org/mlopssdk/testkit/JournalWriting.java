package org.mlopssdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mlopssdk.journal.Journal;
import org.mlopssdk.journal.StreamName;
import org.mlopssdk.store.Creation;

/** The part of the contract that is about appending, and reading what was appended. */
abstract class JournalWriting extends JournalKit {

    /** Writing the record of a number, once. */
    @Nested
    class Appending {

        @Test
        void theFirstAtANumberWinsAndItsRecordStays() {
            assertThat(journal.append(STREAM, 1, record(1))).isEqualTo(Creation.CREATED);
            assertThat(journal.append(STREAM, 1, record(2))).isEqualTo(Creation.EXISTS);
            assertThat(journal.append(STREAM, 1, record(1)))
                    .as("the same bytes")
                    .isEqualTo(Creation.EXISTS);

            assertRecords(journal.read(STREAM, 1, 10), 1, 1);
        }

        @Test
        void ofRacingThreadsExactlyOneWinsANumberAndEachLoserSeesTheWinnersRecord() throws Exception {
            for (int round = 1; round <= ROUNDS; round++) {
                long number = round;
                List<Creation> outcomes = Racing.race(RACERS, thread -> {
                    Creation outcome = journal.append(STREAM, number, record(thread));
                    List<byte[]> read = journal.read(STREAM, number, 1);
                    assertThat(read).hasSize(1);
                    if (outcome == Creation.EXISTS) {
                        assertThat(read.get(0)).isNotEqualTo(record(thread));
                    }
                    return outcome;
                });

                assertThat(outcomes).as("number %s", number).containsOnlyOnce(Creation.CREATED);
                assertThat(journal.read(STREAM, number, 1).get(0))
                        .isEqualTo(record(outcomes.indexOf(Creation.CREATED)));
            }
        }

        @Test
        void aRecordIsAnyBytesUpToItsLimit() {
            List<byte[]> records =
                    List.of(new byte[] {0, '\n', '\r', -1, '\'', '\\', 0}, new byte[0], record(3, Journal.MAX_RECORD));
            for (int i = 0; i < records.size(); i++) {
                assertThat(journal.append(STREAM, i + 1L, records.get(i))).isEqualTo(Creation.CREATED);
            }

            assertThat(journal.read(STREAM, 1, 10))
                    .usingElementComparator(Arrays::compare)
                    .isEqualTo(records);
        }

        @Test
        void aLongerRecordAndANumberBelowOneAreRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> journal.append(STREAM, 1, new byte[Journal.MAX_RECORD + 1]));
            assertThatIllegalArgumentException().isThrownBy(() -> journal.append(STREAM, 0, record(1)));
            assertThatIllegalArgumentException().isThrownBy(() -> journal.append(STREAM, -1, record(1)));

            assertThat(journal.read(STREAM, 1, 10)).isEmpty();
        }

        @Test
        void aRecordIsWhatItWasAtTheCall() {
            byte[] record = record(1);
            journal.append(STREAM, 1, record);
            record[50]++;
            journal.read(STREAM, 1, 1).get(0)[60]++;

            assertRecords(journal.read(STREAM, 1, 1), 1, 1);
        }
    }

    /** Reading in the order of numbers. */
    @Nested
    class Reading {

        @Test
        void aStreamThatNobodyWroteToHasNoRecords() {
            assertThat(journal.read(STREAM, 1, 10)).isEmpty();
            assertThat(journal.read(STREAM, 1000, 10)).isEmpty();
        }

        @Test
        void recordsComeFromANumberOnAndNoMoreThanAskedFor() {
            append(STREAM, 1, 250);

            assertRecords(journal.read(STREAM, 1, 1), 1, 1);
            assertRecords(journal.read(STREAM, 1, 100), 1, 100);
            assertRecords(journal.read(STREAM, 101, 100), 101, 100);
            assertRecords(journal.read(STREAM, 201, 100), 201, 50);
            assertRecords(journal.read(STREAM, 250, 1), 250, 1);
            assertRecords(journal.read(STREAM, 1, 250), 1, 250);
            assertRecords(journal.read(STREAM, 1, Integer.MAX_VALUE), 1, 250);
            assertThat(journal.read(STREAM, 251, 100)).isEmpty();
        }

        @Test
        void aNumberOrALimitBelowOneIsRefused() {
            assertThatIllegalArgumentException().isThrownBy(() -> journal.read(STREAM, 0, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> journal.read(STREAM, 1, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> journal.read(STREAM, 1, -1));
        }

        @Test
        void aReaderBesideAWriterSeesABeginningOfTheStreamWithoutGaps() throws Exception {
            AtomicBoolean written = new AtomicBoolean();
            Racing.race(3, thread -> {
                if (thread == 0) {
                    append(STREAM, 1, 100);
                    written.set(true);
                }
                int seen = 0;
                while (thread > 0 && seen < 100) {
                    boolean last = written.get();
                    List<byte[]> records = journal.read(STREAM, 1, 1000);
                    assertThat(records.size()).isBetween(last ? 100 : seen, 100);
                    seen = records.size();
                    assertRecords(records, 1, seen);
                }
                return thread;
            });
        }

        @Test
        void streamsDoNotTouchEachOther() {
            StreamName kin = new StreamName("dataset", "failure");
            append(STREAM, 1, 3);
            append(OTHER, 1, 1);

            assertRecords(journal.read(STREAM, 1, 10), 1, 3);
            assertRecords(journal.read(OTHER, 1, 10), 1, 1);
            assertThat(journal.read(kin, 1, 10)).isEmpty();
        }

        @Test
        void namesMayBeAsLongAsTheyCan() {
            StreamName longest = new StreamName("k".repeat(128), "n".repeat(128));
            append(longest, 1, 2);

            assertRecords(journal.read(longest, 1, 10), 1, 2);
        }
    }
}
