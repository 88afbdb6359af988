package org.mlopssdk.monitoring.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page under the Nu Html Checker, which validator.w3.org runs. Its jar is the one that the property {@code mlops.vnu} names, or that {@code npm
 * install -g vnu-jar} has put there; the test skips, saying so, where there is none.
 */
@Tag("heavy")
class ValidatorTest {
    private static final List<String> PLACES = List.of("/usr/lib/node_modules", "/usr/local/lib/node_modules");

    @TempDir
    private Path folder;

    @Test
    void findsNoErrorAndNothingToWarnOf() throws Exception {
        Scenes.ordinary().html().writeTo(folder.resolve("ordinary.html"));
        Scenes.hostile().html().writeTo(folder.resolve("hostile.html"));
        Scenes.few().html().writeTo(folder.resolve("few.html"));
        Scenes.empty().html().writeTo(folder.resolve("empty.html"));
        Cards.complete().html().writeTo(folder.resolve("card.html"));
        Cards.bare().html().writeTo(folder.resolve("bare-card.html"));
        Cards.hostile().html().writeTo(folder.resolve("hostile-card.html"));

        assertThat(findings()).isEmpty();
    }

    @Test
    void findsWhatIsWrong() throws Exception {
        Files.writeString(
                folder.resolve("wrong.html"),
                "<!DOCTYPE html><html lang=en><title>x</title><p><h7>x</h7><style>p{colour:red}</style>");

        assertThat(findings()).hasSizeGreaterThanOrEqualTo(2).allMatch(line -> line.contains("error"));
    }

    /** Its messages, but for remarks of no consequence: on slashes that make a page XML too, on names that are not normalised, and on the language of hostile text. */
    private List<String> findings() throws IOException, InterruptedException {
        List<String> files;
        try (Stream<Path> pages = Files.list(folder)) {
            files = pages.map(Path::toString).sorted().toList();
        }
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar(),
                "--stdout",
                "--format",
                "gnu"));
        command.addAll(files);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        return said.lines()
                .filter(line -> !line.contains("Trailing slash on void elements"))
                .filter(line -> !line.contains("not in Unicode Normalization Form C"))
                .filter(line -> !line.contains("appears to be written in"))
                .toList();
    }

    private static String jar() {
        String declared = System.getProperty("mlops.vnu");
        return Stream.concat(
                        Stream.ofNullable(declared),
                        PLACES.stream().map(place -> place + "/vnu-jar/build/dist/vnu.jar"))
                .filter(jar -> Files.isRegularFile(Path.of(jar)))
                .findFirst()
                .orElseGet(() -> {
                    String reason = "No Nu Html Checker: npm install -g vnu-jar, or -Dmlops.vnu=vnu.jar.";
                    System.out.println("Skipped. " + reason);
                    return Assumptions.abort(reason);
                });
    }
}
