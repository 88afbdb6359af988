package org.mlopssdk.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mlopssdk.gate.Condition.dropAtMost;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.store.MemoryBlobStore;

/** What goes wrong less often: calls in the wrong order, rotten content, misspelt aliases. */
class RegistryMisuseTest {

    @TempDir
    Path directory;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ArtifactVersion version(Artifact of, String content, double f1) {
        return of.newVersion()
                .add("model.txt", bytes(content))
                .metrics(Metrics.of("f1", f1))
                .register();
    }

    @Test
    void aVersionThatWasRegisteredTakesNoMoreFiles() {
        try (MlOps mlops = MlOps.open(directory.resolve("ml"))) {
            NewVersion version = mlops.model("failure").newVersion().add("a", bytes("a"));
            version.register();
            assertThatThrownBy(() -> version.add("b", bytes("b")).register()).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aPromotionThatWasCommittedTakesNoMoreAliases() {
        try (MlOps mlops = MlOps.open(directory.resolve("ml"))) {
            Artifact model = mlops.model("failure");
            Promotion promotion =
                    model.promote(version(model, "a", 1)).to("champion").overriding("test");
            promotion.commit();
            model.promote(model.version(1)).to("shadow").overriding("another").commit();
            assertThatThrownBy(() -> promotion.to("shadow").commit()).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void contentThatIsBrokenIsNotAcknowledgedAsStored() throws Exception {
        Path root = directory.resolve("ml");
        try (MlOps mlops = MlOps.open(root)) {
            ArtifactVersion first = version(mlops.model("failure"), "weights", 1);
            Path file = root.resolve(first.files().list().get(0).digest().key().path());
            Files.writeString(file, "rotten!");
            ArtifactVersion again = version(mlops.model("failure"), "weights", 1);
            assertThat(again.verify().isSound())
                    .as("registered again, as the message advises")
                    .isTrue();
        }
    }

    @Test
    void aBootstrapThatNeverLookedAtTheChampionDoesNotReplaceIt() {
        try (MlOps mlops = MlOps.open(directory.resolve("ml"))) {
            Artifact model = mlops.model("failure");
            model.promote(version(model, "strong", 0.9))
                    .to("champion")
                    .overriding("first")
                    .commit();
            ArtifactVersion weak = version(model, "weak", 0.1);
            Gate gate = Gate.named("release").require("f1", dropAtMost(0.02).orBootstrap());
            GateReport noBaseline = gate.evaluate(weak);
            assertThatThrownBy(() -> model.promote(weak)
                            .to("champion")
                            .requiring(noBaseline)
                            .commit())
                    .isInstanceOf(PromotionRefusedException.class);
            GateReport misspelt = gate.evaluate(weak, model.alias("champoin"));
            assertThatThrownBy(() -> model.promote(weak)
                            .to("champion")
                            .requiring(misspelt)
                            .commit())
                    .isInstanceOf(PromotionRefusedException.class);
        }
    }

    @Test
    void aLocalCopyThatWasChangedIsCopiedAnew() throws Exception {
        try (MlOps mlops = MlOps.builder().store(new MemoryBlobStore()).open()) {
            ArtifactVersion version = version(mlops.model("failure"), "a", 1);
            Files.writeString(version.path("model.txt"), "scribbled");
            assertThat(version.path("model.txt")).hasContent("a");
        }
    }
}
