package org.mlopssdk.registry;

/**
 * What a registry's backend says of itself.
 *
 * @param location where it keeps things, as people name it; without secrets
 * @param atomicMoves whether several aliases move all at once, and only from the revision that the mover saw
 * @param history whether it tells all moves of an alias
 * @since 0.1.0
 */
public record BackendProperties(String location, boolean atomicMoves, boolean history) {

    /**
     * Refuses moves that take more than the backend can do.
     *
     * @param moves the moves
     * @throws UnsupportedOperationException if they take atomic moves, and there are none
     */
    public void requireAbleTo(RegistryBackend.Moves moves) {
        if (!atomicMoves && moves.moves().size() > 1) {
            throw new UnsupportedOperationException(location + " cannot move several aliases at once, asked for "
                    + moves.moves() + "; move one after the other");
        }
        if (!atomicMoves && moves.moves().get(0).expected() != null) {
            throw new UnsupportedOperationException(
                    location + " cannot see to it that nobody else moves an alias meanwhile," + " asked for "
                            + moves.moves() + "; move it wherever it points");
        }
    }

    /**
     * Refuses to tell a history where there is none.
     *
     * @throws UnsupportedOperationException if the backend keeps no history
     */
    public void requireHistory() {
        if (!history) {
            throw new UnsupportedOperationException(
                    location + " keeps no history of aliases; ask where they point now");
        }
    }

    @Override
    public String toString() {
        return location + (atomicMoves ? "" : " (no atomic moves)") + (history ? "" : " (no history)");
    }
}
