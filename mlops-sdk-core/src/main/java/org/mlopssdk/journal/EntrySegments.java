package org.mlopssdk.journal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments of a journal on blobs, each at {@code segments/<kind>/<name>/<number of its last entry in 20 digits>}. They only speed up
 * reading. One that is missing, torn, rotten or another's is passed over, and the entries are read.
 */
final class EntrySegments {

    static final String PREFIX = "segments/";

    private static final Logger LOG = LoggerFactory.getLogger(BlobJournal.class);

    private final BlobStore store;
    private final EntryFiles entries;
    private final AtomicBoolean warned = new AtomicBoolean();

    EntrySegments(BlobStore store, EntryFiles entries) {
        this.store = store;
        this.entries = entries;
    }

    static BlobKey key(StreamName stream, long last) {
        return BlobKey.of(PREFIX + stream + "/" + EntryFiles.padded(last));
    }

    /** Whether a number begins a segment. */
    static boolean begins(long number) {
        return number % EntrySegment.ENTRIES == 1;
    }

    /** Whether a number ends a segment. */
    static boolean ends(long number) {
        return number % EntrySegment.ENTRIES == 0;
    }

    /**
     * The records of a segment, if it is a sound one of the entries that stand there: each record holds the digest of the one before
     * it, so that the last being the entry that stands at its number proves them all.
     */
    Optional<List<byte[]>> read(StreamName stream, long first) {
        long last = first + EntrySegment.ENTRIES - 1;
        Optional<byte[]> entry = entries.find(stream, last);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        return stored(stream, last)
                .flatMap(segment -> EntrySegment.records(stream, first, segment))
                .filter(records -> Arrays.equals(records.get(records.size() - 1), entry.get()));
    }

    /** Writes a segment of entries that stand. Failing is no harm: reading is slower, and it can be made any time. */
    void offer(StreamName stream, long last) {
        try {
            write(stream, last);
        } catch (RuntimeException e) {
            if (warned.compareAndSet(false, true)) {
                LOG.warn("segment {} was not written; it only speeds up reading: {}", key(stream, last), e.toString());
            } else {
                LOG.debug("segment {} was not written", key(stream, last), e);
            }
        }
    }

    /** Writes the segments that a stream lacks; gives how many. */
    long writeMissing(StreamName stream) {
        long written = 0;
        for (long last = EntrySegment.ENTRIES; entries.exists(stream, last); last += EntrySegment.ENTRIES) {
            if (!EntryFiles.exists(store, key(stream, last)) && write(stream, last)) {
                written++;
            }
        }
        return written;
    }

    /** What is wrong with a segment; empty if nothing is. */
    Optional<String> problem(StreamName stream, long last) {
        Optional<byte[]> expected = made(stream, last);
        if (expected.isEmpty()) {
            return Optional.of(
                    "is of entries up to number " + last + ", which are not all there: the stream was cut short,"
                            + " or the segment is another's; find out which, and delete the segment");
        }
        return stored(stream, last)
                .filter(segment -> !Arrays.equals(segment, expected.get()))
                .map(segment -> "differs from its entries, which are read instead of it; delete it");
    }

    private boolean write(StreamName stream, long last) {
        Optional<byte[]> segment = made(stream, last);
        segment.ifPresent(bytes -> store.create(key(stream, last), bytes));
        return segment.isPresent();
    }

    private Optional<byte[]> made(StreamName stream, long last) {
        long first = last - EntrySegment.ENTRIES + 1;
        return EntrySegment.of(stream, first, entries.read(stream, first, EntrySegment.ENTRIES));
    }

    private Optional<byte[]> stored(StreamName stream, long last) {
        return EntryFiles.bytes(store, key(stream, last), BlobStore.MAX_CREATE);
    }
}
