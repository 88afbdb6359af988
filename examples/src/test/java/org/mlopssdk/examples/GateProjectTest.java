package org.mlopssdk.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** The sample project for gates in a build, built and run both ways: with a candidate that is good enough, and with one that is worse. */
class GateProjectTest {

    private static final Path PROJECT = Path.of("gate-project");

    @TempDir
    private Path directory;

    private URLClassLoader project;

    @BeforeEach
    void build() throws IOException {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        List<String> command = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
        command.addAll(files("src/main/java"));
        command.addAll(files("src/test/java"));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(String[]::new)))
                .isZero();
        for (String resource : files("src/main/resources")) {
            Path inside = PROJECT.resolve("src/main/resources").relativize(Path.of(resource));
            Files.copy(Path.of(resource), classes.resolve(inside));
        }
        project = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
        System.setProperty("mlops.uri", directory.resolve("ml").toUri().toString());
    }

    @AfterEach
    void close() throws IOException {
        System.clearProperty("mlops.uri");
        project.close();
    }

    private static List<String> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT.resolve(folder))) {
            return files.filter(Files::isRegularFile).map(Path::toString).toList();
        }
    }

    @Test
    void aCandidateThatIsGoodEnoughIsReleasedAndAWorseOneFailsTheBuildWithTheReasonInTheSummary() throws Exception {
        run("Training");
        test("first.md").assertStatistics(stats -> stats.succeeded(4).failed(0).aborted(0));
        assertThat(directory.resolve("first.md")).content().contains("PASS");
        run("Promotion");

        run("Training", "5");
        Events tests = test("second.md");
        tests.assertStatistics(stats -> stats.succeeded(3).failed(1));
        String reason = "f1 0.886243 against 0.919708: drop of 0.0334646, at most 0.02 allowed";
        assertThat(tests.failed().stream().map(GateProjectTest::message))
                .singleElement()
                .asString()
                .contains(reason, "model/fraud/2 against model/fraud@champion");
        assertThat(directory.resolve("second.md")).content().contains("FAIL", "0.886243");
        assertThat(refusal("Promotion")).contains("0.886243 against 0.919708");
    }

    private void run(String command, String... arguments) throws Exception {
        project.loadClass("com.acme.fraud." + command)
                .getMethod("main", String[].class)
                .invoke(null, (Object) arguments);
    }

    private String refusal(String command) throws Exception {
        try {
            run(command);
            return "nothing was refused";
        } catch (java.lang.reflect.InvocationTargetException e) {
            return String.valueOf(e.getCause());
        }
    }

    private Events test(String summary) throws ClassNotFoundException {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(project.loadClass("com.acme.fraud.ReleaseTest")))
                .configurationParameter(
                        "mlops.gate.summary", directory.resolve(summary).toString())
                .execute()
                .testEvents();
    }

    private static String message(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow()
                .getMessage();
    }
}
