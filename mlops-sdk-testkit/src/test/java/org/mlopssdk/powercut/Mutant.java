package org.mlopssdk.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A class of core with a step taken out of it, compiled from the source beside this module. */
record Mutant(String name, String source, String step, String instead) {

    private static final Path CORE = Path.of("..", "mlops-sdk-core", "src", "main", "java", "org", "mlopssdk");

    /** Returns a directory of classes that stand before the true ones. */
    Path compile(Path directory) throws IOException {
        Path original = CORE.resolve(source);
        String text = Files.readString(original);
        assertThat(text.split(Pattern.quote(step), -1))
                .as("%s has the step \"%s\" exactly once", source, step)
                .hasSize(2);
        Path changed = directory.resolve(original.getFileName());
        Files.writeString(changed, text.replace(step, instead));
        Path classes = Files.createDirectory(directory.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int exit =
                compiler.run(null, null, null, "-nowarn", "-proc:none", "-d", classes.toString(), changed.toString());
        assertThat(exit).as("the compiler's answer to %s", name).isZero();
        return classes;
    }

    @Override
    public String toString() {
        return name;
    }
}
