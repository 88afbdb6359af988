package org.mlopssdk.monitoring.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page in a browser: it says nothing, asks for nothing, and is what was written, whatever the names are. */
@Tag("heavy")
class BrowserTest {
    @TempDir
    private Path folder;

    private Browser browser;

    static Stream<Named<Rendered>> scenes() {
        return Stream.of(
                Named.of("an ordinary report", Scenes.ordinary().html()),
                Named.of("a hostile report", Scenes.hostile().html()),
                Named.of("a small report", Scenes.few().html()),
                Named.of("a card", Cards.complete().html()),
                Named.of("a hostile card", Cards.hostile().html()));
    }

    @BeforeEach
    void start() throws IOException {
        browser = Browser.start(folder);
    }

    @AfterEach
    void stop() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void thePageSaysNothingToTheConsoleAndAsksForNothing(Rendered scene) throws Exception {
        Browser.Visit visit = browser.visit(scene.bytes());

        assertThat(visit.dom()).contains("<h1>");
        assertThat(visit.console()).isEmpty();
        assertThat(visit.asked()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void aBrowserFindsTheSameElementsThatWereWritten(Rendered scene) throws Exception {
        String dom = browser.visit(scene.bytes()).dom();
        List<String> written = Page.of(scene).all("*").stream()
                .map(org.w3c.dom.Element::getTagName)
                .toList();

        assertThat(Stream.of(dom.split("<"))
                        .skip(1)
                        .map(tag -> tag.split("[ >/\n]", 2)[0])
                        .filter(name -> name.matches("\\w+")))
                .containsExactlyElementsOf(written);
    }

    @Test
    void aPageThatAsksOrTalksWouldBeCaught() throws Exception {
        String talking = "<!DOCTYPE html><title>x</title><h1>x</h1><img src=\"http://evil.example/pixel\" alt=\"\">"
                + "<script>console.log('talks')</script>";
        Browser.Visit visit = browser.visit(talking.getBytes(StandardCharsets.UTF_8));

        assertThat(visit.console()).singleElement().asString().contains("talks");
        assertThat(visit.asked()).contains("evil.example/pixel");
    }

    @Test
    void thePolicyOfThePageStopsWhatWouldHaveGotIn() throws Exception {
        String injected = Scenes.few()
                .html()
                .toString()
                .replace(
                        "<main>",
                        "<main><img src=\"http://evil.example/pixel\""
                                + " alt=\"\"><style>p{background:url(http://evil.example/css)}</style><script>document.title='got"
                                + " in'</script>");
        Browser.Visit visit = browser.visit(injected.getBytes(StandardCharsets.UTF_8));

        assertThat(visit.asked()).isEmpty();
        assertThat(visit.dom()).doesNotContain("<title>got in");
        assertThat(visit.console())
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(line -> line.contains("Content Security Policy"));
    }

    @Test
    void itFollowsTheLightAndTheDarkScheme() throws Exception {
        Path shots = Files.createDirectories(Path.of("target", "screenshots"));
        for (Presentation scene : List.of(Scenes.ordinary(), Scenes.hostile())) {
            String name = scene.title().startsWith("Occupancy") ? "ordinary" : "hostile";
            BufferedImage light = browser.screenshot(scene.html().bytes(), false, shots.resolve(name + "-light.png"));
            BufferedImage dark = browser.screenshot(scene.html().bytes(), true, shots.resolve(name + "-dark.png"));

            assertThat(light.getRGB(5, 5) & 0xffffff).isEqualTo(0xffffff);
            assertThat(dark.getRGB(5, 5) & 0xffffff).isEqualTo(0x0f1419);
            assertThat(ink(light)).isGreaterThan(10_000);
            assertThat(ink(dark)).isGreaterThan(10_000);
        }
    }

    /** How many points differ from the background. */
    private static long ink(BufferedImage image) {
        long ink = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                ink += image.getRGB(x, y) == image.getRGB(5, 5) ? 0 : 1;
            }
        }
        return ink;
    }
}
