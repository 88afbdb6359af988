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
                        "<p class=\"&quot;&#39;&lt;&amp;&gt;\\u202e\\u000a\">&quot;&#39;&lt;&amp;&gt;\\u202e\\u000a</p>");
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
            line.straight(i / 30.0, 0);
        }
        String[] steps = line.commands().substring("M0 0".length()).split("l");
        double end = 0;
        for (String step : steps) {
            end += step.isEmpty() ? 0 : Double.parseDouble(step.split(" ")[0]);
        }

        assertThat(end).isCloseTo(33.3, org.assertj.core.data.Offset.offset(1e-9));
    }
}
