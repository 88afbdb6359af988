package org.mlopssdk.monitoring.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mlopssdk.monitoring.drift.DriftPolicy;
import org.mlopssdk.monitoring.drift.DriftReport;
import org.mlopssdk.monitoring.table.Table;
import org.w3c.dom.Element;

class HtmlPageTest {
    private static final Presentation ORDINARY = Scenes.ordinary();
    private static final Presentation HOSTILE = Scenes.hostile();

    static Stream<Presentation> scenes() {
        return Stream.of(ORDINARY, HOSTILE, Scenes.empty(), Scenes.few());
    }

    @Test
    void theSameReportGivesTheSameBytesInAnyLocaleAndTimeZone() {
        byte[] once = Scenes.ordinary().html().bytes();
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(Scenes.ordinary().html().bytes()).isEqualTo(once);
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(Scenes.ordinary().html().bytes()).isEqualTo(once);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void noTimeIsShownButTheOneThatTheCallerGives() {
        Instant time = Instant.parse("2026-11-22T03:04:05.678Z");

        assertThat(ORDINARY.html().toString()).doesNotContainPattern("\\d\\d:\\d\\d");
        assertThat(ORDINARY.withTime(time).html().toString()).contains("2026-11-22T03:04:05Z");
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void theStyleIsAllowedByItsDigestAndNothingElseIs(Presentation scene) throws Exception {
        Page page = Page.of(scene.html());
        String style = page.texts("style").get(0);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        Element policy = page.all("meta").stream()
                .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
                .findFirst()
                .orElseThrow();

        assertThat(page.all("style")).hasSize(1);
        assertThat(policy.getAttribute("content"))
                .isEqualTo("default-src 'none'; style-src 'sha256-"
                        + Base64.getEncoder().encodeToString(digest) + "'; base-uri 'none'; form-action 'none'");
        assertThat(style).doesNotContain("url(", "@import", "<", "&");
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void nothingOnThePageLoadsOrRunsAnything(Presentation scene) {
        Page page = Page.of(scene.html());

        assertThat(page.all("*"))
                .extracting(Element::getTagName)
                .isSubsetOf(Set.of(
                        "html head meta title style body header main section footer h1 h2 h3 p strong a bdi i b span ul li dl dt dd div table caption thead tbody tr th td details summary figure figcaption svg desc path text tspan"
                                .split(" ")));
        assertThat(page.attributes())
                .extracting(org.w3c.dom.Node::getNodeName)
                .isSubsetOf(Set.of(
                        "lang dir charset http-equiv content name class id href role aria-labelledby tabindex open viewBox d x y paint-order"
                                .split(" ")));
        assertThat(page.attributes("href")).allMatch(href -> href.matches("#f\\d+"));
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void idsAreUniqueAndWhatIsReferredToIsThere(Presentation scene) {
        Page page = Page.of(scene.html());
        List<String> ids = page.attributes("id");

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(page.attributes("href")).allSatisfy(href -> assertThat(ids).contains(href.substring(1)));
        assertThat(ids).containsAll(page.attributes("aria-labelledby"));
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void readersWhoDoNotSeeItAreToldTheSame(Presentation scene) {
        Page page = Page.of(scene.html());

        assertThat(page.all("svg")).allSatisfy(svg -> {
            assertThat(svg.getAttribute("role")).isEqualTo("img");
            assertThat(Page.children(svg, "title"))
                    .hasSize(1)
                    .allSatisfy(title -> assertThat(title.getTextContent()).isNotBlank());
        });
        assertThat(page.all("h1")).hasSize(1);
        assertThat(page.all("main")).hasSize(1);
        assertThat(page.all("html"))
                .allSatisfy(html -> assertThat(html.getAttribute("lang")).isEqualTo("en"));
        List<Integer> levels = page.all("*").stream()
                .map(Element::getTagName)
                .filter(name -> name.matches("h[1-6]"))
                .map(name -> name.charAt(1) - '0')
                .toList();
        for (int i = 0; i < levels.size(); i++) {
            assertThat(levels.get(i)).isLessThanOrEqualTo(1 + (i == 0 ? 0 : levels.get(i - 1)));
        }
    }

    @Test
    void theVerdictComesFirstThenTheFeaturesByHowMuchTheyMatter() {
        Page page = Page.of(ORDINARY.html());
        List<String> order = ORDINARY.report().features().stream()
                .map(drift -> drift.feature())
                .toList();

        assertThat(page.texts("h1")).containsExactly("5 of 10\u00a0features have drifted");
        assertThat(page.texts("summary")).hasSameSizeAs(order);
        for (int i = 0; i < order.size(); i++) {
            assertThat(page.texts("summary").get(i)).contains(order.get(i));
        }
        assertThat(page.all("details").stream().filter(details -> details.hasAttribute("open")))
                .hasSize(5);
    }

    @Test
    void aFeatureIsDrawnWithItsBinsItsCurvesWithTheDistanceItsPartsAndItsTrend() {
        Element light = Page.of(ORDINARY.html()).section("Light");

        assertThat(Page.children(light, "title"))
                .extracting(Element::getTextContent)
                .containsExactly("Shares by bin", "Distribution functions", "Trend");
        assertThat(light.getTextContent())
                .contains("D 0.3", "Largest parts of the PSI of 0.5", "lie outside")
                .contains("drifting for 5\u00a0windows, since 2026-11-18", "2026-11-11", "2026-11-22");
        assertThat(Page.children(light, "tbody"))
                .hasSize(1)
                .allSatisfy(parts -> assertThat(Page.children(parts, "tr")).hasSize(3));
    }

    @Test
    void aTextFeatureIsDrawnWithItsCategoriesAndThoseThatAreNew() {
        Element room = Page.of(ORDINARY.html()).section("Room");

        assertThat(Page.children(room, "title"))
                .extracting(Element::getTextContent)
                .containsExactly("Shares by category", "Trend");
        assertThat(room.getTextContent())
                .contains("kitchen", "(new)", "of categories that the reference does not have");
    }

    @Test
    void featuresThatDoNotCountAreShownWithTheReasonAndSoAreExceptionsThatHaveExpired() {
        DriftPolicy policy = DriftPolicy.ofDefaults()
                .forFeature("a", feature -> feature.ignored("<b>an identifier"))
                .forFeature("b", feature -> feature.exceptedUntil(Instant.parse("2027-03-01T00:00:00Z"), "winter"))
                .forFeature("c", feature -> feature.exceptedUntil(Instant.parse("2026-03-01T00:00:00Z"), "spring"));
        DriftReport report = Scenes.exempt(policy, Instant.parse("2026-11-22T00:00:00Z"));
        Page page = Page.of(Presentation.of(report).html());

        assertThat(page.texts("h1")).containsExactly("1 of 1\u00a0feature has drifted");
        assertThat(page.texts("header").get(0))
                .contains("a: ignored (<b>an identifier).")
                .contains("b: excepted until 2027-03-01T00:00:00Z (winter).")
                .contains("c: counts again since its exception expired on 2026-03-01T00:00:00Z (spring).");
        assertThat(page.texts("summary")).containsExactly("▲\u00a0Drift c", "○\u00a0Exempt a", "○\u00a0Exempt b");
    }

    @Test
    void whatIsWrongWithTheDataIsToldAtTheTopAndInTheFeature() {
        Page page = Page.of(ORDINARY.html());

        assertThat(page.texts("header").get(0)).contains("Data quality: ").contains("warnings on Room and CO2.");
        assertThat(Page.children(page.section("CO2"), "li"))
                .extracting(Element::getTextContent)
                .contains("Warning: missing 4.9 % -> 21.0 %.");
    }

    @Test
    void withoutHistoryThereIsNoTrend() {
        String page = Presentation.of(ORDINARY.report()).html().toString();

        assertThat(page).doesNotContain("Trend", "drifting for");
    }

    @Test
    void hostileTextIsShownAsTextAndChangesNothing() {
        Page page = Page.of(HOSTILE.html());
        String text = page.text();

        assertThat(page.texts("bdi")).contains("<script>alert(1)</script>", "`", "javascript:alert(5)");
        assertThat(text).contains("\\u202egnp.exe\\u202c", "esc\\u001b[31mred", "lone \\ud800", "none \\ufffe\\uffff");
        assertThat(text.codePoints())
                .noneMatch(c -> c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c >= 0xd800 && c <= 0xdfff);
        assertThat(HOSTILE.html().toString().lines().skip(1).filter(line -> line.contains("<body>")))
                .as("no line break of others")
                .hasSize(1);
    }

    @Test
    void aReportOfManyFeaturesShowsThoseThatMatterAndSaysHowManyItLeavesOut() {
        Presentation many = Presentation.of(Scenes.many(1_100));
        Page page = Page.of(many.html());

        assertThat(page.all("details")).hasSize(100);
        assertThat(page.text()).contains("The other 1,000\u00a0features matter less", "100\u00a0features more");
    }

    @Test
    void theColoursOfBothSchemesHaveTheContrastThatReadersNeed() {
        for (String scheme : List.of("light", "dark")) {
            Contrast colours = Contrast.of(Stylesheet.CSS, scheme);
            for (String text : List.of("ink", "soft", "drift", "doubt", "stable")) {
                assertThat(colours.between(text, "page"))
                        .as(scheme + " " + text)
                        .isGreaterThan(4.5);
            }
            for (String shape : List.of("ref", "cur", "drift")) {
                assertThat(colours.between(shape, "page"))
                        .as(scheme + " " + shape)
                        .isGreaterThan(3);
            }
            assertThat(colours.between("cur", "pale")).as(scheme + " bars").isGreaterThan(3);
        }
    }

    @Test
    void aBudgetOfFalseAlarmsIsTold() {
        SplittableRandom random = new SplittableRandom(1);
        Table reference =
                Table.builder().column("x", random.doubles(2_000).toArray()).build();
        DriftReport calibrated = DriftPolicy.calibrated(reference, 100, 0.2).between(reference, reference);

        assertThat(Page.of(Presentation.of(calibrated).html()).text())
                .contains("at most 20 % of windows of 100 rows without drift are called DRIFT");
        assertThat(Page.of(ORDINARY.html()).text()).doesNotContain("calibrated");
    }

    @Test
    void nothingToReportIsAPageToo() {
        DriftReport none = new DriftReport("none", "none", Scenes.few().report().policy(), List.of(), List.of());

        assertThat(Page.of(Presentation.of(none).html()).texts("h1"))
                .containsExactly("There is no feature that counts");
    }
}
