package org.mlopssdk.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mlopssdk.gate.Condition.atLeast;
import static org.mlopssdk.gate.Condition.atMost;
import static org.mlopssdk.gate.Condition.dropAtMost;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.metric.Measured;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;

/** A report where people look for it. */
class OutputsTest {

    record Sample(String subject, Metrics metrics) implements Measured {}

    private static final String HOSTILE = "<img src=x onerror=alert(1)>|`**@team #1 https://evil.example [x](y)\u202e";

    private static final GateReport REPORT = Gate.named("release")
            .require("f1", atLeast(0.78))
            .require("f1", dropAtMost(0.02))
            .group("speed", speed -> speed.require("latency.p95.ms", atMost(20)).advise("size.bytes", atMost(1e6)))
            .evaluate(new Sample(
                    "model/failure/2@sha256:" + "ab".repeat(32),
                    Metrics.of(Metric.of("f1", 0.741).withN(412))
                            .with("latency.p95.ms", 12.5)
                            .with("size.bytes", 2e6)));

    private static GateReport hostile() {
        return Gate.named(HOSTILE.replace("\u202e", ""))
                .group(
                        HOSTILE.replace("\u202e", ""),
                        g -> g.require(
                                HOSTILE.replace("\u202e", ""), Map.of("a", HOSTILE.replace("\u202e", "")), atLeast(1)))
                .evaluate(new Sample("line\nbreak " + HOSTILE, Metrics.none()));
    }

    private static GateReport large(int checks) {
        Gate gate = Gate.named("large");
        for (int i = 0; i < checks; i++) {
            gate = gate.require("metric number " + i, atLeast(i < checks - 1 ? 0 : 2));
        }
        Metrics metrics = new Metrics(IntStream.range(0, checks)
                .mapToObj(i -> Metric.of("metric number " + i, 1))
                .toList());
        return gate.evaluate(new Sample("candidate", metrics));
    }

    @Nested
    class AsMarkdown {

        @Test
        void hasTheVerdictFirstAndATableForEachGroup() {
            assertThat(REPORT.toMarkdown()).isEqualTo("""
                ### FAIL: gate release

                Candidate model/failure/2@<!-- -->sha256:abababababab

                | | required | found |
                |---|---|---|
                | **FAIL** | f1 &gt;= 0.78 | f1 0.741 &lt; 0.78 required, n=412 |
                | **INCONCLUSIVE** | f1 drop &lt;= 0.02 | f1 0.741, no baseline to compare with yet; add orBootstrap() to let the first version pass |

                #### PASS: speed

                | | required | found |
                |---|---|---|
                | PASS | latency.p95.ms &lt;= 20 | latency.p95.ms 12.5, &lt;= 20 required |
                | **FAIL** (advice) | size.bytes &lt;= 1000000 | size.bytes 2000000 &gt; 1000000 required |

                """);
        }

        @Test
        void showsNamesOfOthersAsText() {
            String markdown = hostile().toMarkdown();

            assertThat(markdown).doesNotContain("<img", "\u202e", "https://e", "@team", "#1", " [x", "`**");
            assertThat(markdown.lines()
                            .filter(line -> line.startsWith("|"))
                            .map(line -> line.replace("\\|", ""))
                            .map(line -> line.chars().filter(c -> c == '|').count()))
                    .containsOnly(4L);
            assertThat(markdown).contains("Candidate line\\\\u000abreak");
        }
    }

    @Nested
    class AsHtml {

        @Test
        void isATableThatStandsByItself() {
            assertThat(REPORT.toHtml())
                    .startsWith(
                            "<section><h3>FAIL: gate release</h3><p>Candidate model/failure/2@sha256:abababababab</p>")
                    .contains("<tr><td><strong>FAIL</strong></td><td>f1 &gt;= 0.78</td>"
                            + "<td>f1 0.741 &lt; 0.78 required, n=412</td></tr>")
                    .contains("<tr><th colspan=\"3\" scope=\"rowgroup\">PASS: speed</th></tr>")
                    .contains("<strong>FAIL</strong> (advice)")
                    .doesNotContain("http", "<script", "<style");
        }

        @Test
        void showsNamesOfOthersAsText() {
            assertThat(hostile().toHtml())
                    .doesNotContain("<img", "\u202e")
                    .contains("&lt;img src=x onerror=alert(1)&gt;");
        }
    }

    @Nested
    class AsFacetOfOpenLineage {

        /** The names and types are those of https://openlineage.io/spec/facets/1-0-1/TestRunFacet.json; what follows was validated against it. */
        @Test
        void hasATestForEachCheck() {
            String json =
                    new String(REPORT.toOpenLineage(URI.create("https://ci.example/build/7")), StandardCharsets.UTF_8);

            assertThat(json)
                    .startsWith("{\"test\":{\"_producer\":\"https://ci.example/build/7\",\"_schemaURL\":"
                            + "\"https://openlineage.io/spec/facets/1-0-1/TestRunFacet.json#/$defs/TestRunFacet\","
                            + "\"tests\":[{\"name\":\"f1 >= 0.78\",\"status\":\"fail\",\"severity\":\"error\","
                            + "\"type\":\"metric_bound\",\"description\":\"f1 0.741 < 0.78 required, n=412\","
                            + "\"expected\":\">= 0.78\",\"actual\":\"0.741\",\"params\":{\"candidate\":")
                    .contains("\"status\":\"pass\"", "\"severity\":\"warn\"", "\"verdict\":\"INCONCLUSIVE\"")
                    .contains("\"type\":\"metric_change\"", "\"group\":\"speed\"")
                    .doesNotContain("skip");
        }
    }

    @Nested
    class TheSummaryOfAStep {

        @Test
        void isFoundInTheEnvironment() {
            assertThat(StepSummary.of(name -> name.equals("GITHUB_STEP_SUMMARY") ? "/tmp/summary.md" : null))
                    .hasValueSatisfying(summary -> assertThat(summary.file()).isEqualTo(Path.of("/tmp/summary.md")));
            assertThat(StepSummary.of(name -> null)).isEmpty();
            assertThat(StepSummary.of(name -> " ")).isEmpty();
            assertThat(StepSummary.ofEnvironment().isPresent())
                    .isEqualTo(!System.getenv()
                            .getOrDefault("GITHUB_STEP_SUMMARY", "")
                            .isBlank());
        }

        @Test
        void getsOneReportAfterTheOther(@TempDir Path directory) throws IOException {
            Path file = directory.resolve("new/summary.md");
            StepSummary summary = StepSummary.at(file);

            summary.append(REPORT);
            summary.append(hostile());

            assertThat(file).hasContent(REPORT.toMarkdown() + hostile().toMarkdown());
            assertThat(summary).hasToString("summary " + file);
        }

        @Test
        void doesNotGrowBeyondWhatGitHubShowsAndTellsOfFailuresFirst(@TempDir Path directory) throws IOException {
            Path file = directory.resolve("summary.md");
            StepSummary summary = StepSummary.at(file);
            GateReport large = large(4000);
            for (int i = 0; i < 5; i++) {
                summary.append(large);
            }

            assertThat(Files.size(file)).isBetween((1L << 20) - 2000, 1L << 20);
            assertThat(Files.readString(file))
                    .containsPattern("Not shown for want of room: \\d+ more checks\n\n$")
                    .containsPattern("### FAIL: gate large\n\nCandidate candidate\n\n\\| \\| required \\| found \\|\n"
                            + "\\|---\\|---\\|---\\|\n\\| \\*\\*FAIL\\*\\* \\| metric number 3999");
        }

        @Test
        void thatIsFullIsLeftAsItIs(@TempDir Path directory) throws IOException {
            Path file = Files.write(directory.resolve("summary.md"), new byte[(1 << 20) - 10]);

            StepSummary.at(file).append(REPORT);

            assertThat(file).hasSize((1 << 20) - 10);
        }

        @Test
        void thatCannotBeWrittenIsNamed(@TempDir Path directory) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> StepSummary.at(directory).append(REPORT))
                    .withMessageStartingWith("summary " + directory + ": cannot be written");
        }
    }
}
