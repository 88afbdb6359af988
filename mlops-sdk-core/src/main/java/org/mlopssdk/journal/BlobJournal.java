package org.mlopssdk.journal;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Creation;

/**
 * A journal kept on a blob store: record <i>n</i> of a stream is created at {@code journal/<kind>/<name>/<n in 20 digits>}. No locks, no
 * leader, no index: that exactly one {@code create} of a key wins is all it takes. Records of other processes are noticed by polling.
 *
 * @since 0.1.0
 */
public final class BlobJournal implements Journal {

    /** How often records of other processes are looked for unless told otherwise: every 10 seconds. */
    public static final Duration DEFAULT_POLLING = Duration.ofSeconds(10);

    private static final int DIGITS = 20;

    private final BlobStore store;
    private final Poller poller;

    /**
     * A journal on a store.
     *
     * @param store keeps the records; stays open when the journal is closed
     * @param polling how often to look for records of other processes while somebody waits; positive
     * @param random spreads the polls of many processes
     */
    public BlobJournal(BlobStore store, Duration polling, RandomGenerator random) {
        if (polling.isZero() || polling.isNegative()) {
            throw new IllegalArgumentException("the polling interval is positive, got " + polling);
        }
        this.store = store;
        this.poller = new Poller((stream, number) -> find(stream, number).isPresent(), polling, random);
    }

    @Override
    public Creation append(StreamName stream, long number, byte[] record) {
        if (number < 1) {
            throw new IllegalArgumentException("records are numbered from 1, got " + number);
        }
        if (record.length > MAX_RECORD) {
            throw new IllegalArgumentException("a record has at most " + MAX_RECORD + " bytes, got " + record.length);
        }
        Creation creation = store.create(key(stream, number), record);
        poller.appended(stream, number);
        return creation;
    }

    @Override
    public List<byte[]> read(StreamName stream, long from, int limit) {
        if (from < 1 || limit < 1) {
            throw new IllegalArgumentException(
                    "records are numbered from 1 and read at least one at a time, got " + from + ", " + limit);
        }
        List<byte[]> records = new ArrayList<>();
        for (long number = from; records.size() < limit; number++) {
            Optional<byte[]> record = find(stream, number);
            if (record.isEmpty()) {
                break;
            }
            records.add(record.get());
        }
        return records;
    }

    @Override
    public boolean await(StreamName stream, long next, Duration timeout) throws InterruptedException {
        return poller.await(stream, next, timeout);
    }

    @Override
    public void close() {
        poller.close();
    }

    @Override
    public String toString() {
        return "BlobJournal[" + store.properties() + "]";
    }

    private Optional<byte[]> find(StreamName stream, long number) {
        BlobKey key = key(stream, number);
        return store.open(key, ByteRange.first(MAX_RECORD + 1L)).map(in -> readAll(key, in));
    }

    private static byte[] readAll(BlobKey key, InputStream in) {
        try (in) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new StorageException(key.path(), "cannot be read: " + e, e);
        }
    }

    private static String padded(long number) {
        String digits = Long.toString(number);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    private static BlobKey key(StreamName stream, long number) {
        return BlobKey.of("journal/" + stream + "/" + padded(number));
    }
}
