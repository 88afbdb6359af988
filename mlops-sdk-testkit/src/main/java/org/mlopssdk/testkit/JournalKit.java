package org.mlopssdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.mlopssdk.journal.Journal;
import org.mlopssdk.journal.StreamName;
import org.mlopssdk.store.Creation;

/** What the parts of the contract of journals stand on. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class JournalKit {

    static final int RACERS = 16;
    static final int ROUNDS = 10;
    static final Duration LONG = Duration.ofMinutes(4);
    static final StreamName STREAM = new StreamName("model", "failure");
    static final StreamName OTHER = new StreamName("model", "failure.2");

    Journal journal;

    /**
     * Opens a journal on fresh, empty storage.
     *
     * @return the journal; the kit closes it
     */
    protected abstract Journal open();

    /**
     * Opens another handle on the storage of the journal that {@link #open} gave last. How soon it notices, in
     * {@link Journal#await}, what the other appends is the implementation's; the kit waits minutes, so let it be seconds.
     *
     * @return the journal; the kit closes it
     */
    protected abstract Journal reopen();

    @BeforeEach
    void openJournal() {
        journal = open();
    }

    @AfterEach
    void closeJournal() {
        journal.close();
    }

    static byte[] record(long seed) {
        return record(seed, 100);
    }

    static byte[] record(long seed, int size) {
        byte[] record = new byte[size];
        new SplittableRandom(seed).nextBytes(record);
        return record;
    }

    void append(StreamName stream, long from, long to) {
        for (long number = from; number <= to; number++) {
            assertThat(journal.append(stream, number, record(number)))
                    .as("record %s of %s", number, stream)
                    .isEqualTo(Creation.CREATED);
        }
    }

    void assertRecords(List<byte[]> records, long from, int count) {
        assertThat(records).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(records.get(i)).as("record %s", from + i).isEqualTo(record(from + i));
        }
    }
}
