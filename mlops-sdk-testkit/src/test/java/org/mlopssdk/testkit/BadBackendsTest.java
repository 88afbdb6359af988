package org.mlopssdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mlopssdk.testkit.Kits.rejectionsOfBackend;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.registry.AliasHistory;
import org.mlopssdk.registry.Registry;
import org.mlopssdk.registry.RegistryBackend;
import org.mlopssdk.registry.RegistryBackend.Moves;
import org.mlopssdk.registry.RegistryBackend.Registration;

/** A kit is worth what it rejects: backends with one fault each in how they keep versions and tags, or name things. */
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
                        return sound.register(
                                artifact, again(registration, UUID.randomUUID().toString()));
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

    private static Registration again(Registration registration, String operation) {
        return new Registration(operation, registration.manifest(), registration.content(), registration.tags());
    }

    private static RegistryBackend.Version with(RegistryBackend.Version version, Registration by) {
        return new RegistryBackend.Version(
                version.number(), by.manifest(), by.content(), version.tags(), version.time(), version.actor());
    }
}
