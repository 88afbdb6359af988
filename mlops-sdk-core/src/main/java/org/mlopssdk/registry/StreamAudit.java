package org.mlopssdk.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.artifact.Finding;
import org.mlopssdk.journal.Checkpoint;
import org.mlopssdk.journal.Entry;
import org.mlopssdk.journal.Fold;
import org.mlopssdk.store.Digest;

/** A fold of one stream for whoever verifies it: what it refers to, how it stands to a checkpoint, where its clocks disagreed. */
final class StreamAudit implements Fold {

    private final References references = new References();
    private final Checkpoint.@Nullable Head expected;
    private final List<Finding> reversals = new ArrayList<>();
    private long length;
    private @Nullable Digest found;
    private @Nullable Instant time;

    /** Compares the stream with what a checkpoint says of it, if it says something. */
    StreamAudit(Checkpoint.@Nullable Head expected) {
        this.expected = expected;
    }

    @Override
    public boolean apply(Entry entry) {
        length = entry.number();
        if (expected != null && expected.length() == length) {
            found = entry.digest();
        }
        Instant now = entry.event().time();
        if (time != null && now.isBefore(time)) {
            reversals.add(new Finding(
                    entry.toString(),
                    "has the time " + now + ", before that of the entry before it, " + time
                            + ": the writers' clocks disagree; the order of entries is that of their numbers"));
        }
        time = now;
        return references.apply(entry);
    }

    References references() {
        return references;
    }

    List<Finding> reversals() {
        return reversals;
    }

    /** How the entries that could be read stand to the checkpoint; empty if as they should. */
    Optional<String> difference() {
        if (expected == null || expected.digest().equals(found)) {
            return Optional.empty();
        }
        String action = "; find out by whom, and restore it from a backup that is not older than the checkpoint";
        return Optional.of(
                length < expected.length()
                        ? "has " + length + " sound entries, the checkpoint says " + expected.length()
                                + ": it was cut short or rolled back" + action
                        : "has at number " + expected.length() + " an entry of digest " + found
                                + ", the checkpoint says " + expected.digest() + ": it was written anew" + action);
    }
}
