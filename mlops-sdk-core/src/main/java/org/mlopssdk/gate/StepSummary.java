package org.mlopssdk.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file in which people who look at a build find what its gates said: the summary that GitHub shows of a step, or any other. Reports are appended to it as
 * Markdown, each by one write, so that several processes may write to it.
 *
 * <pre>{@code
 * StepSummary.ofEnvironment().ifPresent(summary -> summary.append(report));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class StepSummary {

    /** The variable by which GitHub names the file, {@value}. */
    public static final String VARIABLE = "GITHUB_STEP_SUMMARY";

    /** GitHub takes no summary of a step beyond 1 MiB, and then shows nothing of it. */
    private static final long MAX_BYTES = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(StepSummary.class);

    private final Path file;

    private StepSummary(Path file) {
        this.file = file;
    }

    /**
     * A file.
     *
     * @param file the file; made with the first report, its directories too
     * @return the summary
     */
    public static StepSummary at(Path file) {
        return new StepSummary(file);
    }

    /**
     * The file that the environment names by {@value #VARIABLE}.
     *
     * @return the summary, or empty outside of GitHub's actions
     */
    public static Optional<StepSummary> ofEnvironment() {
        return of(System::getenv);
    }

    /**
     * The file that an environment names by {@value #VARIABLE}.
     *
     * @param environment the values of variables by their names, null where one is not set
     * @return the summary, or empty where it is not set or blank
     */
    public static Optional<StepSummary> of(UnaryOperator<@Nullable String> environment) {
        return Optional.ofNullable(environment.apply(VARIABLE))
                .filter(name -> !name.isBlank())
                .map(name -> at(Path.of(name)));
    }

    /**
     * Appends a report. Where it would take the file beyond 1 MiB, which GitHub does not show, it is cut: failures come first then; if not even its
     * verdict finds room, that is logged, and nothing written.
     *
     * @param report the report
     * @throws StorageException if the file cannot be written
     */
    public void append(GateReport report) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            long size = Files.exists(file) ? Files.size(file) : 0;
            String text = new MarkdownReport(report).within(MAX_BYTES - size);
            if (text.isEmpty()) {
                LOG.warn("the summary {} is full; gate {} says {}", file, report.gate(), report.verdict());
                return;
            }
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new StorageException("summary " + file, "cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * The file.
     *
     * @return its path
     */
    public Path file() {
        return file;
    }

    @Override
    public String toString() {
        return "summary " + file;
    }
}
