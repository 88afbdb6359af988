package org.mlopssdk.monitoring.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mlopssdk.monitoring.drift.DriftPolicy;
import org.mlopssdk.monitoring.drift.DriftReport;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.store.Digest;

/**
 * All forms of one report, byte for byte as they were when this was written, on whatever JDK: their
 * algorithms for text of doubles, for locales and for Unicode differ. Who changes what a report looks
 * like on purpose finds the new bytes in {@code target/golden}, looks at them, and writes down their digests here.
 */
class GoldenTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:04:05Z");

    static Stream<Arguments> forms() {
        Presentation scene = scene();
        return Stream.of(
                arguments(
                        "drift.html", scene.html(), "81df510614859a05a58ab22d80784217f40c05f7ecafdd156d70503745a22802"),
                arguments(
                        "drift.md",
                        scene.markdown(),
                        "24791dd5f6d497075b75017e4d47844a65412bb525a708cc2aaa3729f5dded35"),
                arguments(
                        "drift.json", scene.json(), "ad3df28ab74fd3aa62d5ad10a2732356b3b941e0c318017087b6fbf5d7b35555"),
                arguments(
                        "drift.txt",
                        scene.terminal(),
                        "32b5636a7403dfc65112c77b4798ada837fcacc48139ebbf04052c6c344ea247"),
                arguments(
                        "drift-ascii.txt",
                        scene.ascii(),
                        "43d422451dc662de7ab7024a548d615773f2eca3a0bc1f4e84e8cc1ae0786ea8"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void aReportHasTheSameBytesOnEveryJdk(String file, Rendered report, String digest) throws IOException {
        Path golden = Files.createDirectories(Path.of("target", "golden"));
        report.writeTo(golden.resolve(file));

        assertThat(Digest.of(report.bytes()).hex()).as(file).isEqualTo(digest);
    }

    /** Whole numbers and their counts, made without a random number: three windows, two policies, something of each verdict and kind. */
    private static Presentation scene() {
        DriftPolicy policy = DriftPolicy.ofDefaults()
                .forFeature("season", feature -> feature.exceptedUntil(NOW.plusSeconds(86_400), "days are short"));
        ReferenceProfile profile = ReferenceProfile.fit(day(0, 1_000));
        return Presentation.of(policy.compare(profile, profile.newWindow().recordAll(day(3, 700)), NOW))
                .withTitle("Gr\u00f6\u00dfe <b> & \u6f22\u5b57")
                .withWindow("day 3")
                .withTime(NOW)
                .withEarlier("day 1", earlier(DriftPolicy.ofDefaults(), profile, 1))
                .withEarlier("day 2", earlier(policy, profile, 2));
    }

    private static DriftReport earlier(DriftPolicy policy, ReferenceProfile profile, int day) {
        return policy.compare(profile, profile.newWindow().recordAll(day(day, 500)), NOW);
    }

    private static Table day(int day, int rows) {
        List<String> rooms = List.of("hall", "kitchen", "bath", "cellar", "loft", "<garage>");
        return Table.builder()
                .column("many", numbers(rows, i -> i * 7_919 % 1_009 + 90 * day))
                .column("few", numbers(rows, i -> i * 31 % (5 + day)))
                .column("constant", numbers(rows, i -> 3))
                .column("season", numbers(rows, i -> i * 17 % 365 + 60 * day))
                .column("gaps", numbers(rows, i -> i % 10 < day ? Double.NaN : i * 13 % 50))
                .column("identifier", texts(rows, i -> "id " + day + " " + i))
                .column("room", texts(rows, i -> rooms.get(i * 11 % (3 + day))))
                .build();
    }

    private static double[] numbers(int rows, java.util.function.IntToDoubleFunction value) {
        return IntStream.range(0, rows).mapToDouble(value).toArray();
    }

    private static String[] texts(int rows, java.util.function.IntFunction<String> value) {
        return IntStream.range(0, rows).mapToObj(value).toArray(String[]::new);
    }
}
