package org.mlopssdk.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ArtifactPathPropertyTest {

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("a./\\ o\u0308:").ofMaxLength(10),
                Arbitraries.strings().withChars("ab/.").ofMaxLength(20),
                Arbitraries.strings().ofMaxLength(20));
    }

    private static Optional<String> accepted(String path) {
        try {
            return Optional.of(ArtifactPath.require(path));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Property(seed = "1")
    void anAcceptedPathStaysBelowItsDirectoryOnThisFileSystem(@ForAll("paths") String path) {
        accepted(path).ifPresent(kept -> {
            Path directory = Path.of("/data");
            Path file = directory.resolve(kept);

            assertThat(file.normalize()).isEqualTo(file).isNotEqualTo(directory);
            assertThat(file.startsWith(directory)).isTrue();
            assertThat(ArtifactPath.relative(directory, file)).isEqualTo(kept);
        });
    }

    @Property(seed = "1")
    void anAcceptedPathIsKeptInOneFormThatUtf8CanWrite(@ForAll("paths") String path) {
        accepted(path).ifPresent(kept -> {
            assertThat(Normalizer.isNormalized(kept, Normalizer.Form.NFC)).isTrue();
            assertThat(accepted(kept)).hasValue(kept);
            assertThat(new String(kept.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .isEqualTo(kept);
        });
    }

    @Property(seed = "1")
    void ofTwoFormsOfOneTextBothAreAcceptedOrNeither(@ForAll("paths") String path) {
        assertThat(accepted(Normalizer.normalize(path, Normalizer.Form.NFD))).isEqualTo(accepted(path));
    }
}
