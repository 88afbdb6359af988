package org.mlopssdk.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.HostileText;

class ArtifactPathTest {

    static Stream<String> hostile() {
        return Stream.concat(HostileText.everywhere(), Stream.of("a.", "a/b.", "a./b", "x/" + "é".repeat(128)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model.onnx",
                "a/b/c",
                "Größe.csv",
                "日本語/データ",
                "with blank.txt",
                ".hidden",
                "a..b",
                "-x",
                "😀.bin",
                "%2e%2e"
            })
    void aRelativePathIsKeptAsItIs(String path) {
        assertThat(ArtifactPath.require(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aHostilePathIsRefused(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArtifactPath.require(path))
                .withMessageStartingWith("the path \"")
                .withMessageEndingWith("give a relative path such as \"model/weights.bin\"")
                .withMessageNotContaining("\u0000")
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(400));
        assertThatIllegalArgumentException().isThrownBy(() -> new ArtifactFile(path, Digest.of(new byte[0]), 0));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aHostilePathIsRefusedBelowAnythingToo(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> ArtifactPath.require("model/" + path));
    }

    private static void assertThatIllegalPath(String path, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArtifactPath.require(path))
                .withMessageContaining(why);
    }

    @Test
    void theReasonIsNamed() {
        assertThatIllegalPath("/etc/passwd", "is not relative");
        assertThatIllegalPath("a//b", "has an empty name in it");
        assertThatIllegalPath("a/../b", "has \"..\" in it");
        assertThatIllegalPath("a/./b", "has \".\" in it");
        assertThatIllegalPath("a\\b", "has a character at index 1 that not every file system can name");
        assertThatIllegalPath("a\uD800", "has a character at index 1 that not every file system can name");
        assertThatIllegalPath("a ", "has a name that ends in a dot or a blank");
        assertThatIllegalPath("é".repeat(128), "has a name longer than 255 bytes");
        assertThatIllegalPath("d/".repeat(512) + "d", "is longer than 1024 bytes");
        assertThatIllegalPath("x".repeat(5000), "\"" + "x".repeat(80) + "...\"");
    }

    @Test
    void aDecomposedPathIsComposedOnTheWayInAndRefusedWhereItWasKept() {
        assertThat(ArtifactPath.require("Gro\u0308ße")).isEqualTo("Größe");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArtifactPath.requireKept("Gro\u0308ße"))
                .withMessageContaining("is not in Unicode form NFC");
    }

    @Test
    void theLongestPathFits() {
        assertThat(ArtifactPath.require("é".repeat(127) + "x")).hasSize(128);
        assertThat(ArtifactPath.require("d/".repeat(511) + "dd")).hasSize(1024);
    }

    @Test
    void aFileBelowADirectoryGetsForwardSlashes() {
        Path directory = Path.of("/data/model");

        assertThat(ArtifactPath.relative(directory, directory.resolve("a").resolve("b.bin")))
                .isEqualTo("a/b.bin");
        for (Path outside : List.of(directory, directory.resolve("../x"), Path.of("/data/other"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> ArtifactPath.relative(directory, outside));
        }
    }
}
