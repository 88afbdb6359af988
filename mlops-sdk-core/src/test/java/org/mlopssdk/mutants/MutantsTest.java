package org.mlopssdk.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the tests on each of the {@link Mutants}, until one fails, and on the library as it is, where all have to pass. */
@Tag("heavy")
class MutantsTest {

    private static final int AT_ONCE = 2;
    private static final long PATIENCE_MINUTES = 60;

    @TempDir
    Path directory;

    private record Outcome(int exit, String output) {

        boolean isCaught() {
            return exit == TestProcess.FAILED;
        }

        /** Which test failed, and what it said. */
        String failure() {
            return output.lines()
                    .filter(line -> line.startsWith(TestProcess.FAILURE))
                    .map(line -> line.substring(TestProcess.FAILURE.length()))
                    .findFirst()
                    .orElse("no test" + TestProcess.SEPARATOR
                            + output.lines().reduce((a, b) -> b).orElse(""));
        }
    }

    @Test
    void eachIsCaughtAndTheLibraryAsItIsPasses() throws Exception {
        List<Mutant> mutants = Mutants.chosen();
        ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Future<Outcome> control = executor.submit(() -> run(workplace("control"), "", all(mutants)));
            List<Future<Outcome>> runs = new ArrayList<>();
            for (Mutant mutant : mutants) {
                runs.add(executor.submit(() -> run(mutant, workplace("mutant-" + mutants.indexOf(mutant)))));
            }
            List<String> survivors = new ArrayList<>();
            System.out.println("mutant | caught by | with");
            for (int i = 0; i < runs.size(); i++) {
                Outcome outcome = runs.get(i).get();
                System.out.println(mutants.get(i) + TestProcess.SEPARATOR + outcome.failure());
                if (!outcome.isCaught()) {
                    survivors.add(mutants.get(i) + ": " + outcome.output);
                }
            }
            Outcome asItIs = control.get();
            System.out.println("the library as it is" + TestProcess.SEPARATOR + asItIs.failure());
            assertThat(asItIs.exit).as(asItIs.output).isEqualTo(TestProcess.PASSED);
            assertThat(survivors).as("mutants that no test caught").isEmpty();
        } finally {
            executor.shutdownNow();
        }
    }

    private static Outcome run(Mutant mutant, Path workplace) throws Exception {
        try {
            return run(workplace, mutant.compile(workplace) + File.pathSeparator, mutant.tests());
        } catch (AssertionError e) {
            return new Outcome(-1, String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
    }

    private static Set<String> all(List<Mutant> mutants) {
        Set<String> tests = new LinkedHashSet<>();
        mutants.forEach(mutant -> tests.addAll(mutant.tests()));
        return tests;
    }

    private Path workplace(String name) throws IOException {
        return Files.createDirectory(directory.resolve(name));
    }

    /** A JVM of its own, whose temporary files go when this test does. */
    private static Outcome run(Path workplace, String classesBefore, Iterable<String> tests) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + Files.createDirectory(workplace.resolve("tmp")),
                "-cp",
                classesBefore + System.getProperty("java.class.path"),
                TestProcess.class.getName()));
        tests.forEach(test -> command.add(test.startsWith("org.") ? test : "org.mlopssdk." + test));
        Path output = workplace.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
            return new Outcome(ended ? process.exitValue() : -1, Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }
}
