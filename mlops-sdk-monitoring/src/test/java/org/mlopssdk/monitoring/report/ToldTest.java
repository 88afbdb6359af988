package org.mlopssdk.monitoring.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.drift.DriftReport;
import org.mlopssdk.monitoring.table.Table;

/** What is said where there is nothing to measure, nothing to read, or a name that could turn what stands beside it. */
class ToldTest {
    @Test
    void whatWasNotTestedHasNoEffectRatherThanNone() {
        Presentation none = Scenes.few();
        Presentation again = none.withEarlier("before", none.report());
        Page page = Page.of(again.html());

        assertThat(page.text()).doesNotContain("0.00\u00a0×");
        assertThat(page.texts("title")).doesNotContain("Trend");
        assertThat(again.markdown().toString()).doesNotContain("0.00\u00a0×");
        assertThat(again.terminal().toString()).contains("??");
        assertThat(again.json().toString()).doesNotContain("\"effect\"");
    }

    @Test
    void anIndexOfCategoriesThatAreAllRareIsNotShown() {
        Page page = Page.of(Scenes.ordinary().html());

        assertThat(page.section("Serial").getTextContent()).doesNotContain("PSI");
        assertThat(page.texts("tr").stream().filter(row -> row.contains("Serial")))
                .hasSize(1)
                .noneMatch(row -> row.contains("17."));
    }

    @Test
    void whereNoShareMovedThereIsNoLargestDifference() {
        Table same = Table.builder()
                .column("x", Stream.generate(() -> "a").limit(200).toArray(String[]::new))
                .build();
        Presentation none = Presentation.of(DriftReport.between(same, same));

        assertThat(Page.of(none.html()).texts("td")).contains("none");
        assertThat(none.terminal().toString()).contains(" none ");
    }

    @Test
    void aCategoryWithoutASignIsNamed() {
        String[] before = Stream.generate(() -> "a").limit(200).toArray(String[]::new);
        String[] now = Stream.generate(() -> "").limit(200).toArray(String[]::new);
        DriftReport report = DriftReport.between(
                Table.builder().column("x", before).column("y", now).build(),
                Table.builder().column("x", before).column("y", before).build());
        Page page = Page.of(Presentation.of(report).html());

        assertThat(page.texts("tspan")).contains("(empty)");
        assertThat(page.section("y").getTextContent()).contains("(empty)", "100.0\u00a0% → 0.0\u00a0%");
        assertThat(Presentation.of(report).markdown().toString()).contains("`(empty)`: 100.0");
        assertThat(Presentation.of(report).json().toString()).contains("\"label\":\"\"");
    }

    @Test
    void aCategoryFromRightToLeftDoesNotTurnTheNumbersBesideIt() {
        String hebrew = "\u05d0\u05d1\u05d2";
        String[] before = Stream.iterate(0, i -> i + 1)
                .limit(200)
                .map(i -> i % 2 == 0 ? hebrew : "b" + i % 3)
                .toArray(String[]::new);
        String[] now = Stream.generate(() -> hebrew).limit(200).toArray(String[]::new);
        Page page = Page.of(Presentation.of(DriftReport.between(
                        Table.builder().column("x", before).build(),
                        Table.builder().column("x", now).build()))
                .html());

        assertThat(page.text()).contains(hebrew + " 50.0");
        assertThat(page.all("*").stream()
                        .flatMap(element -> IntStream.range(
                                        0, element.getChildNodes().getLength())
                                .mapToObj(i -> element.getChildNodes().item(i)))
                        .filter(node -> node.getNodeType() == org.w3c.dom.Node.TEXT_NODE)
                        .filter(node -> node.getTextContent().contains(hebrew)
                                && !node.getParentNode().getNodeName().equals("desc")))
                .allMatch(node -> node.getTextContent().equals(hebrew));
    }
}
