package org.mlopssdk.registry;

import org.jspecify.annotations.Nullable;

/**
 * One move of an alias.
 *
 * @param alias the alias
 * @param revision how often it has moved, this time included
 * @param from the version it pointed at before, or null for its first move
 * @param to the version it points at since
 * @param decision why, and who decided
 * @since 0.1.0
 */
public record AliasChange(
        String alias, long revision, @Nullable Long from, long to, Decision decision) {

    @Override
    public String toString() {
        return alias + " #" + revision + ": " + (from == null ? "none" : "version " + from) + " -> version " + to + ", "
                + decision;
    }
}
