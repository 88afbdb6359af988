package org.mlopssdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.registry.Registry;
import org.mlopssdk.registry.RegistryBackend.ArtifactName;
import org.mlopssdk.registry.RegistryBackend.Registration;
import org.mlopssdk.registry.RegistryBackend.Version;

/** The part of the contract that is about versions, their tags, and the names of artifacts. */
abstract class RegistryBackendVersions extends RegistryBackendKit {

    /** Versions and their numbers. */
    @Nested
    class Registering {

        @Test
        void versionsAreNumberedFromOneWithoutGapsAndToldAsTheyWereRegistered() {
            List<Registration> registered = new ArrayList<>();
            for (long number = 1; number <= 20; number++) {
                Registration next = registration(operation(), "content " + number, Map.of("number", "no " + number));
                registered.add(next);
                assertThat(backend.register(MODEL, next)).isEqualTo(number);
            }

            List<Version> told = backend.versions(MODEL);
            assertThat(told).extracting(Version::number).isEqualTo(oneTo(20));
            for (int i = 0; i < 20; i++) {
                assertThat(told.get(i).manifest()).isEqualTo(registered.get(i).manifest());
                assertThat(told.get(i).content()).isEqualTo(registered.get(i).content());
                assertThat(told.get(i).tags()).isEqualTo(registered.get(i).tags());
                assertThat(told.get(i).time()).isNotNull();
                assertThat(told.get(i).actor()).isNotBlank();
            }
        }

        @Test
        void racingRegistrationsGetNumbersOfTheirOwnWithoutGaps() throws Exception {
            List<Long> answered = new ArrayList<>();
            for (int round = 1; round <= ROUNDS; round++) {
                answered.addAll(Racing.race(RACERS, thread -> {
                    Registration mine = registration();
                    long number = backend.register(MODEL, mine);
                    assertThat(backend.versions(MODEL).get((int) number - 1).manifest())
                            .as("version %s", number)
                            .isEqualTo(mine.manifest());
                    return number;
                }));
            }

            assertThat(answered).containsExactlyInAnyOrderElementsOf(oneTo((long) ROUNDS * RACERS));
            assertThat(numbers(backend)).isEqualTo(oneTo((long) ROUNDS * RACERS));
        }

        @Test
        void anOperationThatIsTriedAgainAnswersWithItsVersionAndMakesNoOther() {
            Registration first = registration();
            assertThat(backend.register(MODEL, first)).isEqualTo(1);
            assertThat(backend.register(MODEL, registration())).isEqualTo(2);

            assertThat(backend.register(MODEL, first)).as("tried again").isEqualTo(1);
            assertThat(numbers(backend)).containsExactly(1L, 2L);
        }

        @Test
        void anOperationThatIsTriedAgainWithOtherContentChangesNothing() {
            Registration first = registration();
            backend.register(MODEL, first);
            List<Version> before = backend.versions(MODEL);

            assertThat(backend.register(MODEL, registration(first.operation(), "other", Map.of("other", "tag"))))
                    .isEqualTo(1);
            assertThat(backend.versions(MODEL)).isEqualTo(before);
        }

        @Test
        void theSameContentMayBeRegisteredTwice() {
            Registration first = registration();
            Registration again = new Registration(operation(), first.manifest(), first.content(), Map.of());

            assertThat(backend.register(MODEL, first)).isEqualTo(1);
            assertThat(backend.register(MODEL, again)).isEqualTo(2);
        }

        @Test
        void aVersionStaysWhatItIsWhateverComesLater() {
            register(MODEL, 1);
            Version first = backend.versions(MODEL).get(0);
            backend.register(MODEL, registration());
            backend.tag(MODEL, 2, "key", "value");
            point(CHAMPION, 2);

            assertThat(backend.versions(MODEL).get(0)).isEqualTo(first);
        }

        @Test
        void artifactsDoNotTouchEachOther() {
            register(MODEL, 3);
            register(KIN, 2);
            register(DATASET, 1);
            point(CHAMPION, 3);
            backend.tag(KIN, 1, "key", "value");

            assertThat(backend.versions(MODEL)).hasSize(3);
            assertThat(backend.versions(KIN)).hasSize(2);
            assertThat(backend.versions(DATASET)).hasSize(1);
            assertThat(backend.versions(MODEL).get(0).tags()).isEmpty();
            assertThat(backend.aliases(KIN)).isEmpty();
            assertThat(backend.aliases(DATASET)).isEmpty();
        }
    }

    /** Tags, which alone of a version may change. */
    @Nested
    class Tagging {

        @Test
        void aTagIsPutReplacedAndTakenOffOnItsVersionAlone() {
            register(MODEL, 2);
            backend.tag(MODEL, 1, "team", "red");
            backend.tag(MODEL, 1, "owner", "bob");
            backend.tag(MODEL, 1, "team", "blue");
            assertThat(tags(1)).isEqualTo(Map.of("team", "blue", "owner", "bob"));

            backend.tag(MODEL, 1, "owner", null);
            backend.tag(MODEL, 1, "absent", null);
            assertThat(tags(1)).isEqualTo(Map.of("team", "blue"));
            assertThat(tags(2)).isEmpty();
        }

        @Test
        void aTagThatAVersionBeganWithIsReplacedAndTakenOffLikewise() {
            backend.register(MODEL, registration(operation(), "content", Map.of("a", "first", "b", "first")));
            backend.tag(MODEL, 1, "a", "second");
            backend.tag(MODEL, 1, "b", null);

            assertThat(tags(1)).isEqualTo(Map.of("a", "second"));
        }

        @Test
        void anyPrintableTextIsKeptAsItIs() {
            String text = "'\"\\<&%2F;-- ../ größe 模型 \uD83D\uDE80 " + "x".repeat(200);
            register(MODEL, 1);
            backend.tag(MODEL, 1, text, text);

            assertThat(tags(1)).isEqualTo(Map.of(text, text));
        }

        @Test
        void aVersionThatIsNotThereIsRefused() {
            register(MODEL, 1);
            for (long unknown : List.of(0L, -1L, 2L, Long.MAX_VALUE)) {
                assertThatExceptionOfType(NotFoundException.class)
                        .isThrownBy(() -> backend.tag(MODEL, unknown, "key", "value"));
            }

            assertThat(tags(1)).isEmpty();
        }

        @Test
        void textThatBreaksTheRulesIsRefused() {
            register(MODEL, 1);
            for (String text : List.of("", " ", "a\nb", "a\u0000", "\uD800", "x".repeat(251))) {
                assertThatIllegalArgumentException().isThrownBy(() -> backend.tag(MODEL, 1, text, "value"));
                assertThatIllegalArgumentException().isThrownBy(() -> backend.tag(MODEL, 1, "key", text));
            }

            assertThat(tags(1)).isEmpty();
        }

        private Map<String, String> tags(int version) {
            return backend.versions(MODEL).get(version - 1).tags();
        }
    }

    /** Names of artifacts. */
    @Nested
    class Naming {

        @Test
        void namesAreThoseOfTheKindThatHaveAVersionInOrder() {
            assertThat(backend.names(Registry.MODEL)).isEmpty();
            register(KIN, 1);
            register(MODEL, 1);
            register(DATASET, 1);

            assertThat(backend.names(Registry.MODEL)).containsExactly("failure", "failure.2");
            assertThat(backend.names(Registry.DATASET)).containsExactly("failure");
        }

        @Test
        void whatNobodyRegisteredHasNothingAndAskingMakesNothing() {
            assertThat(backend.versions(MODEL)).isEmpty();
            assertThat(backend.aliases(MODEL)).isEmpty();

            assertThat(backend.names(Registry.MODEL)).isEmpty();
        }

        @Test
        void allNamesOfTheGrammarAreDifferent() {
            List<String> names = List.of("0", "a", "a-b", "a.b", "a_b", "ab", "x".repeat(127), "x".repeat(128));
            for (String name : names) {
                register(new ArtifactName(Registry.MODEL, name), 1);
            }

            assertThat(backend.names(Registry.MODEL)).isEqualTo(names);
        }

        @Test
        void otherKindsAreRefused() {
            for (String kind : List.of("", "experiment", "catalog", "models", "../model", "Model")) {
                assertThatIllegalArgumentException().isThrownBy(() -> backend.names(kind));
            }
        }
    }
}
