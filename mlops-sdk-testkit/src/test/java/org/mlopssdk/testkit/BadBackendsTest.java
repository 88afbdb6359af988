package org.mlopssdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mlopssdk.testkit.Kits.rejectionsOfBackend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mlopssdk.error.ConflictException;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.registry.AliasChange;
import org.mlopssdk.registry.AliasHistory;
import org.mlopssdk.registry.Registry;
import org.mlopssdk.registry.RegistryBackend;
import org.mlopssdk.registry.RegistryBackend.Move;
import org.mlopssdk.registry.RegistryBackend.Moves;
import org.mlopssdk.registry.RegistryBackend.Registration;

/** A kit is worth what it rejects: backends of registries with one fault each. */
class BadBackendsTest {

    @Test
    void aSoundBackendPasses() {
        assertThat(rejectionsOfBackend(PlantedBackend::new)).isEmpty();
    }

    @Test
    void aBackendThatCanDoLittleAndSaysSoPasses() {
        assertThat(rejectionsOfBackend(PlantedBackend.Modest::new)).isEmpty();
    }

    @Test
    void aNumberThatIsGuessedBeforeItIsTakenIsRejected() {
        assertThat(rejectionsOfBackend(() -> new PlantedBackend() {
                    @Override
                    public long register(ArtifactName artifact, Registration registration) {
                        long next = sound.versions(artifact).size() + 1L;
                        PlantedStore.dawdle();
                        return Math.min(next, sound.register(artifact, registration));
                    }
                }))
                .contains(
                        "racingRegistrationsGetNumbersOfTheirOwnWithoutGaps",
                        "racersOnTwoHandlesGetNumbersOfTheirOwnWithoutGaps");
    }

    @Test
    void aNumberThatIsLeftOutIsRejected() {
        assertThat(rejectionsOfBackend(() -> new PlantedBackend() {
                    @Override
                    public long register(ArtifactName artifact, Registration registration) {
                        sound.register(artifact, again(registration, registration.operation() + "-twice"));
                        return sound.register(artifact, registration);
                    }
                }))
                .contains("versionsAreNumberedFromOneWithoutGapsAndToldAsTheyWereRegistered");
    }

    @Test
    void aRetryThatRegistersOnceMoreIsRejected() {
        assertThat(rejectionsOfBackend(() -> new PlantedBackend() {
                    @Override
                    public long register(ArtifactName artifact, Registration registration) {
                        return sound.register(artifact, again(registration, anyId()));
                    }
                }))
                .contains("anOperationThatIsTriedAgainAnswersWithItsVersionAndMakesNoOther");
    }

    @Test
    void aRetryThatReplacesTheVersionIsRejected() {
        Map<String, Registration> latest = new ConcurrentHashMap<>();
        assertThat(rejectionsOfBackend(() -> new PlantedBackend() {
                    @Override
                    public long register(ArtifactName artifact, Registration registration) {
                        long number = sound.register(artifact, registration);
                        latest.put(storage().hashCode() + "/" + artifact + "/" + number, registration);
                        return number;
                    }

                    @Override
                    public List<Version> versions(ArtifactName artifact) {
                        return sound.versions(artifact).stream()
                                .map(version -> replaced(
                                        version,
                                        latest.get(storage().hashCode() + "/" + artifact + "/" + version.number())))
                                .toList();
                    }

                    private Version replaced(Version version, @Nullable Registration by) {
                        return by == null ? version : with(version, by);
                    }
                }))
                .contains("anOperationThatIsTriedAgainWithOtherContentChangesNothing");
    }

    @Test
    void aVersionThatChangesWithItsSuccessorsIsRejected() {
        assertThat(rejectionsOfBackend(() -> new PlantedBackend() {
                    @Override
                    public List<Version> versions(ArtifactName artifact) {
                        List<Version> versions = sound.versions(artifact);
                        return versions.stream()
                                .map(version -> new Version(
                                        version.number(),
                                        version.manifest(),
                                        version.content(),
                                        version.tags(),
                                        versions.get(versions.size() - 1).time(),
                                        version.actor()))
                                .toList();
                    }
                }))
                .contains("aVersionStaysWhatItIsWhateverComesLater");
    }

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
    void anUnknownVersionThatIsPassedOverIsRejected() {
        assertThat(rejectionsOfBackend(() -> new PlantedBackend() {
                    @Override
                    public void move(ArtifactName artifact, Moves moves) {
                        try {
                            sound.move(artifact, moves);
                        } catch (NotFoundException e) {
                            // passed over
                        }
                    }

                    @Override
                    public void tag(ArtifactName artifact, long version, String key, @Nullable String value) {
                        try {
                            sound.tag(artifact, version, key, value);
                        } catch (NotFoundException e) {
                            // passed over
                        }
                    }
                }))
                .contains("aVersionThatIsNotThereIsRefusedAndTheAliasStays", "aVersionThatIsNotThereIsRefused");
    }

    @Test
    void aHistoryOfTheLastMoveAloneIsRejected() {
        assertThat(rejectionsOfBackend(() -> new PlantedBackend() {
                    @Override
                    public AliasHistory history(ArtifactName artifact, String alias) {
                        AliasHistory all = sound.history(artifact, alias);
                        List<AliasChange> changes = all.changes();
                        return new AliasHistory(
                                all.artifact(), alias, changes.subList(Math.max(0, changes.size() - 1), changes.size()));
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

    @Test
    void aHandleThatRemembersWhereAliasesPointedIsRejected() {
        assertThat(rejectionsOfBackend(() -> new PlantedBackend() {
                    private final Map<ArtifactName, SortedMap<String, Target>> known = new ConcurrentHashMap<>();

                    @Override
                    public SortedMap<String, Target> aliases(ArtifactName artifact) {
                        return known.computeIfAbsent(artifact, sound::aliases);
                    }

                    @Override
                    public void move(ArtifactName artifact, Moves moves) {
                        known.remove(artifact);
                        sound.move(artifact, moves);
                        known.remove(artifact);
                    }
                }))
                .contains("handlesOnTheSameRegistrySeeOneAnotherAtOnce");
    }

    @Test
    void aTagThatStaysWhenItIsTakenOffIsRejected() {
        assertThat(rejectionsOfBackend(() -> new PlantedBackend() {
                    @Override
                    public void tag(ArtifactName artifact, long version, String key, @Nullable String value) {
                        if (value != null) {
                            sound.tag(artifact, version, key, value);
                        }
                    }
                }))
                .contains(
                        "aTagIsPutReplacedAndTakenOffOnItsVersionAlone",
                        "aTagThatAVersionBeganWithIsReplacedAndTakenOffLikewise");
    }

    @Test
    void oneArtifactForAModelAndADatasetOfTheSameNameIsRejected() {
        assertThat(rejectionsOfBackend(() -> new PlantedBackend() {
                    private ArtifactName model(ArtifactName artifact) {
                        return new ArtifactName(Registry.MODEL, artifact.name());
                    }

                    @Override
                    public long register(ArtifactName artifact, Registration registration) {
                        return sound.register(model(artifact), registration);
                    }

                    @Override
                    public List<Version> versions(ArtifactName artifact) {
                        return sound.versions(model(artifact));
                    }

                    @Override
                    public SortedMap<String, Target> aliases(ArtifactName artifact) {
                        return sound.aliases(model(artifact));
                    }
                }))
                .contains("artifactsDoNotTouchEachOther", "namesAreThoseOfTheKindThatHaveAVersionInOrder");
    }

    @Test
    void hostileNamesThatAreTakenForUnknownOnesAreRejected() {
        assertThat(rejectionsOfBackend(() -> new PlantedBackend() {
                    @Override
                    public AliasHistory history(ArtifactName artifact, String alias) {
                        try {
                            return sound.history(artifact, alias);
                        } catch (IllegalArgumentException e) {
                            return new AliasHistory(artifact.toString(), alias, List.of());
                        }
                    }

                    @Override
                    public List<String> names(String kind) {
                        try {
                            return sound.names(kind);
                        } catch (IllegalArgumentException e) {
                            return List.of();
                        }
                    }
                }))
                .containsExactlyInAnyOrder("namesOutsideTheGrammarAreRefused", "otherKindsAreRefused");
    }

    private static String anyId() {
        return UUID.randomUUID().toString();
    }

    private static Registration again(Registration registration, String operation) {
        return new Registration(operation, registration.manifest(), registration.content(), registration.tags());
    }

    private static RegistryBackend.Version with(RegistryBackend.Version version, Registration by) {
        return new RegistryBackend.Version(
                version.number(), by.manifest(), by.content(), version.tags(), version.time(), version.actor());
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
