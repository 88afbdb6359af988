package org.mlopssdk.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.gate.Verdict;

/** What is left of a gate when its tests have ended: a summary for people, and evidence in the store. */
class SummaryTest {

    @TempDir
    private Path directory;

    @Test
    void eachGateIsToldOnceAtTheEndOfTheFileThatTheRunNames() throws Exception {
        Path file = Files.writeString(directory.resolve("summary.md"), "# before\n\n");
        Scenes.run(QualityGateTest.WorseCandidate.class, "mlops.gate.summary", file.toString());
        Scenes.run(QualityGateTest.OnAClass.class, "mlops.gate.summary", file.toString());

        assertThat(file).content().startsWith("# before\n\n###");
        assertThat(Files.readAllLines(file).stream().filter(line -> line.startsWith("### ") && line.contains("FAIL")))
                .hasSize(2);
        assertThat(file).content().contains("0.741 against 0.8: drop of 0.059, at most 0.02 allowed, n=412");
    }

    @Test
    void theDirectoryIsMadeWhereThereIsNone() {
        Path file = directory.resolve("target/deep/gate.md");
        Scenes.run(QualityGateTest.Advised.class, "mlops.gate.summary", file.toString());
        assertThat(file).content().contains("PASS", "lenient");
    }

    @Test
    void aSummaryThatCannotBeWrittenFailsTheGate() {
        assertThat(Scenes.run(QualityGateTest.Advised.class, "mlops.gate.summary", directory.toString())
                        .containerEvents()
                        .failed()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void theReportIsKeptWithItsVersionUnlessSaidOtherwise() {
        Path store = directory.resolve("ml");
        try (MlOps mlops = MlOps.open(store)) {
            Scenes.register(mlops.model("fraud"), 0.1, 10);
        }
        for (int run = 0; run < 2; run++) {
            Scenes.run(
                    QualityGateTest.Configured.class, "mlops.uri", store.toUri().toString());
            Scenes.run(LeavingNoTrace.class, "mlops.uri", store.toUri().toString());
        }
        try (MlOps mlops = MlOps.open(store)) {
            assertThat(mlops.model("fraud").version(1).reports())
                    .singleElement()
                    .satisfies(report -> {
                        assertThat(report.gate()).isEqualTo("high");
                        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
                    });
        }
    }

    static class LeavingNoTrace {
        @QualityGate(model = "fraud", gate = "org.mlopssdk.junit.Scenes#RELEASE", keep = false)
        void release() {}
    }
}
