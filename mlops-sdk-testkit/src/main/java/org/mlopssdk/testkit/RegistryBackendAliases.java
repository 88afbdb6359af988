package org.mlopssdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mlopssdk.error.ConflictException;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.registry.RegistryBackend.Move;
import org.mlopssdk.registry.RegistryBackend.Moves;
import org.mlopssdk.registry.RegistryBackend.Target;

/** The part of the contract that is about moving aliases, and refusing to. */
abstract class RegistryBackendAliases extends RegistryBackendVersions {

    /** Aliases one by one, wherever they point: what every backend can. */
    @Nested
    class Moving {

        @Test
        void anAliasPointsWhereItWasMovedLast() {
            register(MODEL, 2);
            point(CHAMPION, 1);
            point(CHALLENGER, 2);
            point(CHAMPION, 2);
            point(CHALLENGER, 1);

            assertThat(pointed()).isEqualTo(Map.of(CHAMPION, 2L, CHALLENGER, 1L));
        }

        @Test
        void aVersionThatIsNotThereIsRefusedAndTheAliasStays() {
            register(MODEL, 1);
            register(KIN, 2);
            point(CHAMPION, 1);
            for (long unknown : List.of(0L, -1L, 2L, Long.MAX_VALUE)) {
                assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> point(CHAMPION, unknown));
                assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> point(CHALLENGER, unknown));
            }

            assertThat(pointed()).isEqualTo(Map.of(CHAMPION, 1L));
        }

        @Test
        void ofRacingMovesTheAliasEndsWhereOneOfThemPointed() throws Exception {
            register(MODEL, RACERS);
            Racing.race(RACERS, thread -> {
                point(CHAMPION, thread + 1);
                point("racer-" + thread, thread + 1);
                return thread;
            });

            assertThat(pointed().get(CHAMPION)).isBetween(1L, (long) RACERS);
            for (int thread = 0; thread < RACERS; thread++) {
                assertThat(pointed()).containsEntry("racer-" + thread, thread + 1L);
            }
        }
    }

    /** Several aliases at once, and only from the revision that the mover saw. */
    @Nested
    class MovingAtomically {

        @Test
        void eachMoveCountsOneRevision() {
            assumeAtomicMoves();
            register(MODEL, 2);
            pointFrom(CHAMPION, 0, 1);
            assertThat(revision(CHAMPION)).isEqualTo(1);
            pointFrom(CHAMPION, 1, 2);
            pointFrom(CHAMPION, 2, 2);
            point(CHAMPION, 1);
            pointFrom(CHALLENGER, 0, 2);

            assertThat(backend.aliases(MODEL))
                    .isEqualTo(Map.of(CHAMPION, new Target(1, 4L), CHALLENGER, new Target(2, 1L)));
        }

        @Test
        void aMoveFromAnotherRevisionIsRefusedAndTheAliasStays() {
            assumeAtomicMoves();
            register(MODEL, 2);
            assertConflict(CHAMPION, 1);
            pointFrom(CHAMPION, 0, 1);
            pointFrom(CHAMPION, 1, 1);

            assertConflict(CHAMPION, 0);
            assertConflict(CHAMPION, 1);
            assertConflict(CHAMPION, 3);
            assertThat(backend.aliases(MODEL)).isEqualTo(Map.of(CHAMPION, new Target(1, 2L)));
        }

        @Test
        void ofRacersFromTheSameRevisionExactlyOneWins() throws Exception {
            assumeAtomicMoves();
            register(MODEL, RACERS);
            for (int round = 0; round < ROUNDS; round++) {
                long seen = round;
                List<Boolean> won = Racing.race(RACERS, thread -> wins(backend, thread + 1, seen));

                assertThat(won).as("revision %s", seen).containsOnlyOnce(true);
                assertThat(backend.aliases(MODEL).get(CHAMPION))
                        .isEqualTo(new Target(won.indexOf(true) + 1L, seen + 1));
            }
        }

        @Test
        void aStaleMoveOrAnUnknownVersionAmongSeveralMovesNone() {
            assumeAtomicMoves();
            register(MODEL, 2);
            point("b", 1);
            SortedMap<String, Target> before = backend.aliases(MODEL);

            assertThatExceptionOfType(ConflictException.class)
                    .isThrownBy(() -> backend.move(
                            MODEL,
                            override(operation(), new Move("a", 2, 0L), new Move("b", 2, 0L), new Move("c", 2, null))));
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() ->
                            backend.move(MODEL, override(operation(), new Move("a", 2, 0L), new Move("b", 3, 1L))));

            assertThat(backend.aliases(MODEL)).isEqualTo(before);
        }

        @Test
        void aReaderNeverSeesHalfOfAMove() throws Exception {
            assumeAtomicMoves();
            register(MODEL, 2);
            AtomicBoolean moved = new AtomicBoolean();
            Racing.race(3, thread -> {
                if (thread == 0) {
                    moveTogether(moved);
                }
                boolean last;
                do {
                    last = moved.get();
                    SortedMap<String, Target> seen = backend.aliases(MODEL);
                    assertThat(seen.get("a")).isEqualTo(seen.get("b"));
                } while (!last);
                return thread;
            });
        }

        private void moveTogether(AtomicBoolean moved) {
            try {
                for (int i = 0; i < 50; i++) {
                    long version = i % 2 + 1L;
                    backend.move(
                            MODEL, override(operation(), new Move("a", version, null), new Move("b", version, null)));
                }
            } finally {
                moved.set(true);
            }
        }

        @Test
        void anOperationThatIsTriedAgainMovesNothing() {
            assumeAtomicMoves();
            register(MODEL, 2);
            Moves first = override(operation(), new Move(CHAMPION, 1, 0L));
            backend.move(MODEL, first);
            backend.move(MODEL, first);
            assertThat(revision(CHAMPION)).isEqualTo(1);
            point(CHAMPION, 2);
            backend.move(MODEL, first);

            assertThat(backend.aliases(MODEL)).isEqualTo(Map.of(CHAMPION, new Target(2, 2L)));
        }

        private void assertConflict(String alias, long expected) {
            assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> pointFrom(alias, expected, 2));
        }
    }

    /** What a backend says it cannot do. */
    @Nested
    class Refusing {

        @Test
        void withoutAtomicMovesThoseThatTakeThemAreRefusedAndNothingMoves() {
            assumeNoAtomicMoves();
            register(MODEL, 2);
            point("a", 1);
            for (Moves moves : List.of(
                    override(operation(), new Move("a", 2, null), new Move("b", 2, null)),
                    override(operation(), new Move("a", 2, 1L)),
                    override(operation(), new Move("b", 2, 0L)))) {
                assertThatExceptionOfType(UnsupportedOperationException.class)
                        .isThrownBy(() -> backend.move(MODEL, moves))
                        .withMessageContaining("cannot");
            }

            assertThat(pointed()).isEqualTo(Map.of("a", 1L));
            assertThat(revision("a")).as("a revision that nobody counts").isNull();
        }

        @Test
        void withoutHistoryItIsNotTold() {
            Assumptions.assumeFalse(
                    backend.properties().history(), () -> backend.properties() + " has one: held to tell it");
            register(MODEL, 1);
            point(CHAMPION, 1);

            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> backend.history(MODEL, CHAMPION))
                    .withMessageContaining("history");
        }
    }
}
