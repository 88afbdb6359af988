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

/** Every block of Java in the README and in the guide to drift runs as it stands, in JShell, with nothing but the imports that an editor would add. */
class ReadmeTest {

    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final List<String> IMPORTS = List.of(
            "java.net.URI",
            "java.nio.file.*",
            "java.time.*",
            "java.util.*",
            "java.util.stream.*",
            "org.mlopssdk.MlOps",
            "org.mlopssdk.gate.*",
            "org.mlopssdk.journal.Checkpoint",
            "org.mlopssdk.junit.QualityGate",
            "org.mlopssdk.metric.*",
            "org.mlopssdk.registry.*",
            "org.mlopssdk.run.*",
            "org.mlopssdk.monitoring.drift.*",
            "org.mlopssdk.monitoring.evaluation.*",
            "org.mlopssdk.monitoring.multivariate.*",
            "org.mlopssdk.monitoring.profile.*",
            "org.mlopssdk.monitoring.report.Presentation",
            "org.mlopssdk.monitoring.statistic.*",
            "org.mlopssdk.monitoring.stream.*",
            "org.mlopssdk.monitoring.table.*",
            "static org.mlopssdk.gate.Condition.*");

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

    private Stream<DynamicTest> blocks(Path document) throws IOException {
        List<String> blocks = JAVA.matcher(Files.readString(document))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        assertThat(blocks).hasSizeGreaterThan(3);
        return blocks.stream()
                .map(block -> DynamicTest.dynamicTest(
                        block.strip().lines().findFirst().orElseThrow(), () -> run(block)));
    }

    private void run(String block) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JShell shell = JShell.builder()
                .executionEngine("local")
                .out(new PrintStream(out, true, StandardCharsets.UTF_8))
                .build()) {
            shell.addToClasspath(System.getProperty("java.class.path"));
            IMPORTS.forEach(name -> eval(shell, "import " + name + ";"));
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
