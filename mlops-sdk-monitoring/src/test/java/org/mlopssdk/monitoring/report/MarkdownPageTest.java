package org.mlopssdk.monitoring.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mlopssdk.monitoring.drift.DriftPolicy;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.table.Table;

class MarkdownPageTest {
    private final String ordinary = Scenes.ordinary().markdown().toString();
    private final String hostile = Scenes.hostile().markdown().toString();

    @Test
    void theVerdictComesFirstThenATableThenWhatDrifts() {
        assertThat(ordinary.lines())
                .startsWith(
                        "# ▲ DRIFT: 5 of 10\u00a0features have drifted", "", "Occupancy model, hall 3 · 2026-11-22");
        assertThat(ordinary.lines().filter(line -> line.startsWith("## ")))
                .containsExactly(
                        "## ▲\u00a0Drift: `Room`",
                        "## ▲\u00a0Drift: `CO2`",
                        "## ▲\u00a0Drift: `Light`",
                        "## ▲\u00a0Drift: `Occupied`",
                        "## ▲\u00a0Drift: `Humidity`",
                        "## ◇\u00a0Inconclusive: `Serial`");
        assertThat(ordinary).contains("- Drifting for 5\u00a0windows, since 2026-11-18.", "of the PSI of 0.5");
    }

    @Test
    void rowsHaveAsManyCellsAsTheHeadWhateverTheNamesAre() {
        for (String page : List.of(ordinary, hostile)) {
            assertThat(page.lines().filter(line -> line.startsWith("|")))
                    .hasSizeGreaterThan(10)
                    .allSatisfy(row ->
                            assertThat(row.split("(?<!\\\\)\\|", -1)).as(row).hasSize(12));
        }
        assertThat(Scenes.empty().markdown().toString().lines().filter(line -> line.startsWith("|")))
                .hasSize(12)
                .allSatisfy(row -> assertThat(row.split("\\|", -1))
                        .as("without a history, " + row)
                        .hasSize(11));
    }

    @Test
    void aReportWithoutHistoryHasNoCellForATrendAndAWindowWithoutRowsNoShareOfMissingValues() {
        ReferenceProfile profile = ReferenceProfile.fit(Table.builder()
                .column("x", IntStream.range(0, 500).asDoubleStream().toArray())
                .build());
        String page = Presentation.of(DriftPolicy.ofDefaults().compare(profile, profile.newWindow()))
                .markdown()
                .toString();

        assertThat(page.lines().filter(line -> line.startsWith("|")))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.split("\\|", -1)).as(row).hasSize(11));
        assertThat(page).contains("| `x` | | | no rows |", "| – | – | – |");
    }

    @Test
    void nothingOfOthersIsMarkupALinkOrAMention() {
        String outsideOfCode = hostile.replaceAll("(`+)(?!`).*?(?<!`)\\1(?!`)", "code")
                .replace("<!-- -->", "")
                .replaceAll("\\\\[\\\\`*_\\[\\]<>|~&$#.=+)-]", "");

        assertThat(outsideOfCode).doesNotContain("<", "](", "***", "`", "\\");
        assertThat(hostile.replace("<!-- -->", "\0")).doesNotContainPattern("(?m)^[^`]*[@#]\\w");
    }

    static Stream<Arguments> words() {
        return Stream.of(
                arguments("plain words, 0.5 on 2026-11-22", "plain words, 0.5 on 2026-11-22"),
                arguments("a*b_c", "a\\*b\\_c"),
                arguments("<b> & [x](y)", "\\<b\\> \\& \\[x\\](y)"),
                arguments("@all #1", "@<!-- -->all #<!-- -->1"),
                arguments("# head", "\\#<!-- --> head"),
                arguments("1. one", "1\\. one"),
                arguments("0.5 of it", "0.5 of it"),
                arguments("- item", "\\- item"),
                arguments("http://x.y www.x.y", "http://<!-- -->x.y www.<!-- -->x.y"));
    }

    @ParameterizedTest
    @MethodSource("words")
    void wordsAreEscaped(String words, String escaped) {
        assertThat(Markdown.prose(words)).isEqualTo(escaped);
    }

    @Test
    void namesAreCodeWhateverBackticksTheyHold() {
        assertThat(Markdown.code("a")).isEqualTo("`a`");
        assertThat(Markdown.code("`")).isEqualTo("`` ` ``");
        assertThat(Markdown.code("a``b`c")).isEqualTo("```a``b`c```");
        assertThat(Markdown.code("a|b")).isEqualTo("`a|b`");
        assertThat(Markdown.cell("a|b")).isEqualTo("`a\\|b`");
    }
}
