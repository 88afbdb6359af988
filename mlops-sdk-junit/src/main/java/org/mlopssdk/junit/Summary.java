package org.mlopssdk.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.mlopssdk.gate.GateReport;

/**
 * Tells the people who look at a build what its gates found: in Markdown, at the end of the file that {@code mlops.gate.summary} names, a configuration
 * parameter of JUnit or a system property, or else of the summary of the job that GitHub shows.
 */
final class Summary {

    private static final String PROPERTY = "mlops.gate.summary";
    private static final String VARIABLE = "GITHUB_STEP_SUMMARY";

    private Summary() {}

    static void tell(GateReport report, ExtensionContext context) {
        file(context.getConfigurationParameter(PROPERTY), System::getenv).ifPresent(file -> append(file, report));
    }

    static Optional<Path> file(Optional<String> property, UnaryOperator<@Nullable String> environment) {
        return property.or(() -> Optional.ofNullable(environment.apply(VARIABLE)))
                .filter(name -> !name.isBlank())
                .map(Path::of);
    }

    /** In one piece, since others may write to the same file. */
    static void append(Path file, GateReport report) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.writeString(file, markdown(report), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the summary " + file + " cannot be written; name another by " + PROPERTY, e);
        }
    }

    /** The report as it prints. Within a block of code nothing of it is markup; its lines begin with words, so none of them ends the block. */
    private static String markdown(GateReport report) {
        return "### " + report.verdict() + "\n\n```text\n" + report.toString().replace("\r\n", "\n") + "\n```\n\n";
    }
}
