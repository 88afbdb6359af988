package org.mlopssdk.monitoring.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mlopssdk.json.Json;
import org.mlopssdk.monitoring.drift.DriftReport;

class JsonDocumentTest {

    @Test
    void hasTheFieldsThatAreDocumentedInTheirOrder() {
        Map<?, ?> document = read(Scenes.ordinary());
        Map<?, ?> light = feature(document, "Light");

        assertThat(keys(document))
                .containsExactly(
                        "format",
                        "title",
                        "window",
                        "subject",
                        "verdict",
                        "sentence",
                        "policy",
                        "features",
                        "unknownColumns");
        assertThat(keys(light))
                .containsExactly(
                        "feature",
                        "verdict",
                        "exempt",
                        "reason",
                        "advice",
                        "findings",
                        "quality",
                        "strength",
                        "importance",
                        "adjustedP",
                        "missingAdjustedP",
                        "missing",
                        "ks",
                        "psi",
                        "curve",
                        "trend");
        assertThat(keys(light.get("ks")))
                .containsExactly("atLeast", "atMost", "location", "direction", "pAtLeast", "pAtMost");
        assertThat(keys(light.get("psi"))).containsExactly("value", "expectedWithoutDrift", "bins");
        assertThat(keys(((List<?>) light.get("curve")).get(0)))
                .containsExactly("value", "referenceBelow", "reference", "currentBelow", "current");
        assertThat(keys(((List<?>) light.get("trend")).get(0))).containsExactly("window", "effect", "verdict");
        assertThat(document.get("format")).isEqualTo(1);
    }

    @Test
    void numbersAreThoseOfTheReport() {
        Presentation ordinary = Scenes.ordinary();
        DriftReport report = ordinary.report();
        Map<?, ?> light = feature(read(ordinary), "Light");

        assertThat(light.get("strength")).isEqualTo(report.feature("Light").strength());
        assertThat(light.get("adjustedP")).isEqualTo(report.feature("Light").adjustedP());
        assertThat(((Map<?, ?>) light.get("missing")).get("currentRows")).isEqualTo(2500);
    }

    @Test
    void namesAreAsTheyAreUnlessNoUtf8CouldHoldThem() {
        Map<?, ?> document = read(Scenes.hostile());
        List<Object> names = ((List<?>) document.get("features"))
                .stream()
                        .<Object>map(feature -> ((Map<?, ?>) feature).get("feature"))
                        .toList();

        assertThat(names).contains("\u202egnp.exe\u202c and \u2066more\u2069\u200f", "<script>alert(1)</script>");
        assertThat((List<?>) document.get("unknownColumns"))
                .hasSameSizeAs(Scenes.HOSTILE)
                .anySatisfy(column -> assertThat(column).isEqualTo("lone \\ud800 and \\udc00 halves"));
    }

    @Test
    void infinitiesAreStringsAndWhatIsNotKnownIsLeftOut() {
        Map<?, ?> document = read(Scenes.few());
        Map<?, ?> infinite = feature(document, "infinite");

        assertThat((Map<?, ?>) ((List<?>) infinite.get("curve")).get(0)).containsEntry(key("value"), key("-Infinity"));
        assertThat(keys(feature(document, "missing"))).doesNotContain("ks", "psi", "adjustedP", "exemption");
        assertThat(keys(feature(read(Scenes.empty()), "Room"))).contains("rowsNeeded");
        assertThat(keys(feature(read(Scenes.empty()), "Light")))
                .as("of so small a reference no window is large enough")
                .doesNotContain("rowsNeeded");
    }

    @SuppressWarnings("unchecked")
    private static <T> T key(String text) {
        return (T) text;
    }

    private static List<Object> keys(Object map) {
        return List.copyOf(((Map<?, ?>) map).keySet());
    }

    private static Map<?, ?> read(Presentation presentation) {
        return Json.read(presentation.json().bytes(), Map.class, "report");
    }

    private static Map<?, ?> feature(Map<?, ?> document, String name) {
        return ((List<?>) document.get("features"))
                .stream()
                        .<Map<?, ?>>map(feature -> (Map<?, ?>) feature)
                        .filter(feature -> name.equals(feature.get("feature")))
                        .findFirst()
                        .orElseThrow();
    }
}
