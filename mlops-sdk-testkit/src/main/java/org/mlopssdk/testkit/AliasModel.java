package org.mlopssdk.testkit;

import java.util.Optional;

/**
 * An alias as a single process would see it: a revision and the version it points at, moved by compare-and-set of the revision.
 *
 * @since 0.1.0
 */
public final class AliasModel implements Linearizability.Model<AliasModel.State, AliasModel.Told> {

    /** The model of an alias that points nowhere yet. */
    public AliasModel() {}

    /**
     * Where the alias stands.
     *
     * @param revision how often it was moved
     * @param version where it points; 0 is nowhere
     */
    public record State(long revision, long version) {}

    /** What somebody asked of the alias, and was told. */
    public sealed interface Told {

        /**
         * It points there.
         *
         * @param revision how often it was moved
         * @param version where it points; 0 is nowhere
         */
        record Read(long revision, long version) implements Told {}

        /**
         * It was moved to a version, which was its move of that revision.
         *
         * @param expected the revision that it had to have before
         * @param version where it was to point
         * @param revision the revision that it has since
         */
        record Moved(long expected, long version, long revision) implements Told {}

        /**
         * It was not moved, since it does not stand at the expected revision.
         *
         * @param expected the revision that it had to have before
         * @param version where it was to point
         */
        record Conflict(long expected, long version) implements Told {}

        /**
         * Nothing is known of the move: whoever asked was killed, or told so.
         *
         * @param expected the revision that it had to have before
         * @param version where it was to point
         */
        record Unknown(long expected, long version) implements Told {}
    }

    @Override
    public State initial() {
        return new State(0, 0);
    }

    @Override
    public Optional<State> after(State state, Told operation) {
        if (operation instanceof Told.Read read) {
            return same(state, read.revision == state.revision && read.version == state.version);
        }
        if (operation instanceof Told.Conflict conflict) {
            return same(state, conflict.expected != state.revision);
        }
        if (operation instanceof Told.Moved moved) {
            return moved.revision == moved.expected + 1
                    ? moved(state, moved.expected, moved.version)
                    : Optional.empty();
        }
        Told.Unknown unknown = (Told.Unknown) operation;
        return moved(state, unknown.expected, unknown.version);
    }

    private static Optional<State> same(State state, boolean possible) {
        return possible ? Optional.of(state) : Optional.empty();
    }

    private static Optional<State> moved(State state, long expected, long version) {
        return expected == state.revision ? Optional.of(new State(expected + 1, version)) : Optional.empty();
    }
}
