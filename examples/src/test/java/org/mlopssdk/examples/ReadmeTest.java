package org.mlopssdk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every block of Java in the README and in the guides runs as it stands, in JShell, with nothing but the imports of start.jsh. */
class ReadmeTest {

    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    /** What JShell imports by itself and is made use of, and what start.jsh leaves to those who have the module. */
    private static final String IMPORTS =
            "import java.util.*; import java.util.stream.*; import org.mlopssdk.junit.QualityGate;";

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> everyBlockOfJavaInTheReadmeRuns() throws IOException {
        return blocks(Path.of("..", "README.md"));
    }

    @TestFactory
    Stream<DynamicTest> everyBlockOfJavaInTheGuideToDriftRuns() throws IOException {
        return blocks(Path.of("..", "docs", "drift.md"));
    }

    /** The second block is about a model, a candidate and a window of the reader's. */
    @TestFactory
    Stream<DynamicTest> theGateInTheGuideToGatesIsBuilt() throws IOException {
        return blocks(Path.of("..", "docs", "gates.md")).limit(1);
    }

    private Stream<DynamicTest> blocks(Path document) throws IOException {
        List<String> blocks = JAVA.matcher(Files.readString(document))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        assertThat(blocks).hasSizeGreaterThan(1);
        return blocks.stream()
                .map(block -> DynamicTest.dynamicTest(
                        block.strip().lines().findFirst().orElseThrow(), () -> run(block)));
    }

    private void run(String block) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JShell shell = JShell.builder()
                .executionEngine("local")
                .out(new PrintStream(out, true, StandardCharsets.UTF_8))
                .build()) {
            shell.addToClasspath(System.getProperty("java.class.path"));
            eval(shell, IMPORTS + Files.readString(Path.of("start.jsh")));
            eval(shell, block.replace("Path.of(\"", "Path.of(\"" + directory + "/"));
        }
    }

    private static void eval(JShell shell, String source) {
        String rest = source;
        while (!rest.isBlank()) {
            SourceCodeAnalysis.CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            assertThat(next.completeness().isComplete())
                    .as("complete: %s", rest)
                    .isTrue();
            for (SnippetEvent event : shell.eval(next.source())) {
                assertThat(event.status())
                        .as("%s: %s", next.source(), problems(shell, event))
                        .isEqualTo(Snippet.Status.VALID);
                assertThat(event.exception()).as(next.source()).isNull();
            }
            rest = next.remaining();
        }
    }

    private static List<String> problems(JShell shell, SnippetEvent event) {
        return shell.diagnostics(event.snippet())
                .map(problem -> problem.getMessage(null))
                .toList();
    }
}
