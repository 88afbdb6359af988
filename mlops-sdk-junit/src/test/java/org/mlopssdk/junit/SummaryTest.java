package org.mlopssdk.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.gate.GateReport;

class SummaryTest {

    @TempDir
    private Path directory;

    @Test
    void eachGateIsToldOnceAtTheEndOfTheFileThatTheRunNames() throws Exception {
        Path file = Files.writeString(directory.resolve("summary.md"), "# before\n");
        Scenes.run(QualityGateTest.WorseCandidate.class, "mlops.gate.summary", file.toString());
        Scenes.run(QualityGateTest.OnAClass.class, "mlops.gate.summary", file.toString());

        assertThat(file).content().startsWith("# before\n### FAIL\n");
        assertThat(Files.readAllLines(file).stream().filter(line -> line.equals("gate release: FAIL")))
                .hasSize(2);
        assertThat(file).content().contains("FAIL f1 0.741 against 0.8: drop of 0.059, at most 0.02 allowed, n=412");
    }

    @Test
    void theDirectoryIsMadeWhereThereIsNone() {
        Path file = directory.resolve("target/deep/gate.md");
        Scenes.run(QualityGateTest.Advised.class, "mlops.gate.summary", file.toString());
        assertThat(file).content().contains("gate lenient: PASS");
    }

    @Test
    void theFileIsThePropertysElseGitHubsElseNone() {
        assertThat(Summary.file(Optional.of("a.md"), name -> "b.md")).contains(Path.of("a.md"));
        assertThat(Summary.file(Optional.empty(), name -> name + ".md")).contains(Path.of("GITHUB_STEP_SUMMARY.md"));
        assertThat(Summary.file(Optional.empty(), name -> null)).isEmpty();
        assertThat(Summary.file(Optional.empty(), name -> "")).isEmpty();
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        try (MlOps mlops = Scenes.store()) {
            GateReport report = Scenes.lenient().evaluate(mlops.model("fraud").version(2));
            assertThatThrownBy(() -> Summary.append(directory, report))
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("cannot be written");
        }
    }
}
