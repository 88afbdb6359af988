package org.mlopssdk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.Test;

class NotebookTest {

    @Test
    void everyLineOfTheNotebookRuns() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        try (JShell shell = JShell.builder().out(printed).err(printed).build()) {
            shell.addToClasspath(System.getProperty("java.class.path"));
            String rest = Files.readString(Path.of("start.jsh")) + Files.readString(Path.of("notebook.jsh"));
            while (!rest.isBlank()) {
                CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
                assertThat(next.completeness().isComplete()).as(rest).isTrue();
                shell.eval(next.source()).forEach(event -> assertRan(shell, event));
                rest = next.remaining();
            }
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("DRIFT: 2 of 4 features drift", "gate release: PASS", "ROLLBACK", "all sound")
                .contains("roc.auc", "threshold", "# machines, version 1", "Finds machines that are about to fail");
    }

    private static void assertRan(JShell shell, SnippetEvent event) {
        String source = event.snippet().source();
        assertThat(shell.diagnostics(event.snippet()).map(problem -> problem.getMessage(null)))
                .as(source)
                .isEmpty();
        assertThat(event.status()).as(source).isEqualTo(Snippet.Status.VALID);
        assertThat(event.exception()).as(source).isNull();
    }
}
