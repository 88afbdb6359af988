package org.mlopssdk.journal;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.store.Digest;

/** What is known of a stream: its entries so far, each verified against the one before it and folded. For one thread at a time. */
final class Chain<F extends Fold> {

    private final StreamName stream;
    private final F fold;
    private final Map<String, Long> operations = new HashMap<>();
    private long last;
    private Digest head;
    private long sweeps;
    private @Nullable Entry latest;

    Chain(StreamName stream, F fold) {
        this.stream = stream;
        this.fold = fold;
        this.head = stream.origin();
    }

    /** Takes in the next record. One that is refused does not count, and is met again by whoever reads on. */
    void take(byte[] record) {
        Entry entry = EntryFormat.decode(stream, last + 1, head, record);
        String operation = entry.event().operation();
        if (operations.containsKey(operation)) {
            throw new CorruptedException(entry.toString(), "repeats the operation " + operation);
        }
        boolean swept = entry.event().type().equals(Ledger.SWEPT);
        if (!fold.apply(entry) && !swept && !entry.event().optional()) {
            throw new UnsupportedFormatException(
                    entry.toString(), "is of a type that this library does not know; use a newer mlops-sdk");
        }
        operations.put(operation, entry.number());
        last = entry.number();
        head = entry.digest();
        sweeps += swept ? 1 : 0;
        latest = entry;
    }

    F fold() {
        return fold;
    }

    /** The number of the last entry, 0 if there is none. */
    long last() {
        return last;
    }

    /** What the next entry has to name as the one before it. */
    Digest head() {
        return head;
    }

    /** How many garbage collections its entries tell of. */
    long sweeps() {
        return sweeps;
    }

    boolean has(String operation) {
        return operations.containsKey(operation);
    }

    /** The number of the entry of an operation, null if there is none. */
    @Nullable Long numberOf(String operation) {
        return operations.get(operation);
    }

    /** The last entry, null if there is none. */
    @Nullable Entry latest() {
        return latest;
    }
}
