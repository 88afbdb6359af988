package org.mlopssdk.monitoring.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No bytes make a parser throw what it is not documented to throw, hang, or take more memory than its limits allow. What is tried always lies in
 * {@code src/test/resources/org/mlopssdk/monitoring/fuzz}, one directory for each parser: a finding of the fuzzer is put there. Files whose name begins
 * with {@code ok} are taken; the fuzzer starts from them.
 */
class FuzzingTest {

    private static final Path CORPUS = Path.of("src/test/resources/org/mlopssdk/monitoring/fuzz");
    private static final long SEED = Long.getLong("mlops.seed", 1);

    @TempDir
    Path work;

    private static List<Path> corpus(Parser parser) throws IOException {
        try (Stream<Path> files = Files.list(CORPUS.resolve(parser.corpus()))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @EnumSource(Parser.class)
    void whatIsWellFormedIsTaken(Parser parser) throws IOException {
        List<Path> sound = corpus(parser).stream()
                .filter(file -> String.valueOf(file.getFileName()).startsWith("ok"))
                .toList();
        assertThat(sound).isNotEmpty();
        for (Path file : sound) {
            byte[] bytes = Files.readAllBytes(file);
            assertThatCode(() -> parser.parse(bytes)).as(file.toString()).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource(Parser.class)
    void whatWasFoundBeforeAndWhatIsNearWellFormedIsTakenOrRefused(Parser parser) throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        long inputs = 0;
        for (Path file : corpus(parser)) {
            byte[] bytes = Files.readAllBytes(file);
            fuzz(parser, bytes, file);
            int step = Math.max(1, bytes.length / 60);
            for (int i = random.nextInt(step); i < bytes.length; i += step) {
                fuzz(parser, Arrays.copyOf(bytes, i), file);
                byte[] changed = bytes.clone();
                changed[i] ^= (byte) (1 << random.nextInt(8));
                fuzz(parser, changed, file);
                inputs += 2;
            }
        }
        assertThat(inputs).as("inputs with seed %s", SEED).isPositive();
    }

    private static void fuzz(Parser parser, byte[] bytes, Path origin) {
        assertThatCode(() -> parser.fuzz(bytes))
                .as("%s, changed with seed %s: %s", origin, SEED, Arrays.toString(bytes))
                .doesNotThrowAnyException();
    }

    /** Those that differ most: to start the fuzzer for one takes as long as a hundred thousand inputs. */
    @Tag("heavy")
    @ParameterizedTest
    @EnumSource(
            value = Parser.class,
            names = {"WINDOW", "POLICY", "COMPACT_SEASONS", "CSV"})
    void fuzzedForSeconds(Parser parser) throws Exception {
        assertThat(fuzzed(parser, 1)).isPositive();
    }

    @Tag("campaign")
    @ParameterizedTest
    @EnumSource(Parser.class)
    void fuzzedForAMinute(Parser parser) throws Exception {
        assertThat(fuzzed(parser, Integer.getInteger("mlops.fuzz.seconds", 60))).isPositive();
    }

    private long fuzzed(Parser parser, int seconds) throws Exception {
        return Fuzzer.run(
                FuzzTarget.class.getName(),
                parser.name(),
                CORPUS.resolve(parser.corpus()).toAbsolutePath(),
                work,
                Duration.ofSeconds(seconds));
    }
}
