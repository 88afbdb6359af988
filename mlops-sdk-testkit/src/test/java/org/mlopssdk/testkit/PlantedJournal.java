package org.mlopssdk.testkit;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.mlopssdk.journal.BlobJournal;
import org.mlopssdk.journal.Journal;
import org.mlopssdk.journal.StreamName;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.MemoryBlobStore;

/** A sound journal in memory, for a planted fault to override one method of. */
class PlantedJournal implements Journal {

    private static volatile MemoryBlobStore storage = new MemoryBlobStore();

    final Journal sound = new BlobJournal(storage, Duration.ofMillis(20), new SplittableRandom(1));

    /** Journals made from now on begin empty, and share what they keep. */
    static void freshStorage() {
        storage = new MemoryBlobStore();
    }

    @Override
    public Creation append(StreamName stream, long number, byte[] record) {
        return sound.append(stream, number, record);
    }

    @Override
    public List<byte[]> read(StreamName stream, long from, int limit) {
        return sound.read(stream, from, limit);
    }

    @Override
    public boolean await(StreamName stream, long next, Duration timeout) throws InterruptedException {
        return sound.await(stream, next, timeout);
    }

    @Override
    public void close() {
        sound.close();
    }
}
