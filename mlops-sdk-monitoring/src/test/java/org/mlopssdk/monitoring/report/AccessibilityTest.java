package org.mlopssdk.monitoring.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page for those who do not see it, or do not use a mouse: by the rules of axe-core, by what the browser tells a screen reader, and by the Tab
 * key. The script of axe-core is the one that the property {@code mlops.axe} names, or that {@code npm install -g axe-core} has put there;
 * its tests skip, saying so, where there is none.
 */
@Tag("heavy")
class AccessibilityTest {
    private static final List<String> PLACES = List.of("/usr/lib/node_modules", "/usr/local/lib/node_modules");
    private static final String OPEN_ALL =
            "document.querySelectorAll('details').forEach(each => { each.open = true; }); true";
    private static final int WIDE = 1200;
    private static final int NARROW = 420;
    private static final int TAB = 9;
    private static final int ENTER = 13;

    @TempDir
    private static Path folder;

    private static DevTools browser;

    @BeforeAll
    static void start() throws Exception {
        browser = DevTools.start(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    static Stream<Arguments> scenes() {
        Map<String, Rendered> scenes = Map.of(
                "an ordinary report", Scenes.ordinary().html(),
                "a hostile report", Scenes.hostile().html(),
                "a report of little", Scenes.few().html(),
                "a report without rows", Scenes.empty().html(),
                "a card", Cards.complete().html(),
                "a hostile card", Cards.hostile().html());
        return scenes.entrySet().stream()
                .flatMap(scene -> Stream.of(
                        arguments(scene.getKey(), scene.getValue(), WIDE, false),
                        arguments(scene.getKey(), scene.getValue(), WIDE, true),
                        arguments(scene.getKey(), scene.getValue(), NARROW, false)));
    }

    @ParameterizedTest(name = "{0}, {2} wide, dark: {3}")
    @MethodSource("scenes")
    void axeFindsNothingWrongAndNothingDoubtful(String name, Rendered scene, int width, boolean dark) throws Exception {
        browser.open(scene.bytes(), width, dark);

        assertThat(axe()).isEmpty();
    }

    @Test
    void axeFindsWhatIsWrong() throws Exception {
        String wrong = Scenes.few()
                .html()
                .toString()
                .replace("<main>", "<div>")
                .replace("</main>", "</div>")
                .replace("--soft:#57606a", "--soft:#b0b8c0")
                .replace("<h2", "<h5")
                .replace("</h2", "</h5")
                .replace("role=\"img\"", "role=\"imag\"");
        browser.open(unlocked(wrong), WIDE, false);

        assertThat(axe().toString()).contains("color-contrast", "heading-order", "landmark-one-main", "aria-roles");
    }

    /** A page whose style was changed, without the policy that would refuse it. */
    private static byte[] unlocked(String page) {
        return page.replace("Content-Security-Policy", "no-policy").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Each violated rule with the places, and what axe cannot tell: but the contrast of what stands in front of a drawing or outside of the window,
     * which {@code HtmlPageTest} computes from the colours.
     */
    private static List<?> axe() throws Exception {
        browser.evaluate(Files.readString(script()) + "; true");
        browser.evaluate(OPEN_ALL);
        return (List<?>) browser.evaluate("""
            axe.run({reporter: 'v2'}).then(found => found.violations
                .concat(found.incomplete.filter(rule => rule.id !== 'color-contrast'))
                .map(rule => rule.id + ': ' + rule.nodes.slice(0, 3).map(node => node.target + ' '
                    + node.any.concat(node.all, node.none).map(check => check.message).join(' ')).join('; ')))
            """);
    }

    private static Path script() {
        return Stream.concat(
                        Stream.ofNullable(System.getProperty("mlops.axe")),
                        PLACES.stream().map(place -> place + "/axe-core/axe.min.js"))
                .map(Path::of)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseGet(() -> {
                    String reason = "No axe-core: npm install -g axe-core, or -Dmlops.axe=axe.min.js.";
                    System.out.println("Skipped. " + reason);
                    return Assumptions.abort(reason);
                });
    }

    @ParameterizedTest(name = "{0}, {2} wide, dark: {3}")
    @MethodSource("scenes")
    void aScreenReaderIsToldOfEachDrawingWhatItShows(String name, Rendered scene, int width, boolean dark)
            throws Exception {
        browser.open(scene.bytes(), width, dark);
        browser.evaluate(OPEN_ALL);
        List<DevTools.Told> drawings = drawings();

        assertThat(drawings).hasSameSizeAs(Page.of(scene).all("svg"));
        assertThat(drawings).allSatisfy(told -> {
            assertThat(told.name()).isNotBlank();
            assertThat(told.name() + told.description()).as("numbers").containsPattern("\\d|–|same|No change");
        });
    }

    @Test
    void theDrawingsOfAFeatureAreToldInWords() throws Exception {
        browser.open(Scenes.ordinary().html().bytes(), WIDE, false);

        assertThat(drawings().stream().map(told -> told.name() + ". " + told.description()))
                .contains(
                        "Largest change 10.0\u00a0% → 31.2\u00a0%. ",
                        "0.12\u00a0× to 3.13\u00a0×. ",
                        "Shares by bin. Of 10\u00a0bins the largest change: 531 and above, 10.0\u00a0% → 31.2\u00a0%.",
                        "Distribution functions. Values of this window are higher: the functions are furthest apart,"
                                + " by 0.313, at 243.",
                        "Shares by value. Of 2\u00a0values the largest change: 0, 77.4\u00a0% → 47.2\u00a0%.",
                        "Trend. From 0.15\u00a0× its threshold to 3.13\u00a0×, drift in 5 of 12\u00a0windows.")
                .anySatisfy(told -> assertThat(told)
                        .startsWith("Shares by category. From the reference to this window: loft 37.5\u00a0% →"
                                + " 33.9\u00a0%; bath"));
    }

    private static List<DevTools.Told> drawings() throws Exception {
        return browser.told().stream()
                .filter(told -> told.role().equals("image"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {WIDE, NARROW})
    void theTabKeyReachesAllThatCanBeUsedInItsOrderAndShowsWhereItIs(int width) throws Exception {
        browser.open(Scenes.ordinary().html().bytes(), width, false);
        browser.evaluate("window.usable = [...document.querySelectorAll('a, summary, [tabindex]')]; true");
        int usable = (Integer) browser.evaluate("usable.length");

        assertThat(usable).isGreaterThan(20);
        for (int i = 0; i < usable; i++) {
            browser.press("Tab", TAB);
            assertThat(browser.evaluate("usable.indexOf(document.activeElement)"))
                    .isEqualTo(i);
            assertThat(browser.evaluate("getComputedStyle(document.activeElement).outline"))
                    .asString()
                    .contains("solid 2px");
        }
    }

    @Test
    void aSectionThatIsClosedOpensByTheEnterKeyAndByTheLinkThatLeadsThere() throws Exception {
        browser.open(Scenes.ordinary().html().bytes(), WIDE, false);
        String closed = "document.querySelectorAll('details:not([open])')";
        int before = (Integer) browser.evaluate(closed + ".length");

        browser.evaluate(closed + "[0].querySelector('summary').focus()");
        browser.press("Enter", ENTER);
        assertThat(browser.evaluate(closed + ".length")).isEqualTo(before - 1);
        browser.evaluate("document.querySelector('tbody tr:last-child a').focus()");
        browser.press("Enter", ENTER);
        assertThat(browser.evaluate(closed + ".length")).isEqualTo(before - 2);
    }
}
