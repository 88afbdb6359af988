package org.mlopssdk.registry;

import java.util.Iterator;
import java.util.List;

/**
 * All moves of an alias, in the order they happened.
 *
 * @param artifact whose alias it is, such as {@code model/failure}
 * @param alias the alias
 * @param changes its moves; empty if it never pointed anywhere
 * @since 0.1.0
 */
public record AliasHistory(String artifact, String alias, List<AliasChange> changes) implements Iterable<AliasChange> {

    /** Copies the moves. */
    public AliasHistory {
        changes = List.copyOf(changes);
    }

    @Override
    public Iterator<AliasChange> iterator() {
        return changes.iterator();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("history of " + artifact + "@" + alias);
        changes.forEach(
                change -> text.append(System.lineSeparator()).append("  ").append(change));
        return text.toString();
    }
}
