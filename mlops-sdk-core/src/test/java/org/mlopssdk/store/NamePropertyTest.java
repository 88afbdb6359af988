package org.mlopssdk.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NamePropertyTest {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    /** Text near the grammar, so that both answers come often. */
    @Provide
    Arbitrary<String> nearNames() {
        Arbitrary<String> near = Arbitraries.strings()
                .withChars("ab9.-_")
                .withChars("A/ \u0000ä")
                .ofMinLength(0)
                .ofMaxLength(12);
        Arbitrary<String> inside =
                Arbitraries.strings().withChars("ab9.-_").ofMinLength(1).ofMaxLength(130);
        return Arbitraries.oneOf(near, inside, Arbitraries.strings().ofMaxLength(20));
    }

    @Property(seed = "1")
    void aNameIsAcceptedExactlyIfItKeepsToTheGrammar(@ForAll("nearNames") String text) {
        assertThat(isAccepted(text)).isEqualTo(keepsToTheGrammar(text));
    }

    @Property(seed = "1")
    void aSuggestionIsItselfAName(@ForAll("nearNames") String text) {
        if (!keepsToTheGrammar(text)) {
            String message = refusal(text);
            int at = message.lastIndexOf("; try \"");
            if (at >= 0) {
                assertThat(keepsToTheGrammar(message.substring(at + 7, message.length() - 1)))
                        .as(message)
                        .isTrue();
            }
        }
    }

    @Property(seed = "1")
    void aKeyNeverLeadsOutOfItsRoot(@ForAll("nearNames") String first, @ForAll("nearNames") String second) {
        String text = first + "/" + second;
        boolean valid = Arrays.stream(text.split("/", -1)).allMatch(NamePropertyTest::keepsToTheGrammar);
        try {
            Path root = Path.of("/root");
            Path resolved = root.resolve(BlobKey.of(text).path());
            assertThat(valid).isTrue();
            assertThat(resolved.normalize()).isEqualTo(resolved);
            assertThat(resolved.startsWith(root)).isTrue();
        } catch (IllegalArgumentException e) {
            assertThat(valid).isFalse();
        }
    }

    private static boolean isAccepted(String text) {
        return refusal(text).isEmpty();
    }

    private static String refusal(String text) {
        try {
            Name.require("a name", text);
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The grammar again, without a regular expression. */
    private static boolean keepsToTheGrammar(String text) {
        if (text.isEmpty() || text.length() > 128 || text.contains("..") || LETTERS.indexOf(text.charAt(0)) < 0) {
            return false;
        }
        return text.chars().allMatch(c -> (LETTERS + "._-").indexOf(c) >= 0);
    }
}
