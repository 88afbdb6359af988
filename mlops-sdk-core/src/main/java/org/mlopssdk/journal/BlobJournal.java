package org.mlopssdk.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Creation;

/**
 * A journal kept on a blob store: record <i>n</i> of a stream is created at {@code journal/<kind>/<name>/<n in 20 digits>}. No locks, no
 * leader, no index: that exactly one {@code create} of a key wins is all it takes. Records of other processes are noticed by polling.
 *
 * <p>Each hundred entries are kept once more in one piece, so that a process that knows nothing of a stream reads it in a hundredth of the looks.
 * Whoever appends the last of a hundred writes the segment. It only speeds up reading: what is wrong with one is never seen by a reader.
 *
 * @since 0.1.0
 */
public final class BlobJournal implements Journal {

    /** How often records of other processes are looked for unless told otherwise: every 10 seconds. */
    public static final Duration DEFAULT_POLLING = Duration.ofSeconds(10);

    private final BlobStore store;
    private final EntryFiles entries;
    private final @Nullable EntrySegments segments;
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
        this.entries = new EntryFiles(store);
        this.segments = new EntrySegments(store, entries);
        this.poller = new Poller(entries::exists, polling, random);
    }

    private BlobJournal(BlobJournal journal) {
        this.store = journal.store;
        this.entries = journal.entries;
        this.segments = null;
        this.poller = journal.poller;
    }

    /** The same journal, read from its entries alone: for whoever verifies them. */
    BlobJournal withoutSegments() {
        return new BlobJournal(this);
    }

    @Override
    public Creation append(StreamName stream, long number, byte[] record) {
        if (number < 1) {
            throw new IllegalArgumentException("records are numbered from 1, got " + number);
        }
        if (record.length > MAX_RECORD) {
            throw new IllegalArgumentException("a record has at most " + MAX_RECORD + " bytes, got " + record.length);
        }
        Creation creation = store.create(EntryFiles.key(stream, number), record);
        poller.appended(stream, number);
        if (segments != null && creation == Creation.CREATED && EntrySegments.ends(number)) {
            segments.offer(stream, number);
        }
        return creation;
    }

    @Override
    public List<byte[]> read(StreamName stream, long from, int limit) {
        if (from < 1 || limit < 1) {
            throw new IllegalArgumentException(
                    "records are numbered from 1 and read at least one at a time, got " + from + ", " + limit);
        }
        List<byte[]> records = new ArrayList<>();
        List<byte[]> more;
        do {
            more = next(stream, from + records.size(), limit - records.size());
            records.addAll(more);
        } while (!more.isEmpty() && records.size() < limit);
        return records;
    }

    /**
     * The next records, if there are any: a segment of them or a single one. Whether there is a next one is asked first, so that a reader who knows all of
     * them asks nothing else.
     */
    private List<byte[]> next(StreamName stream, long number, int limit) {
        Optional<byte[]> record = entries.find(stream, number);
        if (record.isEmpty()) {
            return List.of();
        }
        if (segments != null && EntrySegments.begins(number) && limit >= EntrySegment.ENTRIES) {
            Optional<List<byte[]>> segment = segments.read(stream, number);
            if (segment.isPresent()) {
                return segment.get();
            }
        }
        return List.of(record.get());
    }

    /**
     * Writes the segments of a stream that are missing: where whoever wrote the last entry of one was cut off, or the journal comes from an older
     * library. Segments only speed up reading, so this may be done at any time, by anyone, or not at all.
     *
     * @param stream the stream
     * @return how many were written
     */
    public long writeMissingSegments(StreamName stream) {
        return segments == null ? 0 : segments.writeMissing(stream);
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
}
