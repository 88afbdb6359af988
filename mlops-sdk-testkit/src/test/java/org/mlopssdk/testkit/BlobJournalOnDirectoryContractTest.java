package org.mlopssdk.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.journal.BlobJournal;
import org.mlopssdk.journal.Journal;
import org.mlopssdk.store.DirectoryBlobStore;

class BlobJournalOnDirectoryContractTest extends JournalContract {

    @TempDir
    Path directory;

    @Override
    protected Journal open() {
        return new BlobJournal(
                DirectoryBlobStore.open(directory.resolve("store")), Duration.ofMillis(20), new SplittableRandom(1));
    }

    @Override
    protected Journal reopen() {
        return open();
    }
}
