package org.mlopssdk.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.OutcomeUnknownException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.registry.NewVersion;
import org.mlopssdk.registry.Promotion;
import org.mlopssdk.run.Run;
import org.mlopssdk.run.RunStatus;
import org.mlopssdk.store.RecordingDisk.Check;

/**
 * Each step beneath a registration, a promotion and a run fails once. What was acknowledged is there after a power cut, what was not can be
 * tried again and is there once; a directory that could not be synced acknowledges nothing any more.
 */
class RegistryFailingStepsTest {

    private static final Check SOUND = Registries.looking(mlops ->
            assertThat(mlops.verify().findings()).as("what verify finds").isEmpty());

    @TempDir
    Path directory;

    /** One store whose disk fails, and what callers were told. */
    private static final class Story {

        private final Path place;
        private final Path root;
        private final FailingDisk failing;
        private final RecordingDisk told = new RecordingDisk();
        private final MlOps mlops;

        Story(Path place, long steps) throws IOException {
            this.place = Files.createDirectory(place);
            this.root = PowerCuts.store(place);
            this.failing = new FailingDisk(FailingDisk.PROBLEMS.get((int) (steps % FailingDisk.PROBLEMS.size())));
            this.mlops = Registries.open(
                    DirectoryBlobStore.open(root, told.around(new ObservedDisk(ObservedDisk.unsynced(root), failing))));
            failing.failAfter(steps);
        }

        /** Tries twice. A second failure needs a directory that can no longer be relied on. */
        boolean succeeds(String what, Runnable work, Consumer<MlOps> check) {
            for (int attempt = 1; attempt <= 2; attempt++) {
                try {
                    work.run();
                    told.acknowledged(what, Registries.looking(check));
                    return true;
                } catch (StorageException | OutcomeUnknownException e) {
                    assertThat(failing.hasFailed()).as("%s", e).isTrue();
                }
            }
            assertThat(failing.hasFailedForGood())
                    .as("%s fails twice after %s", what, failing)
                    .isTrue();
            return false;
        }

        void requireSound() throws IOException {
            Path temporary = root.resolve(BlobKey.RESERVED);
            if (!failing.hasLeftBehind()) {
                assertThat(temporary).as("after %s", failing).isEmptyDirectory();
            }
            PowerCuts.atTheEnd(told, place, failing.hasFailedForGood() ? after -> {} : SOUND);
            try (MlOps reopened = Registries.open(DirectoryBlobStore.open(root, ObservedDisk.unsynced(root)))) {
                assertThat(reopened.verify().findings()).as("after %s", failing).isEmpty();
                assertThat(reopened.model("failure").versions()).hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void arePassedOverByARegistrationAndAPromotionThatAreTriedAgain() throws IOException {
        forEachStep(story -> {
            ArtifactVersion version = register(story);
            if (version != null) {
                promote(story, version);
            }
        });
    }

    @Test
    void arePassedOverByARunThatIsFlushedAndClosedAgain() throws IOException {
        forEachStep(RegistryFailingStepsTest::run);
    }

    private void forEachStep(Consumer<Story> work) throws IOException {
        AtomicBoolean failed = new AtomicBoolean(true);
        int steps = 0;
        for (; failed.get(); steps++) {
            Story story = new Story(directory.resolve("step-" + steps), steps);
            try (story.mlops) {
                work.accept(story);
            }
            story.requireSound();
            failed.set(story.failing.hasFailed());
        }
        assertThat(steps).isGreaterThan(30);
    }

    private static @Nullable ArtifactVersion register(Story story) {
        NewVersion version = story.mlops
                .model("failure")
                .newVersion()
                .add("model.txt", "content".getBytes(StandardCharsets.UTF_8))
                .metrics(Metrics.of("f1", 0.8));
        ArtifactVersion[] registered = new ArtifactVersion[1];
        boolean done = story.succeeds("registered", () -> registered[0] = version.register(), mlops -> {
            ArtifactVersion there = mlops.model("failure").version(1);
            assertThat(there.verify().findings()).isEmpty();
            assertThat(mlops.models()).containsExactly("failure");
        });
        return done ? registered[0] : null;
    }

    private static void promote(Story story, ArtifactVersion version) {
        Promotion promotion =
                story.mlops.model("failure").promote(version).to("champion").overriding("because");
        story.succeeds(
                "promoted",
                promotion::commit,
                mlops -> assertThat(mlops.model("failure").history("champion").changes())
                        .hasSize(1));
    }

    private static void run(Story story) {
        Run[] started = new Run[1];
        boolean running = story.succeeds(
                "started",
                () -> started[0] = story.mlops.experiment("failure").start(),
                mlops -> assertThat(
                                mlops.experiment("failure").get(started[0].id()).status())
                        .isNotEqualTo(RunStatus.FAILED));
        if (running) {
            Run run = started[0];
            run.metric("loss", 0.5);
            story.succeeds(
                    "flushed",
                    run::flush,
                    mlops -> assertThat(
                                    mlops.experiment("failure").get(run.id()).history("loss"))
                            .hasSize(1));
            story.succeeds(
                    "closed",
                    run::close,
                    mlops -> assertThat(
                                    mlops.experiment("failure").get(run.id()).status())
                            .isEqualTo(RunStatus.FINISHED));
        }
    }
}
