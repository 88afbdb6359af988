package org.mlopssdk.monitoring.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mlopssdk.monitoring.drift.DriftReport;
import org.mlopssdk.monitoring.drift.DriftVerdict;
import org.mlopssdk.monitoring.profile.NumericComparison;
import org.mlopssdk.monitoring.profile.TextComparison;

class PageSizeTest {
    private static final int MOST = 100_000;
    private static final Presentation NUMBERS = Crowded.numbers("&");
    private static final Presentation CATEGORIES = Crowded.categories("&");

    @Test
    void twentyFeaturesTakeLessThan100KilobytesHoweverManyRowsAndBreakPointsThereAre() {
        Presentation large = Scenes.large();

        assertThat(large.report().features()).hasSize(20).allSatisfy(drift -> {
            assertThat(drift.comparison().missing().currentRows()).isGreaterThan(10_000_000);
            NumericComparison numeric = (NumericComparison) drift.comparison();
            assertThat(numeric.distributions().ecdf()).hasSizeGreaterThanOrEqualTo(8_192);
        });
        assertThat(large.html().bytes().length).isBetween(50_000, MOST);
        assertThat(Page.of(large.html()).texts("bdi"))
                .as("nothing is cut where there is room")
                .contains("measured at sensor 19 of the machine in hall 19");
    }

    static Stream<Arguments> crowded() {
        Stream<Arguments> ties =
                Crowded.SIGNS.stream().map(sign -> arguments("ties, names of " + sign, Crowded.ties(sign)));
        return Stream.concat(
                ties, Stream.of(arguments("numbers, names of &", NUMBERS), arguments("categories of &", CATEGORIES)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("crowded")
    void soDoTwentyFeaturesWithAsMuchToShowAsThereCanBe(String name, Presentation crowded) {
        assertThat(crowded.report().features())
                .hasSize(Crowded.FEATURES)
                .allMatch(drift -> drift.verdict() == DriftVerdict.DRIFT)
                .allMatch(drift -> drift.feature().length() > 240);
        assertThat(crowded.report().exempt()).hasSize(Crowded.FEATURES / 2);
        assertThat(crowded.earlier()).hasSize(40);
        assertThat(crowded.html().bytes().length).isBetween(80_000, MOST);
    }

    @Test
    void theCrowdIsOneOfMillionsOfRowsThousandsOfBreakPointsAndMoreCategoriesThanAreListed() {
        assertThat(NUMBERS.report().features()).allSatisfy(drift -> {
            NumericComparison numeric = (NumericComparison) drift.comparison();
            assertThat(numeric.missing().currentRows()).isGreaterThan(10_000_000);
            assertThat(numeric.distributions().ecdf()).hasSizeGreaterThanOrEqualTo(8_192);
        });
        assertThat(CATEGORIES.report().features()).allSatisfy(drift -> {
            TextComparison text = (TextComparison) drift.comparison();
            assertThat(text.categories())
                    .hasSizeGreaterThan(1_000)
                    .anyMatch(category -> category.category().length() > 990);
        });
    }

    @Test
    void textsOfOthersAreCutAsFarAsThereIsNoRoomAndTheVerdictIsNot() {
        Presentation crowded = Crowded.ties("x");
        Page page = Page.of(crowded.html());
        DriftReport report = crowded.report();

        assertThat(page.texts("bdi")).filteredOn(name -> name.contains("xx")).allMatch(name -> name.length() >= 16);
        assertThat(page.texts("h1")).containsExactly(Told.verdict(report));
        assertThat(page.texts("title").get(0)).startsWith("DRIFT: 0:xxxxxx").hasSizeGreaterThan(120);
        assertThat(page.texts("dt")).contains("…");
        assertThat(crowded.json().toString()).contains(report.features().get(0).feature(), "x".repeat(240) + "\",");
    }

    @Test
    void eachFeatureMoreTakesNoMoreThanTheTwentiethPart() {
        for (int features : List.of(30, 120)) {
            assertThat(Presentation.of(Scenes.many(features)).html().bytes().length)
                    .isLessThan(HtmlPage.BYTES * features);
        }
    }
}
