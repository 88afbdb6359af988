package org.mlopssdk.monitoring.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TerminalPageTest {

    static Stream<Presentation> scenes() {
        return Stream.of(Scenes.ordinary(), Scenes.hostile(), Scenes.empty(), Scenes.few());
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void noLineIsWiderThan100ColumnsAndNoneCommandsTheTerminal(Presentation scene) {
        for (Rendered text : new Rendered[] {scene.terminal(), scene.ascii()}) {
            assertThat(text.toString().lines()).isNotEmpty().allSatisfy(line -> {
                assertThat(Visible.columns(line)).isLessThanOrEqualTo(100);
                assertThat(line).isEqualTo(Visible.of(line)).isEqualTo(line.stripTrailing());
            });
        }
        assertThat(scene.ascii().toString()).matches("[\\x20-\\x7e\\n]+");
    }

    @Test
    void eachFeatureIsALineWithItsSharesAndItsTrendInBars() {
        Presentation ordinary = Scenes.ordinary();

        assertThat(ordinary.terminal().toString().lines())
                .contains("DRIFT: 5 of 10 features have drifted")
                .anySatisfy(line -> assertThat(line)
                        .matches("DRIFT        Light                 ▃{10} [▁-█]{10} D 0\\.3\\d\\d, higher .*"
                                + " [▁-█]{10}"))
                .anySatisfy(line -> assertThat(line).startsWith("What to do: start with Room. Look for renamed"));
        assertThat(ordinary.ascii().toString().lines())
                .anySatisfy(line -> assertThat(line)
                        .matches("DRIFT        Light                 -{10} [.:=+*#@-]{10} D 0\\.3\\d\\d, higher"
                                + " .* [.:=+*#@-]{10}"));
    }

    @Test
    void whyNobodyCanSayIsToldOnceForAllFeaturesOfWhichItIsTheSame() {
        assertThat(Scenes.few().terminal().toString().lines())
                .contains(
                        "Inconclusive, reference of 8 values (more than 282 needed): infinite, extreme, zeros and 1"
                                + " more",
                        "Inconclusive, reference of 0 values (more than 282 needed): missing",
                        "Inconclusive, reference of 8 rows (more than 99 needed): empty and text");
    }

    @Test
    void noneOfTheLinesIsMadeByOthers() {
        Presentation hostile = Scenes.hostile();

        assertThat(hostile.terminal().toString()).contains("|\\u000a|---|---|");
        assertThat(hostile.ascii().toString().lines().filter(line -> line.startsWith("DRIFT  ")))
                .hasSize(11);
    }

    @Test
    void barsTellNothingFromLittle() {
        assertThat(Sparks.ASCII.of(
                        java.util.List.of(new Share("", 0, 1, 0), new Share("", 1e-9, 0.5, 0)), Share::reference))
                .isEqualTo("_.");
    }
}
