package org.mlopssdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mlopssdk.testkit.Kits.rejectionsOfBackend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mlopssdk.error.ConflictException;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.registry.AliasChange;
import org.mlopssdk.registry.AliasHistory;
import org.mlopssdk.registry.RegistryBackend;
import org.mlopssdk.registry.RegistryBackend.Move;
import org.mlopssdk.registry.RegistryBackend.Moves;

/** A kit is worth what it rejects: backends with one fault each in how they move aliases, tell of it, or refuse to. */
class BadMoversTest {

    @Test
    void aMoveWhateverTheRevisionIsRejected() {
        assertThat(rejectionsOfBackend(() -> new PlantedBackend() {
                    @Override
                    public void move(ArtifactName artifact, Moves moves) {
                        sound.move(artifact, wherever(moves, moves.operation()));
                    }
                }))
                .contains("aMoveFromAnotherRevisionIsRefusedAndTheAliasStays");
    }

    @Test
    void aMoveThatLooksAtTheRevisionAndThenMovesIsRejected() {
        assertThat(rejectionsOfBackend(() -> new PlantedBackend() {
                    @Override
                    public void move(ArtifactName artifact, Moves moves) {
                        requireUnmoved(sound, artifact, moves);
                        PlantedStore.dawdle();
                        sound.move(artifact, wherever(moves, moves.operation()));
                    }
                }))
                .contains(
                        "ofRacersFromTheSameRevisionExactlyOneWins",
                        "ofRacersOnTwoHandlesFromTheSameRevisionExactlyOneWins");
    }

    @Test
    void movesOneByOneAreRejected() {
        assertThat(rejectionsOfBackend(() -> new PlantedBackend() {
                    @Override
                    public void move(ArtifactName artifact, Moves moves) {
                        oneByOne(sound, artifact, moves);
                    }
                }))
                .contains("aStaleMoveOrAnUnknownVersionAmongSeveralMovesNone");
    }

    @Test
    void movesThatAreSeenOneByOneAreRejected() {
        assertThat(rejectionsOfBackend(() -> new PlantedBackend() {
                    @Override
                    public synchronized void move(ArtifactName artifact, Moves moves) {
                        long versions = sound.versions(artifact).size();
                        moves.moves().stream()
                                .filter(move -> move.version() > versions)
                                .findAny()
                                .ifPresent(move -> {
                                    throw new NotFoundException(artifact.toString(), "has no such version");
                                });
                        requireUnmoved(sound, artifact, moves);
                        oneByOne(sound, artifact, moves);
                    }
                }))
                .contains("aReaderNeverSeesHalfOfAMove")
                .doesNotContain("aStaleMoveOrAnUnknownVersionAmongSeveralMovesNone");
    }

    @Test
    void aRetryThatMovesOnceMoreIsRejected() {
        assertThat(rejectionsOfBackend(() -> new PlantedBackend() {
                    @Override
                    public void move(ArtifactName artifact, Moves moves) {
                        try {
                            sound.move(artifact, with(moves, anyId(), moves.moves()));
                        } catch (ConflictException e) {
                            sound.move(artifact, moves);
                        }
                    }
                }))
                .contains("anOperationThatIsTriedAgainMovesNothing");
    }

    @Test
    void aHistoryOfTheLastMoveAloneIsRejected() {
        assertThat(rejectionsOfBackend(() -> new PlantedBackend() {
                    @Override
                    public AliasHistory history(ArtifactName artifact, String alias) {
                        AliasHistory all = sound.history(artifact, alias);
                        List<AliasChange> changes = all.changes();
                        return new AliasHistory(
                                all.artifact(),
                                alias,
                                changes.subList(Math.max(0, changes.size() - 1), changes.size()));
                    }
                }))
                .contains(
                        "aHistoryHasEveryMoveInOrderWithItsGround",
                        "theHistoryOfRacersHasEachOfTheirMovesOnceAndEndsWhereTheAliasPoints");
    }

    @Test
    void aHistoryFromTheLatestBackIsRejected() {
        assertThat(rejectionsOfBackend(() -> new PlantedBackend() {
                    @Override
                    public AliasHistory history(ArtifactName artifact, String alias) {
                        AliasHistory all = sound.history(artifact, alias);
                        List<AliasChange> changes = new ArrayList<>(all.changes());
                        Collections.reverse(changes);
                        return new AliasHistory(all.artifact(), alias, changes);
                    }
                }))
                .contains("aHistoryHasEveryMoveInOrderWithItsGround");
    }

    @Test
    void aBackendThatClaimsAtomicMovesItDoesNotHaveIsRejected() {
        assertThat(rejectionsOfBackend(() -> new PlantedBackend() {
                    @Override
                    public void move(ArtifactName artifact, Moves moves) {
                        oneByOne(sound, artifact, wherever(moves, anyId()));
                    }
                }))
                .contains(
                        "aMoveFromAnotherRevisionIsRefusedAndTheAliasStays",
                        "ofRacersFromTheSameRevisionExactlyOneWins",
                        "aStaleMoveOrAnUnknownVersionAmongSeveralMovesNone",
                        "aReaderNeverSeesHalfOfAMove");
    }

    @Test
    void aBackendThatPretendsToMoveAtomicallyAlthoughItSaysItCannotIsRejected() {
        assertThat(rejectionsOfBackend(() -> new PlantedBackend.Modest() {
                    @Override
                    public void move(ArtifactName artifact, Moves moves) {
                        oneByOne(sound, artifact, wherever(moves, anyId()));
                    }
                }))
                .containsExactly("withoutAtomicMovesThoseThatTakeThemAreRefusedAndNothingMoves");
    }

    @Test
    void anEmptyHistoryInPlaceOfARefusalIsRejected() {
        assertThat(rejectionsOfBackend(() -> new PlantedBackend.Modest() {
                    @Override
                    public AliasHistory history(ArtifactName artifact, String alias) {
                        return new AliasHistory(artifact.toString(), alias, List.of());
                    }
                }))
                .containsExactly("withoutHistoryItIsNotTold");
    }

    private static String anyId() {
        return UUID.randomUUID().toString();
    }

    private static Moves with(Moves moves, String operation, List<Move> others) {
        return new Moves(operation, others, moves.kind(), moves.reason(), moves.report());
    }

    private static Moves wherever(Moves moves, String operation) {
        return with(
                moves,
                operation,
                moves.moves().stream()
                        .map(move -> new Move(move.alias(), move.version(), null))
                        .toList());
    }

    private static void oneByOne(RegistryBackend backend, RegistryBackend.ArtifactName artifact, Moves moves) {
        for (Move move : moves.moves()) {
            backend.move(artifact, with(moves, moves.operation() + "-" + move.alias(), List.of(move)));
            PlantedStore.dawdle();
        }
    }

    private static void requireUnmoved(RegistryBackend backend, RegistryBackend.ArtifactName artifact, Moves moves) {
        SortedMap<String, RegistryBackend.Target> now = backend.aliases(artifact);
        for (Move move : moves.moves()) {
            RegistryBackend.Target target = now.get(move.alias());
            Long expected = move.expected();
            if (expected != null && expected != (target == null ? 0 : target.revision())) {
                throw new ConflictException(artifact.toString(), "was moved");
            }
        }
    }
}
