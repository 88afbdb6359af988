package org.mlopssdk.testkit;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.mlopssdk.artifact.ContentReader;
import org.mlopssdk.journal.Author;
import org.mlopssdk.journal.BlobJournal;
import org.mlopssdk.journal.Ledgers;
import org.mlopssdk.registry.Registry;
import org.mlopssdk.registry.RegistryBackend;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.RecoverableBlobStore;

/** Handles on the registry that lies in the journal of a blob store. */
final class JournalBackends {

    private JournalBackends() {}

    static RegistryBackend on(BlobStore blobs) {
        RandomGenerator random = new SecureRandom();
        RecoverableBlobStore store = new RecoverableBlobStore(blobs);
        BlobJournal journal = new BlobJournal(blobs, Duration.ofMillis(20), new SplittableRandom(1));
        Ledgers ledgers = new Ledgers(journal, store, new Author("ada", Clock.systemUTC(), random));
        return new Registry(ledgers, store, new ContentReader(store)).backend();
    }
}
