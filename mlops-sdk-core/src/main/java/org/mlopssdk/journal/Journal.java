package org.mlopssdk.journal;

import java.time.Duration;
import java.util.List;
import org.mlopssdk.store.Creation;

/**
 * Streams of immutable records, numbered from 1 without gaps: the SPI for whoever has a database. Records are bytes to it; what stands
 * in them is for {@link Ledger}.
 *
 * <p>Implementations are safe for use by many threads and processes at once. Failures beneath are
 * {@link org.mlopssdk.error.StorageException}; nothing of the operation is visible then, except where a method says otherwise. The
 * testkit's {@code JournalContract} holds an implementation to all of this.
 *
 * @since 0.1.0
 */
public interface Journal extends AutoCloseable {

    /** The most bytes of a record: 64 KiB for a document, and its digest on a line of its own. */
    int MAX_RECORD = (64 << 10) + 66;

    /**
     * Writes the record of a number, unless there is one. Of concurrent callers exactly one is told {@link Creation#CREATED}. On return,
     * whoever won, the record is as durable as the storage promises.
     *
     * @param stream the stream; it begins to exist with its first record
     * @param number from 1; the caller has read the record before it
     * @param record at most {@link #MAX_RECORD} bytes
     * @return whether this caller's record stands there now, or another did before
     * @throws IllegalArgumentException if the number is below 1 or the record too long
     * @throws org.mlopssdk.error.OutcomeUnknownException if the record may or may not be visible: append the same bytes at the same
     *     number again, or read it, to know
     */
    Creation append(StreamName stream, long number, byte[] record);

    /**
     * Reads records in the order of their numbers. Everything acknowledged before the call is seen.
     *
     * @param stream the stream; one that does not exist has no records
     * @param from the first number, from 1
     * @param limit how many at most, from 1
     * @return the records; fewer than {@code limit} mean that there were no more
     */
    List<byte[]> read(StreamName stream, long from, int limit);

    /**
     * Waits for a record. One of this process is noticed at once; how soon another's is, the implementation says.
     *
     * @param stream the stream
     * @param next the number waited for
     * @param timeout how long to wait
     * @return true if it is there, false if the time ran out or the journal was closed
     * @throws InterruptedException if the thread is interrupted
     */
    boolean await(StreamName stream, long next, Duration timeout) throws InterruptedException;

    /** Lets go of connections and threads, and of whoever waits. Closing twice does nothing. The storage beneath stays open. */
    @Override
    void close();
}
