package org.mlopssdk.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** One class of the library with something wrong in it, and the tests that have to notice. */
final class Mutant {

    private static final Path SOURCES = Path.of("src", "main", "java", "org", "mlopssdk");

    private final String name;
    private final Path source;
    private final List<Edit> edits = new ArrayList<>();
    private final List<String> tests = new ArrayList<>();

    private Mutant(String name, Path source) {
        this.name = name;
        this.source = source;
    }

    private record Edit(String text, String instead) {}

    /** A mutant of a source file, named from the root package on. */
    static Mutant of(String name, String source) {
        return new Mutant(name, SOURCES.resolve(source));
    }

    /** Something else stands where a text stood, which the source has exactly once. */
    Mutant replacing(String text, String instead) {
        edits.add(new Edit(text, instead));
        return this;
    }

    Mutant without(String text) {
        return replacing(text, "");
    }

    /** A test class, or a method of one, that has to fail. The likeliest stands first. */
    Mutant caughtBy(String... classesOrMethods) {
        tests.addAll(List.of(classesOrMethods));
        return this;
    }

    List<String> tests() {
        return tests;
    }

    /** Compiles the changed source, and returns a directory of classes that stand before the true ones. */
    Path compile(Path directory) throws IOException {
        String text = Files.readString(source);
        for (Edit edit : edits) {
            int occurrences = text.split(Pattern.quote(edit.text), -1).length - 1;
            assertThat(occurrences)
                    .as("%s: how often %s has \"%s\"; follow what has changed there", name, source, edit.text)
                    .isEqualTo(1);
            text = text.replace(edit.text, edit.instead);
        }
        Path changed = Files.writeString(directory.resolve(source.getFileName()), text);
        Path classes = Files.createDirectory(directory.resolve("classes"));
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-nowarn",
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        changed.toString());
        assertThat(exit).as("the compiler's answer to %s", name).isZero();
        return classes;
    }

    @Override
    public String toString() {
        return name;
    }
}
