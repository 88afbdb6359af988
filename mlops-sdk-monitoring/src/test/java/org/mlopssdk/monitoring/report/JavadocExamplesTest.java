package org.mlopssdk.monitoring.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.monitoring.drift.DriftReport;

/** Runs the examples of this package's Javadoc, word for word. */
class JavadocExamplesTest {
    private final DriftReport report = Scenes.few().report();

    @TempDir
    private Path folder;

    @Test
    void packageInfo() {
        List<DriftReport> earlier = List.of(report);
        Presentation drift = Presentation.of(report).withTitle("Occupancy").withHistory(earlier);
        drift.html().writeTo(folder.resolve("drift.html"));
        System.out.println(drift.terminal());

        assertThat(folder.resolve("drift.html")).content().contains("Occupancy");
    }
}
