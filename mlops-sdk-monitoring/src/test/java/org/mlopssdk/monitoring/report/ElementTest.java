package org.mlopssdk.monitoring.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ElementTest {
    private static final String HOSTILE = "\"'<&>\u202e\n";

    @Test
    void textIsEscapedInContentAndInAttributesAlike() {
        assertThat(Element.of("p", HOSTILE).with("class", HOSTILE).toString())
                .isEqualTo(
                        "<p class=\"&#34;&#39;&lt;&amp;&gt;\\u202e\\u000a\">&#34;&#39;&lt;&amp;&gt;\\u202e\\u000a</p>");
    }

    @Test
    void elementsWithoutContentHaveNoEndTagWhereHtmlHasNone() {
        assertThat(Element.of("meta").with("charset", "utf-8")).hasToString("<meta charset=\"utf-8\"/>");
        assertThat(Element.of("td")).hasToString("<td></td>");
    }

    @Test
    void addingToAnElementMakesAnother() {
        Element empty = Element.of("p");
        empty.add("text").withClass("c");

        assertThat(empty).hasToString("<p></p>");
    }

    @Test
    void aStyleSheetCannotEndItself() {
        assertThatThrownBy(() -> new Node.Style("p{}</style>")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void linesAreRelativeAndRoundWithoutDrifting() {
        Line line = new Line().move(0.04, 0);
        for (int i = 1; i <= 1000; i++) {
            line.straight(i / 3.0, i);
        }
        String[] steps = line.commands().substring("M0 0".length()).split("[lv]");
        int across = 0;
        int down = 0;
        for (String step : steps) {
            String[] both = step.split(" ");
            across += both.length == 2 ? Integer.parseInt(both[0]) : 0;
            down += step.isEmpty() ? 0 : Integer.parseInt(both[both.length - 1]);
        }

        assertThat(across).isEqualTo(667);
        assertThat(down).isEqualTo(2_000);
    }

    @Test
    void whatGoesOnAcrossIsOneCommand() {
        Line line =
                new Line().move(1, 1).straight(2, 1).across(3).straight(4, 1).straight(4, 2);

        assertThat(line.commands()).isEqualTo("M2 2h6v2");
    }
}
