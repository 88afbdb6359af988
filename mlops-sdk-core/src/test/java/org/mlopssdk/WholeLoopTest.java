package org.mlopssdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mlopssdk.gate.Condition.atLeast;
import static org.mlopssdk.gate.Condition.dropAtMost;
import static org.mlopssdk.gate.Condition.riseAtMostPercent;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.gate.Verdict;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.registry.PromotionRefusedException;
import org.mlopssdk.run.Run;
import org.mlopssdk.run.RunStatus;

/** The story of a model from its data to its rollback, on a directory. */
class WholeLoopTest {

    private static final Gate RELEASE = Gate.named("release")
            .require("f1", atLeast(0.78))
            .require("f1", dropAtMost(0.02).orBootstrap())
            .require("latency.p95.ms", riseAtMostPercent(5).orBootstrap());

    @TempDir
    Path directory;

    @Test
    void aModelIsTrainedVersionedGatedPromotedRefusedAndRolledBack() throws Exception {
        Path csv = Files.writeString(directory.resolve("sensors.csv"), "temperature\n20.5\n");
        try (MlOps mlops = MlOps.open(directory.resolve("ml"))) {
            ArtifactVersion data =
                    mlops.dataset("machines").newVersion().add(csv).register();
            ArtifactVersion first = train(mlops, data, 0.81, 10);
            assertThat(first.number()).isEqualTo(1);
            assertThat(first.lineage().inputs()).containsExactly(data.ref());

            GateReport report = RELEASE.evaluate(first, mlops.model("failure").alias("champion"));
            assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.PASS);
            mlops.model("failure")
                    .promote(first)
                    .to("champion")
                    .requiring(report)
                    .commit();

            ArtifactVersion worse = train(mlops, data, 0.70, 10);
            GateReport refused = RELEASE.evaluate(worse, mlops.model("failure").alias("champion"));
            assertThatThrownBy(() -> mlops.model("failure")
                            .promote(worse)
                            .to("champion")
                            .requiring(refused)
                            .commit())
                    .isInstanceOf(PromotionRefusedException.class)
                    .hasMessageContaining("f1 0.7 < 0.78 required");

            ArtifactVersion better = train(mlops, data, 0.85, 10.2);
            GateReport passed = RELEASE.evaluate(better, mlops.model("failure").alias("champion"));
            mlops.model("failure")
                    .promote(better)
                    .to("champion")
                    .to("previous")
                    .requiring(passed)
                    .commit();
            assertThat(mlops.model("failure").alias("champion").require()).isEqualTo(better);

            mlops.model("failure").rollback("champion").because("drift").commit();
            assertThat(mlops.model("failure").alias("champion").require()).isEqualTo(first);
            assertThat(mlops.model("failure").history("champion").changes()).hasSize(3);
            assertThat(mlops.verify().findings()).isEmpty();
        }
    }

    private static ArtifactVersion train(MlOps mlops, ArtifactVersion data, double f1, double latency)
            throws Exception {
        return mlops.experiment("failure").run(run -> {
            run.input(data).param("trees", 50);
            for (int epoch = 0; epoch < 20; epoch++) {
                run.metric("loss", 1.0 / (epoch + 1), epoch);
            }
            assertThat(run.record().history("loss")).hasSize(20);
            return mlops.model("failure")
                    .newVersion()
                    .from(run)
                    .add("model.txt", ("f1=" + f1).getBytes(StandardCharsets.UTF_8))
                    .metrics(Metrics.of("f1", f1).with("latency.p95.ms", latency))
                    .register();
        });
    }

    @Test
    void aRunThatIsClosedIsFinished() {
        try (MlOps mlops = MlOps.open(directory.resolve("ml"))) {
            String id;
            try (Run run = mlops.experiment("failure").start()) {
                id = run.id();
                assertThat(mlops.experiment("failure").get(id).status()).isEqualTo(RunStatus.RUNNING);
                run.metric("loss", 0.5, 1);
            }
            assertThat(mlops.experiment("failure").get(id).status()).isEqualTo(RunStatus.FINISHED);
            assertThat(mlops.experiment("failure").get(id).metrics().value("loss"))
                    .hasValue(0.5);
        }
    }
}
