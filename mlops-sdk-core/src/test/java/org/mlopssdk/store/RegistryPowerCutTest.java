package org.mlopssdk.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.run.Run;
import org.mlopssdk.run.RunStatus;
import org.mlopssdk.store.RecordingDisk.Check;

/** What a power cut after any step leaves of versions, aliases and runs. */
class RegistryPowerCutTest {

    /** Verified from end to end, and the next version takes the next number. */
    private static final Check SOUND = Registries.looking(mlops -> {
        assertThat(mlops.verify().findings()).as("what verify finds").isEmpty();
        Artifact model = mlops.model("failure");
        long versions = model.versions().size();
        assertThat(version(model, "after").number()).isEqualTo(versions + 1);
    });

    @TempDir
    Path directory;

    private static ArtifactVersion version(Artifact model, String content) {
        return model.newVersion()
                .add("model.txt", content.getBytes(StandardCharsets.UTF_8))
                .metrics(Metrics.of("f1", 0.8))
                .register();
    }

    private static void acknowledge(RecordingDisk story, ArtifactVersion version) {
        story.acknowledged(version.ref().toString(), Registries.looking(mlops -> {
            ArtifactVersion there = mlops.model(version.name()).version(version.number());
            assertThat(there.ref()).isEqualTo(version.ref());
            assertThat(there.verify().findings()).isEmpty();
            assertThat(mlops.models()).contains(version.name());
        }));
    }

    @Test
    void leavesVersionsAndAliasesThatWereAcknowledged() throws IOException {
        RecordingDisk story = new RecordingDisk();
        Path root = PowerCuts.store(directory);
        try (MlOps mlops = Registries.open(DirectoryBlobStore.open(root, story.on(root)))) {
            Artifact model = mlops.model("failure");
            acknowledge(story, version(model, "one"));
            ArtifactVersion second = version(model, "two");
            acknowledge(story, second);
            model.promote(second).to("champion").overriding("because").commit();
            story.acknowledged(
                    "champion",
                    Registries.looking(after -> assertThat(
                                    after.model("failure").alias("champion").version())
                            .hasValueSatisfying(
                                    champion -> assertThat(champion.ref()).isEqualTo(second.ref()))));
        }

        assertThat(PowerCuts.afterEachStep(story, directory, SOUND)).isGreaterThan(50);
    }

    @Test
    void leavesWhatARunHasFlushedAndHowItEnded() throws IOException {
        RecordingDisk story = new RecordingDisk();
        Path root = PowerCuts.store(directory);
        try (MlOps mlops = Registries.open(DirectoryBlobStore.open(root, story.on(root)))) {
            Run run = mlops.experiment("failure").start();
            for (int step = 0; step < 3; step++) {
                run.metric("loss", 1.0 / (step + 1), step);
                run.flush();
                int points = step + 1;
                story.acknowledged(
                        "flush " + step,
                        Registries.looking(after -> assertThat(after.experiment("failure")
                                        .get(run.id())
                                        .history("loss"))
                                .hasSizeGreaterThanOrEqualTo(points)));
            }
            run.close();
            story.acknowledged(
                    "finished",
                    Registries.looking(after -> assertThat(
                                    after.experiment("failure").get(run.id()).status())
                            .isEqualTo(RunStatus.FINISHED)));
        }

        assertThat(PowerCuts.afterEachStep(story, directory, SOUND)).isGreaterThan(50);
    }

    @Test
    void leavesWhatTheSuccessorOfADeadWriterWasTold() throws IOException {
        int death = 0;
        for (boolean died = true; died; death++) {
            Path place = Files.createDirectory(directory.resolve("death-" + death));
            Path root = PowerCuts.store(place);
            RecordingDisk story = new RecordingDisk();
            Disk dying = story.around(new ObservedDisk(ObservedDisk.unsynced(root), new DyingDisk(death)));
            died = dies(() -> version(
                    Registries.open(DirectoryBlobStore.open(root, dying)).model("failure"), "one"));
            try (MlOps mlops = Registries.open(DirectoryBlobStore.open(root, story.on(root)))) {
                acknowledge(story, version(mlops.model("failure"), "two"));
            }
            PowerCuts.atTheEnd(story, place, SOUND);
        }
        assertThat(death).as("steps to die before").isGreaterThan(40);
    }

    private static boolean dies(Runnable work) {
        try {
            work.run();
            return false;
        } catch (DyingDisk.Died e) {
            return true;
        }
    }
}
