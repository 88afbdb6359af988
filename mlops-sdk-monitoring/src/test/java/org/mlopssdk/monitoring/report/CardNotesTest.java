package org.mlopssdk.monitoring.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.error.UnsupportedFormatException;

class CardNotesTest {

    private static final CardNotes NOTES = CardNotes.none()
            .intendedUse("For people.")
            .limitations("Not for cats.")
            .note("Contact", "x".repeat(300));

    @Test
    void theyAreReadBackAsTheyWereWrittenAndInTheirOrder() {
        assertThat(CardNotes.fromJson(NOTES.toJson())).isEqualTo(NOTES).hasSameHashCodeAs(NOTES);
        assertThat(CardNotes.fromJson(NOTES.toJson()).all().keySet())
                .containsExactly("Intended use", "Limitations", "Contact");
        assertThat(new String(CardNotes.none().toJson(), StandardCharsets.UTF_8))
                .isEqualTo("{\"format\":1,\"notes\":[]}");
    }

    @Test
    void theLastTextOfATitleCounts() {
        assertThat(NOTES.intendedUse("For all.").of("Intended use")).contains("For all.");
        assertThat(NOTES.of("Intended use")).contains("For people.");
    }

    @Test
    void whatIsBlankTooLongOrTooMuchIsRefused() {
        assertThatThrownBy(() -> NOTES.intendedUse(" \n ")).hasMessageContaining("leave it out");
        assertThatThrownBy(() -> NOTES.limitations("x".repeat(10_001))).hasMessageContaining("at most 10000");
        assertThatThrownBy(() -> NOTES.note("a\nb", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> {
                    CardNotes many = CardNotes.none();
                    for (int i = 0; i < 51; i++) {
                        many = many.note("note " + i, "x");
                    }
                })
                .hasMessageContaining("at most 50 notes");
    }

    @Test
    void aFileThatIsSomethingElseIsRefused() {
        assertThatThrownBy(() -> read("[]")).isInstanceOf(CorruptedException.class);
        assertThatThrownBy(() -> read("{\"format\":2,\"notes\":[]}")).isInstanceOf(UnsupportedFormatException.class);
        assertThatThrownBy(() -> read("{\"notes\":[]}")).isInstanceOf(UnsupportedFormatException.class);
        assertThatThrownBy(() -> read("{\"format\":1}")).isInstanceOf(MlOpsException.class);
        assertThatThrownBy(() -> read("{\"format\":1,\"notes\":[{\"title\":\"a\"}]}"))
                .isInstanceOf(MlOpsException.class);
        assertThatThrownBy(() -> read("{\"format\":1,\"notes\":[{\"title\":\"a\",\"text\":\" \"}]}"))
                .isInstanceOf(MlOpsException.class);
    }

    private static CardNotes read(String json) {
        return CardNotes.fromJson(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theyPrintAsLinesThatFitATerminal() {
        assertThat(NOTES.toString().lines()).hasSize(4).allMatch(line -> line.length() <= 100);
        assertThat(NOTES.toString()).contains("  Intended use: For people.", "xx…xx");
    }
}
