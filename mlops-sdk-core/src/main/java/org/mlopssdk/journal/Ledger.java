package org.mlopssdk.journal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.OutcomeUnknownException;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.Digest;

/**
 * One stream as this process knows it: the fold of its entries so far, and the way to append to it. Reading takes in what others have
 * appended since; each entry is verified against the chain before it is folded.
 *
 * <p>Appending is optimistic: the draft is made from the state, written at the next number, and made again from the newer state if another
 * writer took that number. Where an outcome is unknown, the same bytes are offered at the same number again, which tells whose entry
 * stands there. Safe for use by many threads.
 *
 * @param <F> the fold
 * @since 0.1.0
 */
public final class Ledger<F extends Fold> {

    /**
     * The type of the entry by which a garbage collection tells the writers of a stream that content which nothing referred to was set
     * aside: a writer that meets it confirms its {@link Dependencies} again.
     */
    public static final String SWEPT = "swept";

    private static final int PAGE = 100;
    private static final int ATTEMPTS_AT_ONE_NUMBER = 3;

    private final Ledgers ledgers;
    private final StreamName stream;
    private final Chain<F> chain;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Signature signature;

    Ledger(Ledgers ledgers, StreamName stream, F fold) {
        this.ledgers = ledgers;
        this.stream = stream;
        this.chain = new Chain<>(stream, fold);
    }

    /** The note that names the author, which each entry refers to. */
    private record Signature(Digest actor, Dependencies kept) {}

    /**
     * The stream.
     *
     * @return its name
     */
    public StreamName stream() {
        return stream;
    }

    /**
     * Asks the state as it is now, everywhere: what others have appended is taken in first.
     *
     * @param <R> the answer
     * @param query reads the fold and keeps nothing of it that can change
     * @return the answer
     */
    public <R> R read(Function<? super F, R> query) {
        lock.lock();
        try {
            catchUp();
            return query.apply(chain.fold());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Asks the state as this process knows it, which has whatever it appended: what was done can be told although the storage fails now.
     *
     * @param <R> the answer
     * @param query reads the fold and keeps nothing of it that can change
     * @return the answer
     */
    public <R> R readKnown(Function<? super F, R> query) {
        lock.lock();
        try {
            return query.apply(chain.fold());
        } finally {
            lock.unlock();
        }
    }

    /**
     * The number of the last entry, everywhere.
     *
     * @return the number, 0 for an empty stream
     */
    public long length() {
        lock.lock();
        try {
            catchUp();
            return chain.last();
        } finally {
            lock.unlock();
        }
    }

    /** The last entry, everywhere; empty for an empty stream. */
    Optional<Checkpoint.Head> head() {
        lock.lock();
        try {
            catchUp();
            return chain.last() == 0 ? Optional.empty() : Optional.of(new Checkpoint.Head(chain.last(), chain.head()));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Begins an entry that refers to content.
     *
     * @return where to put the content, or to name what was put after this call
     */
    public Dependencies dependencies() {
        return new Dependencies(ledgers.store(), knownSweeps());
    }

    /**
     * Appends an entry that refers to no content, see {@link #append(String, Dependencies, Function)}.
     *
     * @param operation the id of the operation
     * @param propose makes the draft
     * @return the entry as it stands in the stream
     */
    public Entry append(String operation, Function<? super F, Draft> propose) {
        return append(operation, dependencies(), propose);
    }

    /**
     * Appends an entry. If an entry of this operation stands in the stream already, that one is the answer and nothing is written.
     *
     * @param operation the id of the operation, see {@link Author#newId()}
     * @param needed the content that the entry refers to
     * @param propose makes the draft from the present state, or throws if the operation's precondition does not hold; called again each
     *     time another writer was first
     * @return the entry as it stands in the stream
     * @throws OutcomeUnknownException if it cannot be known whether the entry stands there
     */
    public Entry append(String operation, Dependencies needed, Function<? super F, Draft> propose) {
        Map<String, Digest> noted = new HashMap<>();
        lock.lock();
        try {
            catchUp();
            makeDurable(operation, 0);
            while (!chain.has(operation)) {
                long offered = chain.last() + 1;
                Draft draft = propose.apply(chain.fold());
                Digest reason = draft.reason() == null
                        ? null
                        : noted.computeIfAbsent(
                                draft.reason(),
                                text -> needed.put(ledgers.notes().content(text)));
                Attribution attribution = new Attribution(actor(), reason);
                if (chain.last() == 0) {
                    ledgers.recordInCatalog(stream);
                }
                confirm(needed);
                if (chain.last()
                        < offered) { // whoever put content again may have read on, and the draft is of a state before
                    // that
                    offer(ledgers.event(operation, draft, attribution));
                }
                if (!chain.has(operation)) { // another was first
                    catchUp();
                    makeDurable(operation, offered);
                }
            }
            return entryOf(operation);
        } finally {
            lock.unlock();
        }
    }

    /** An entry that was only read may not be durable yet, beyond those that are known to be: its writer was stopped before it could say so. */
    private void makeDurable(String operation, long known) {
        Long standing = chain.numberOf(operation);
        if (standing != null && standing > known) {
            ledgers.journal().append(stream, standing, recordAt(standing));
        }
    }

    private Digest actor() {
        Signature known = signature;
        if (known == null) {
            Dependencies kept = new Dependencies(ledgers.store(), knownSweeps());
            known = new Signature(kept.put(ledgers.signature()), kept);
            signature = known;
        }
        return known.actor;
    }

    /** All that the next entry refers to is there, as far as the entries before it tell. */
    private void confirm(Dependencies needed) {
        long now = knownSweeps();
        needed.confirm(now);
        if (signature != null) {
            signature.kept.confirm(now);
        }
    }

    /** A stream that the catalog did not have yet when it was swept has no such entry of its own. */
    private long knownSweeps() {
        lock.lock();
        try {
            return stream.equals(StreamName.CATALOG) ? chain.sweeps() : chain.sweeps() + ledgers.catalogSweeps();
        } finally {
            lock.unlock();
        }
    }

    /** How many garbage collections this stream tells of, as far as this process knows it. */
    long sweeps() {
        lock.lock();
        try {
            return chain.sweeps();
        } finally {
            lock.unlock();
        }
    }

    /** Writes the event at the next number unless another's entry stands there; either way the next fold sees what does. */
    private void offer(Event event) {
        long number = chain.last() + 1;
        byte[] record = EntryFormat.encode(stream, number, chain.head(), event);
        for (int attempt = 1; ; attempt++) {
            try {
                if (ledgers.journal().append(stream, number, record) == Creation.CREATED) {
                    chain.take(record);
                }
                return;
            } catch (OutcomeUnknownException e) {
                if (attempt == ATTEMPTS_AT_ONE_NUMBER) {
                    throw new OutcomeUnknownException(
                            "entry " + number + " of " + stream,
                            "may or may not have been written, as operation " + event.operation()
                                    + "; read before trying again",
                            e);
                }
            }
        }
    }

    private void catchUp() {
        List<byte[]> records;
        do {
            records = ledgers.journal().read(stream, chain.last() + 1, PAGE);
            records.forEach(chain::take);
        } while (records.size() == PAGE);
    }

    /** The entry of an operation: what was appended just now is not asked for again, which could fail; what is older is read again. */
    private Entry entryOf(String operation) {
        long number = Objects.requireNonNull(chain.numberOf(operation));
        Entry latest = chain.latest();
        if (latest != null && latest.number() == number) {
            return latest;
        }
        Entry entry = EntryFormat.decode(stream, number, null, recordAt(number));
        if (!entry.event().operation().equals(operation)) {
            throw new CorruptedException(
                    entry.toString(), "is not the one that was read before; restore it from a backup");
        }
        return entry;
    }

    private byte[] recordAt(long number) {
        List<byte[]> records = ledgers.journal().read(stream, number, 1);
        if (records.isEmpty()) {
            throw new CorruptedException(
                    "entry " + number + " of " + stream, "was there and is gone; restore it from a backup");
        }
        return records.get(0);
    }

    @Override
    public String toString() {
        return "Ledger[" + stream + ", " + chain.last() + " entries known]";
    }
}
