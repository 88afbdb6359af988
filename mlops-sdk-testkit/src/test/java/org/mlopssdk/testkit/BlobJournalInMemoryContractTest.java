package org.mlopssdk.testkit;

import java.time.Duration;
import java.util.SplittableRandom;
import org.mlopssdk.journal.BlobJournal;
import org.mlopssdk.journal.Journal;
import org.mlopssdk.store.MemoryBlobStore;

class BlobJournalInMemoryContractTest extends JournalContract {

    private final MemoryBlobStore store = new MemoryBlobStore();

    @Override
    protected Journal open() {
        return new BlobJournal(store, Duration.ofMillis(20), new SplittableRandom(1));
    }

    @Override
    protected Journal reopen() {
        return open();
    }
}
