package org.mlopssdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mlopssdk.error.ConflictException;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.registry.AliasChange;
import org.mlopssdk.registry.AliasHistory;
import org.mlopssdk.registry.Decision;
import org.mlopssdk.registry.RegistryBackend;
import org.mlopssdk.registry.RegistryBackend.Move;
import org.mlopssdk.registry.RegistryBackend.Moves;
import org.mlopssdk.registry.RegistryBackend.Registration;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;

/**
 * What every {@link RegistryBackend} is held to. Extend it in a test of your own, give it backends, and run it with JUnit 5. What a backend
 * {@linkplain RegistryBackend#properties says} it can do it is held to do, and what it says it cannot it is held to refuse.
 * <b>Experimental</b>, as the SPI is.
 *
 * @since 0.1.0
 */
public abstract class RegistryBackendContract extends RegistryBackendAliases {

    /** For subclasses. */
    protected RegistryBackendContract() {}

    /** All moves of an alias. */
    @Nested
    class Telling {

        @Test
        void aHistoryHasEveryMoveInOrderWithItsGround() {
            assumeHistory();
            register(MODEL, 3);
            Digest report = contents().put(Content.of("a report".getBytes(StandardCharsets.UTF_8)));
            Move move = new Move(CHAMPION, 1, null);
            backend.move(MODEL, new Moves(operation(), List.of(move), Decision.Kind.PROMOTION, null, report));
            point(CHAMPION, 3);
            point(CHALLENGER, 2);
            backend.move(MODEL, new Moves(operation(), List.of(move), Decision.Kind.ROLLBACK, "größer", null));

            AliasHistory history = backend.history(MODEL, CHAMPION);
            assertThat(history.artifact()).isEqualTo(MODEL.toString());
            assertThat(history.alias()).isEqualTo(CHAMPION);
            List<AliasChange> changes = history.changes();
            assertThat(changes).extracting(AliasChange::alias).containsOnly(CHAMPION);
            assertThat(changes).extracting(AliasChange::revision).containsExactly(1L, 2L, 3L);
            assertThat(changes).extracting(AliasChange::from).containsExactly(null, 1L, 3L);
            assertThat(changes).extracting(AliasChange::to).containsExactly(1L, 3L, 1L);
            assertThat(changes)
                    .extracting(change -> change.decision().kind())
                    .containsExactly(Decision.Kind.PROMOTION, Decision.Kind.OVERRIDE, Decision.Kind.ROLLBACK);
            assertThat(changes)
                    .extracting(change -> change.decision().reason())
                    .containsExactly(null, "a reason", "größer");
            assertThat(changes).extracting(change -> change.decision().report()).containsExactly(report, null, null);
            assertThat(changes).allSatisfy(change -> {
                assertThat(change.decision().actor()).isNotBlank();
                assertThat(change.decision().time()).isNotNull();
            });
        }

        @Test
        void anAliasThatNeverMovedHasNone() {
            assumeHistory();
            register(MODEL, 1);
            register(KIN, 1);
            point(CHALLENGER, 1);

            assertThat(backend.history(MODEL, CHAMPION).changes()).isEmpty();
            assertThat(backend.history(KIN, CHALLENGER).changes()).isEmpty();
            assertThat(backend.history(DATASET, CHAMPION).changes()).isEmpty();
        }

        @Test
        void whatWasRefusedLeavesNoTrace() {
            assumeHistory();
            register(MODEL, 1);
            point(CHAMPION, 1);
            assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> point(CHAMPION, 2));
            if (backend.properties().atomicMoves()) {
                assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> pointFrom(CHAMPION, 0, 1));
            }

            assertThat(backend.history(MODEL, CHAMPION).changes()).hasSize(1);
        }

        @Test
        void theHistoryOfRacersHasEachOfTheirMovesOnceAndEndsWhereTheAliasPoints() throws Exception {
            assumeHistory();
            register(MODEL, RACERS);
            Racing.race(RACERS, thread -> {
                point(CHAMPION, thread + 1);
                return thread;
            });

            List<AliasChange> changes = backend.history(MODEL, CHAMPION).changes();
            assertThat(changes).extracting(AliasChange::revision).isEqualTo(oneTo(RACERS));
            assertThat(changes).extracting(AliasChange::to).containsExactlyInAnyOrderElementsOf(oneTo(RACERS));
            for (int i = 1; i < RACERS; i++) {
                assertThat(changes.get(i).from()).isEqualTo(changes.get(i - 1).to());
            }
            assertThat(pointed())
                    .isEqualTo(Map.of(CHAMPION, changes.get(RACERS - 1).to()));
        }

        @Test
        void namesOutsideTheGrammarAreRefused() {
            assumeHistory();
            for (String name : List.of("", " ", "..", "../x", "a/b", "a\\b", "A", "a..b", "ä", "a\u0000", "a%2e")) {
                assertThatIllegalArgumentException().isThrownBy(() -> backend.history(MODEL, name));
            }
        }
    }

    /** Several handles, and closing them. */
    @Nested
    class Reopening {

        @Test
        void handlesOnTheSameRegistrySeeOneAnotherAtOnce() {
            try (RegistryBackend other = reopen()) {
                for (long number = 1; number <= 10; number++) {
                    Registration next = registration();
                    assertThat(backend.register(MODEL, next)).isEqualTo(number);
                    assertThat(numbers(other)).isEqualTo(oneTo(number));
                    assertThat(other.register(MODEL, next))
                            .as("tried again by the other")
                            .isEqualTo(number);
                    point(CHAMPION, number);
                    assertThat(other.aliases(MODEL)).isEqualTo(backend.aliases(MODEL));
                    backend.tag(MODEL, 1, "number", "no " + number);
                    assertThat(other.versions(MODEL)).isEqualTo(backend.versions(MODEL));
                    assertThat(other.names(MODEL.kind())).containsExactly(MODEL.name());
                }
            }
        }

        @Test
        void racersOnTwoHandlesGetNumbersOfTheirOwnWithoutGaps() throws Exception {
            try (RegistryBackend other = reopen()) {
                List<Long> answered = new ArrayList<>();
                for (int round = 1; round <= ROUNDS; round++) {
                    answered.addAll(Racing.race(
                            RACERS, thread -> (thread % 2 == 0 ? backend : other).register(MODEL, registration())));
                }

                assertThat(answered).containsExactlyInAnyOrderElementsOf(oneTo((long) ROUNDS * RACERS));
                assertThat(numbers(other)).isEqualTo(numbers(backend));
            }
        }

        @Test
        void ofRacersOnTwoHandlesFromTheSameRevisionExactlyOneWins() throws Exception {
            assumeAtomicMoves();
            register(MODEL, RACERS);
            try (RegistryBackend other = reopen()) {
                for (int round = 0; round < ROUNDS; round++) {
                    long seen = round;
                    List<Boolean> won =
                            Racing.race(RACERS, thread -> wins(thread % 2 == 0 ? backend : other, thread + 1, seen));

                    assertThat(won).as("revision %s", seen).containsOnlyOnce(true);
                }
            }
        }

        @Test
        void whatWasWrittenOutlivesItsHandleAndClosingTwiceDoesNothing() {
            register(MODEL, 2);
            point(CHAMPION, 2);
            backend.close();
            assertThatCode(backend::close).doesNotThrowAnyException();

            try (RegistryBackend again = reopen()) {
                assertThat(numbers(again)).containsExactly(1L, 2L);
                assertThat(pointed(again)).isEqualTo(Map.of(CHAMPION, 2L));
            }
        }

        @Test
        void propertiesStayAndSayWhere() {
            assertThat(backend.properties().location()).isNotBlank();
            try (RegistryBackend other = reopen()) {
                assertThat(other.properties()).isEqualTo(backend.properties());
            }
        }
    }
}
