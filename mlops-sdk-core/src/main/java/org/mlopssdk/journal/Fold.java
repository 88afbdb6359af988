package org.mlopssdk.journal;

/**
 * What a stream's entries add up to. A {@link Ledger} feeds it each entry once, in order, under its lock.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Fold {

    /**
     * Takes in the next entry.
     *
     * @param entry the entry
     * @return false if its type is unknown here
     */
    boolean apply(Entry entry);
}
