package org.mlopssdk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.mlopssdk.store.Progress;

class ConsoleTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aTerminalShowsABarThatGivesWayToWords() {
        Console console = console(true);
        console.onProgress(new Progress("epochs", 5, 10));
        console.onProgress(new Progress("epochs", 10, 10));
        console.say("done");

        String[] drawn = printed().split("\r");
        assertThat(drawn[1]).startsWith("   [####################....................] epochs 5 of 10");
        assertThat(drawn[2]).startsWith("   [########################################] epochs 10 of 10");
        assertThat(drawn[3]).isBlank();
        assertThat(drawn[4].strip()).isEqualTo("done");
    }

    @Test
    void aFileShowsNoBar() {
        Console console = console(false);
        console.onProgress(new Progress("epochs", 5, 10));
        console.say("done");

        assertThat(printed().strip()).isEqualTo("done");
    }

    @Test
    void longLinesGoOnBelow() {
        Console console = console(false);
        console.say("word ".repeat(50));
        console.say("w".repeat(250));

        assertThat(printed().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100))
                .hasSizeGreaterThan(5);
        assertThat(printed().replaceAll("[^w]", "")).hasSize(300);
    }

    private Console console(boolean terminal) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Console(stream, stream, terminal);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
