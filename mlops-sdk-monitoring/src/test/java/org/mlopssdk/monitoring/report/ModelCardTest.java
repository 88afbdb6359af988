package org.mlopssdk.monitoring.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mlopssdk.gate.Condition.atLeast;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mlopssdk.MlOps;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.json.Json;
import org.mlopssdk.registry.ArtifactVersion;
import org.w3c.dom.Element;

class ModelCardTest {

    private static final ModelCard COMPLETE = Cards.complete();
    private static final ModelCard BARE = Cards.bare();
    private static final ModelCard HOSTILE = Cards.hostile();

    static Stream<ModelCard> cards() {
        return Stream.of(COMPLETE, BARE, HOSTILE);
    }

    @Test
    void aCardHasASectionForWhateverIsKnown() {
        assertThat(Page.of(COMPLETE.html()).texts("h2"))
                .containsExactly(
                        "Intended use",
                        "Limitations",
                        "Licence",
                        "Metrics",
                        "Metrics by slice",
                        "Gates",
                        "Data",
                        "Parameters",
                        "Environment",
                        "Lineage",
                        "Files");
        assertThat(COMPLETE.missing()).isEmpty();
        assertThat(COMPLETE).hasToString("card of fraud, version 1: 11 sections%n  missing: nothing".formatted());
    }

    @Test
    void whatIsKnownIsTold() {
        assertThat(COMPLETE.markdown().toString().lines())
                .contains(
                        "# fraud, version 1",
                        "Gradient-boosted trees.",
                        "Sorts card payments for review by a person.",
                        "Not more.",
                        "| `f1` | 0.8012 | 0.78 to 0.82 (95\u00a0%) | 4,120 |",
                        "| `f1` | country=fr | 0.71 | – | 60 |",
                        "Gate release: PASS, compared with model/fraud@<!-- -->champion#<!-- -->0=none.",
                        "| `f1 >= 0.78` | PASS | f1 0.80123, \\>= 0.78 required, n=4120 |",
                        "| `amount` | Integer | 4 | 25.0\u00a0% | 1 | 3 |",
                        "| `trees` | 50 |",
                        "| `Tag owner` | risk |")
                .anyMatch(line -> line.startsWith("| `dataset/payments` | 1 | "))
                .anyMatch(line -> line.startsWith("| `java.version` | "));
    }

    @Test
    void whatIsNotKnownIsSaidToBeMissingWithWhatToDo() {
        List<String> missing = List.of(
                "Intended use",
                "Limitations",
                "Metrics",
                "Metrics by slice",
                "Gates",
                "Data",
                "Parameters",
                "Environment");
        assertThat(BARE.missing()).isEqualTo(missing);
        Page page = Page.of(BARE.html());
        assertThat(page.texts("section").stream().filter(text -> text.contains("Missing. ")))
                .hasSameSizeAs(missing)
                .anyMatch(text -> text.contains("Nobody has said what this model is for"));
        assertThat(page.texts("header").get(0)).contains("Missing: Intended use, Limitations");
        assertThat(BARE.markdown().toString())
                .contains(
                        "**Missing:** Intended use, ",
                        "No gate report is kept with the version",
                        "names no run that made it");
        assertThat(BARE.toString().lines()).hasSize(2).allMatch(line -> line.length() <= 100);
    }

    @Test
    void whereTheProgramsRanIsNotTold() {
        assertThat(COMPLETE.json().toString() + COMPLETE.html())
                .doesNotContain("\"host\"", ">host<", "process.identity", "process.started");
    }

    @Test
    void theJsonHasWhatThePagesHave() {
        Map<?, ?> card = Json.read(COMPLETE.json().bytes(), Map.class, "card");
        assertThat(card.get("format")).isEqualTo(1);
        assertThat(card.get("name")).isEqualTo("fraud");
        assertThat(card.get("notes"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(3)
                .contains(Map.of("title", "Licence", "text", "Apache-2.0"));
        assertThat(card.get("params")).isEqualTo(Map.of("trees", "50"));
        assertThat(card.get("gates"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(1);
        assertThat(card.get("rows")).isEqualTo(4);
        assertThat(card.get("features"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2);
        assertThat(card.get("missing"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .isEmpty();

        Map<?, ?> bare = Json.read(BARE.json().bytes(), Map.class, "card");
        assertThat(bare.containsKey("run") || bare.containsKey("rows") || bare.containsKey("params"))
                .isFalse();
        assertThat(bare.get("missing")).isEqualTo(BARE.missing());
    }

    @Test
    void notesOfTheMomentReplaceThoseOfTheSameTitleThatWereRegistered() {
        ModelCard card =
                COMPLETE.limitations("None known.").notes(CardNotes.none().note("Contact", "risk"));
        assertThat(card.markdown().toString())
                .contains("None known.", "## Contact", "Sorts card payments")
                .doesNotContain("euro");
        assertThat(BARE.intendedUse("Anything.").missing()).doesNotContain("Intended use");
    }

    @Test
    void reportsThatAreKeptWithTheVersionAreThereOnce() {
        try (MlOps mlops = MlOps.open(URI.create("memory:/"))) {
            var model = mlops.model("kept");
            ArtifactVersion version = model.newVersion().add("a", new byte[1]).register();
            var report = Gate.named("any").require("f1", atLeast(0)).evaluate(version);
            ModelCard card = ModelCard.of(model.keep(report));
            assertThat(card.gates()).containsExactly(report);
            assertThat(card.gate(report).gates()).containsExactly(report);
        }
    }

    @Test
    void aReportOrARunOfSomethingElseIsRefused() {
        try (MlOps mlops = MlOps.open(URI.create("memory:/"))) {
            ArtifactVersion other =
                    mlops.model("other").newVersion().add("a", new byte[1]).register();
            var report = Gate.named("any").require("f1", atLeast(0)).evaluate(other);
            assertThatThrownBy(() -> COMPLETE.gate(report))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the report is about model/other/1");
            var run = mlops.experiment("other").start();
            run.close();
            var record = mlops.experiment("other").get(run.id());
            assertThatThrownBy(() -> COMPLETE.run(record)).hasMessageContaining("comes from the run fraud/");
            assertThatThrownBy(() -> ModelCard.of(other).run(record)).hasMessageContaining("no run that is known");
        }
    }

    @Test
    void theSameFactsGiveTheSameBytesInAnyLocaleAndTimeZone() {
        String once = COMPLETE.html() + "" + COMPLETE.markdown() + COMPLETE.json();
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(COMPLETE.html() + "" + COMPLETE.markdown() + COMPLETE.json())
                    .isEqualTo(once);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @ParameterizedTest
    @MethodSource("cards")
    void nothingOnThePageLoadsOrRunsAnything(ModelCard card) {
        Page page = Page.of(card.html());
        assertThat(page.all("*"))
                .extracting(Element::getTagName)
                .isSubsetOf(Set.of(
                        ("html head meta title style body header main section footer h1 h2 p strong bdi div table thead"
                                        + " tbody tr th td")
                                .split(" ")));
        assertThat(page.attributes())
                .extracting(org.w3c.dom.Node::getNodeName)
                .isSubsetOf(Set.of(
                        "lang dir charset http-equiv content name class id role aria-labelledby tabindex".split(" ")));
        assertThat(page.attributes("id")).doesNotHaveDuplicates().containsAll(page.attributes("aria-labelledby"));
        assertThat(page.all("meta").stream().map(meta -> meta.getAttribute("content")))
                .anyMatch(policy -> policy.startsWith("default-src 'none'; style-src 'sha256-"));
    }

    @Test
    void hostileTextIsShownAsText() {
        Page page = Page.of(HOSTILE.html());
        assertThat(page.texts("h2")).contains("<script>alert(1)</script>", "javascript:alert(5)", "`");
        assertThat(page.texts("bdi")).contains("<script>alert(1)</script>");
        assertThat(page.text().codePoints()).noneMatch(c -> c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069);
    }

    @Test
    void hostileTextIsNoMarkdownLinkMentionOrMarkup() {
        String page = HOSTILE.markdown().toString();
        String outsideOfCode = page.replace("\\`", "")
                .replaceAll("(`+)(?!`).*?(?<!`)\\1(?!`)", "code")
                .replace("<!-- -->", "")
                .replace("**Missing:**", "")
                .replaceAll("\\\\[\\\\`*_\\[\\]<>|~&$#.=+)-]", "");
        assertThat(outsideOfCode.lines())
                .noneMatch(line -> line.contains("<")
                        || line.contains("](")
                        || line.contains("***")
                        || line.contains("`")
                        || line.contains("\\"));
        assertThat(page.replace("<!-- -->", "\0")).doesNotContainPattern("(?m)^[^`]*@\\w");
    }

    @Test
    void rowsHaveAsManyCellsAsTheirHead() {
        for (ModelCard card : List.of(COMPLETE, HOSTILE)) {
            int width = 0;
            boolean inTable = false;
            for (String line : card.markdown().toString().lines().toList()) {
                int cells = line.startsWith("|") ? line.split("(?<!\\\\)\\|", -1).length : 0;
                assertThat(cells).as(line).isEqualTo(inTable && cells > 0 ? width : cells);
                inTable = cells > 0;
                width = cells;
            }
        }
    }

    @Test
    void aTableOfManyRowsSaysHowManyItLeavesOut() {
        CardSection.Grid grid = new CardSection.Grid(
                List.of("a"), 1, Stream.generate(() -> List.of("x")).limit(502).toList());
        assertThat(grid.shown()).hasSize(500);
        assertThat(grid.rest()).isEqualTo("2\u00a0rows more are left out here.");
        assertThat(new CardSection.Grid(List.of("a"), 1, grid.rows().subList(0, 501)).rest())
                .isEqualTo("1\u00a0row more is left out here.");
    }
}
