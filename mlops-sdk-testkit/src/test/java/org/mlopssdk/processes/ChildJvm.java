package org.mlopssdk.processes;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * How to start a program of these tests as a process of its own, quickly. Directories of classes become jars, once in the life of this JVM:
 * from those a JVM reads its classes through one open file, as it does where the library is in use.
 */
final class ChildJvm {

    private static final String CLASS_PATH = jarred(System.getProperty("java.class.path"));

    private ChildJvm() {}

    /** The command that runs a program; arguments for the JVM begin with a dash and stand first. */
    static List<String> command(Class<?> program, List<String> forTheJvm, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData"));
        command.addAll(forTheJvm);
        command.addAll(List.of("-cp", CLASS_PATH, program.getName()));
        command.addAll(List.of(arguments));
        return List.copyOf(command);
    }

    private static String jarred(String classPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            Path path = Path.of(entry);
            entries.add(Files.isDirectory(path) ? jar(path).toString() : entry);
        }
        return String.join(File.pathSeparator, entries);
    }

    private static Path jar(Path classes) {
        try {
            Path jar = Files.createTempFile("mlops-test-classes-", ".jar");
            jar.toFile().deleteOnExit();
            int result = ToolProvider.findFirst("jar")
                    .orElseThrow()
                    .run(System.out, System.err, "cf0", jar.toString(), "-C", classes.toString(), ".");
            if (result != 0) {
                throw new IllegalStateException("jar of " + classes + " ended with " + result);
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
