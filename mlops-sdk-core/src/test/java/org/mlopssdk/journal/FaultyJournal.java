package org.mlopssdk.journal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.mlopssdk.error.OutcomeUnknownException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.Creation;

/** A journal whose next appends to one stream end as a test says; each is kept as it was offered. */
final class FaultyJournal implements Journal {

    final List<byte[]> offered = new ArrayList<>();

    private final Journal journal;
    private final StreamName stream;
    private final Deque<Fault> faults = new ArrayDeque<>();

    FaultyJournal(Journal journal, StreamName stream) {
        this.journal = journal;
        this.stream = stream;
    }

    /** What becomes of an append. */
    @FunctionalInterface
    interface Fault {
        Creation append(Supplier<Creation> sound);
    }

    /** The request never arrives, and nobody knows. */
    static Fault lostRequest() {
        return sound -> {
            throw new OutcomeUnknownException("append", "the connection was reset");
        };
    }

    /** The append takes effect, and nobody is told. */
    static Fault lostResponse() {
        return sound -> {
            sound.get();
            throw new OutcomeUnknownException("append", "the connection was reset");
        };
    }

    /** The append fails, and nothing is visible. */
    static Fault failure() {
        return sound -> {
            throw new StorageException("append", "the disk is full");
        };
    }

    /** Somebody else is faster. */
    static Fault after(Runnable other) {
        return sound -> {
            other.run();
            return sound.get();
        };
    }

    FaultyJournal then(Fault fault) {
        faults.add(fault);
        return this;
    }

    @Override
    public Creation append(StreamName to, long number, byte[] record) {
        if (!to.equals(stream)) {
            return journal.append(to, number, record);
        }
        offered.add(record.clone());
        Fault fault = faults.isEmpty() ? Supplier::get : faults.remove();
        return fault.append(() -> journal.append(to, number, record));
    }

    @Override
    public List<byte[]> read(StreamName from, long number, int limit) {
        return journal.read(from, number, limit);
    }

    @Override
    public boolean await(StreamName of, long next, Duration timeout) throws InterruptedException {
        return journal.await(of, next, timeout);
    }

    @Override
    public void close() {
        journal.close();
    }
}
