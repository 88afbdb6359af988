package org.mlopssdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameTest {

    private static final String HOSTILE = "org.mlopssdk.store.HostileText#all";

    @Nested
    class Names {

        @ParameterizedTest
        @ValueSource(strings = {"a", "0", "failure", "resnet-50", "v1.2.3", "a_b", "2026", "a-", "a.b.c"})
        void ofTheGrammarAreReturnedAsTheyAre(String name) {
            assertThat(Name.require("a model's name", name)).isSameAs(name);
        }

        @Test
        void have128CharactersAndNoMore() {
            assertThat(Name.require("a name", "n".repeat(128))).hasSize(128);
            assertThatIllegalArgumentException().isThrownBy(() -> Name.require("a name", "n".repeat(129)));
        }

        @ParameterizedTest
        @MethodSource(HOSTILE)
        void thatAreHostileAreRefused(String name) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Name.require("a model's name", name))
                    .withMessageStartingWith("a model's name is ")
                    .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(400));
        }

        @ParameterizedTest
        @ValueSource(strings = {"con", "nul", "aux.txt", "com1", "lpt9.tar.gz"})
        void ofWindowsDevicesAreRefused(String name) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Name.require("a model's name", name))
                    .withMessage("a model's name is not what Windows takes for a device; got \"" + name + "\"; try \"x-"
                            + name + "\"");
            assertThat(Name.require("a name", "x-" + name)).isEqualTo("x-" + name);
        }

        @ParameterizedTest
        @ValueSource(strings = {"console", "nuls", "com", "com10", "aux-1", "x.con", "lpt0"})
        void thatOnlyLookLikeDevicesAreTaken(String name) {
            assertThat(Name.require("a name", name)).isEqualTo(name);
        }

        @ParameterizedTest
        @CsvSource({
            "My Model, my-model",
            "Machine_Failure, machine_failure",
            "a..b, a.b",
            "../../etc/passwd, etc-passwd",
            ".hidden, hidden",
            "-x-, x",
            "Größe, gr-e",
            "a b  c, a-b-c"
        })
        void thatBreakItComeBackWithAFormThatKeepsToIt(String name, String suggested) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Name.require("a name", name))
                    .withMessageEndingWith("; try \"" + suggested + "\"");
            assertThat(Name.require("a name", suggested)).isEqualTo(suggested);
        }

        @Test
        void withNothingToKeepComeBackWithoutASuggestion() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Name.require("a name", "../.."))
                    .withMessageEndingWith("got \"../..\"");
        }

        @Test
        void areShownWithoutControlCharactersAndNotAtAnyLength() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Name.require("a name", "\u001b[31mred\n"))
                    .withMessageContaining("got \"?[31mred?\"");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Name.require("a name", "X".repeat(100_000)))
                    .withMessageContaining("\"" + "X".repeat(60) + "...\"")
                    .withMessageEndingWith("try \"" + "x".repeat(128) + "\"");
        }
    }

    @Nested
    class Keys {

        @Test
        void areNamesJoinedBySlashes() {
            assertThat(BlobKey.of("journal/model/failure/00000000000000000001"))
                    .hasToString("journal/model/failure/00000000000000000001");
            assertThat(BlobKey.of("a")).isEqualTo(new BlobKey("a"));
        }

        @ParameterizedTest
        @MethodSource(HOSTILE)
        void thatAreHostileAreRefusedAsAWholeAndInEachPart(String text) {
            assertThatIllegalArgumentException().isThrownBy(() -> BlobKey.of(text));
            assertThatIllegalArgumentException().isThrownBy(() -> BlobKey.of("runs/" + text));
            assertThatIllegalArgumentException().isThrownBy(() -> BlobKey.of(text + "/1"));
            assertThatIllegalArgumentException().isThrownBy(() -> BlobKey.of("runs/" + text + "/1"));
        }

        @Test
        void have512CharactersAndNoMore() {
            assertThat(BlobKey.of("d/".repeat(255) + "dd").path()).hasSize(512);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BlobKey.of("d/".repeat(256) + "d"))
                    .withMessage("a key has at most 512 characters, got 513");
        }

        @Test
        void sortAsTheirTextDoes() {
            assertThat(BlobKey.of("a.b/x")).isLessThan(BlobKey.of("a/x"));
            assertThat(BlobKey.of("a-b/x")).isLessThan(BlobKey.of("a.b/x"));
            assertThat(BlobKey.of("a/x")).isLessThan(BlobKey.of("a0/x"));
        }

        @Test
        void stayBelowTheRootTheyAreResolvedAgainst() {
            Path root = Path.of("/srv/ml").toAbsolutePath();

            assertThat(root.resolve(BlobKey.of("a.b/c-d/0").path()).normalize())
                    .isEqualTo(root.resolve("a.b").resolve("c-d").resolve("0"));
        }
    }

    @Nested
    class Digests {

        private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

        /** {@code printf '' | sha256sum} and {@code printf 'abc' | sha256sum}. */
        @Test
        void areSha256() {
            assertThat(Digest.of(new byte[0])).hasToString(EMPTY);
            assertThat(Digest.of(new byte[] {'a', 'b', 'c'}))
                    .hasToString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
            assertThat(Digest.of(new byte[] {'x', 'a', 'b', 'c', 'y'}, 1, 3))
                    .isEqualTo(Digest.of(new byte[] {'a', 'b', 'c'}));
        }

        @Test
        void nameTheirKey() {
            assertThat(new Digest(EMPTY).key())
                    .hasToString("blobs/sha256/e3/b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
            assertThat(new Digest(EMPTY).abbreviated()).isEqualTo("e3b0c44298fc");
        }

        @ParameterizedTest
        @MethodSource(HOSTILE)
        void areNothingElse(String text) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Digest(text));
            assertThatIllegalArgumentException()
                    .as("with as many characters")
                    .isThrownBy(() -> new Digest((text + EMPTY).substring(0, 64) + (text.isEmpty() ? "0" : "")));
        }

        @Test
        void areLowerCaseAndWhole() {
            for (String text : new String[] {
                EMPTY.toUpperCase(Locale.ROOT), EMPTY.substring(1), EMPTY + "0", EMPTY + "\n", "sha256:" + EMPTY
            }) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> new Digest(text))
                        .withMessageStartingWith("a digest is 64 lower-case hexadecimal digits, got " + text.length());
            }
        }
    }
}
