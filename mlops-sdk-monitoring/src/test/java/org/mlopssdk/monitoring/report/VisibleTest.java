package org.mlopssdk.monitoring.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTest {

    @ParameterizedTest
    @CsvSource({
        "0000, \\u0000", "001B, \\u001b", "007F, \\u007f", "0085, \\u0085", "00AD, \\u00ad", "200B, \\u200b",
        "2028, \\u2028", "202E, \\u202e", "2066, \\u2066", "FEFF, \\ufeff", "D800, \\ud800", "DFFF, \\udfff",
        "FFFE, \\ufffe", "FDD0, \\ufdd0", "E0041, \\u{e0041}", "1FFFF, \\u{1ffff}",
    })
    void whatCannotBeSeenIsShownByItsNumber(String hex, String shown) {
        String text = new StringBuilder("a")
                .appendCodePoint(Integer.parseInt(hex, 16))
                .append("b")
                .toString();

        assertThat(Visible.of(text)).isEqualTo("a" + shown + "b");
    }

    @Test
    void whatCanBeSeenStaysAsItIs() {
        String family = "\ud83d\udc68\u200d\ud83d\udc69";
        String text = "Größe <b> & \"x\" 漢字 שלום e\u0301 " + family;

        assertThat(Visible.of(text)).isEqualTo(text);
    }

    @Test
    void marksThatPileUpAreCutDownToThree() {
        assertThat(Visible.of("a" + "\u0300".repeat(5))).isEqualTo("a\u0300\u0300\u0300\\u0300\\u0300");
    }

    @ParameterizedTest
    @CsvSource({"abcdefghij, 10, abcdefghij", "abcdefghijk, 10, abcdef…ijk", "abc, 2, a…", "漢字漢字漢字, 8, 漢字…字"})
    void whatIsTooLongLosesItsMiddle(String text, int columns, String cut) {
        assertThat(Visible.cut(text, columns)).isEqualTo(cut);
        assertThat(Visible.columns(cut)).isLessThanOrEqualTo(columns);
    }

    @Test
    void whatIsPaddedTakesTheColumnsExactly() {
        assertThat(Visible.pad("漢", 4)).isEqualTo("漢  ");
        assertThat(Visible.pad("漢字漢", 4)).isEqualTo("漢… ");
    }
}
