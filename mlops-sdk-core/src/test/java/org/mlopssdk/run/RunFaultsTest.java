package org.mlopssdk.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.OutcomeUnknownException;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.ForwardingBlobStore;
import org.mlopssdk.store.MemoryBlobStore;

/** What a run does when its storage fails, its clock moves or its process is not what it was. */
class RunFaultsTest {

    @TempDir
    Path directory;

    @Test
    void aRunFailsWhateverTheMessageOfTheException() {
        try (MlOps mlops = MlOps.builder().store(new MemoryBlobStore()).open()) {
            Experiment experiment = mlops.experiment("failure");
            for (String message : List.of("x".repeat(5000), "half a pair \ud800")) {
                assertThatThrownBy(() -> experiment.run(run -> {
                            throw new IllegalStateException(message);
                        }))
                        .hasMessage(message);
                assertThat(experiment.latest().orElseThrow().status()).isEqualTo(RunStatus.FAILED);
            }
            Run run = experiment.start();
            run.fail("");
            assertThat(experiment.get(run.id()).status()).isEqualTo(RunStatus.FAILED);
        }
    }

    @Test
    void closingAgainAfterAnUnknownOutcomeEndsTheRunOnce() {
        MemoryBlobStore store = new MemoryBlobStore();
        AtomicInteger lost = new AtomicInteger();
        BlobStore flaky = new ForwardingBlobStore(store) {
            @Override
            public Creation create(BlobKey key, byte[] content) {
                Creation creation = super.create(key, content);
                if (new String(content, StandardCharsets.UTF_8).contains("run-finished")
                        && lost.getAndIncrement() < 3) {
                    throw new OutcomeUnknownException(key.path(), "the answer was lost");
                }
                return creation;
            }
        };
        try (MlOps mlops = MlOps.builder().store(flaky).open()) {
            Run run = mlops.experiment("failure").start();
            assertThatThrownBy(run::close).isInstanceOf(OutcomeUnknownException.class);
            run.close();
            // entries: started, finished
            assertThat(store.list("journal/experiment/failure/", "", 100)).hasSize(2);
        }
    }

    @Test
    void onlyPointsAreDropped() {
        RunOptions options = RunOptions.ofDefaults()
                .flushEvery(Duration.ofHours(1))
                .capacity(1)
                .droppingWhenFull();
        try (MlOps mlops = MlOps.builder().store(new MemoryBlobStore()).open()) {
            Experiment experiment = mlops.experiment("failure");
            Run run = experiment.start(options);
            for (int i = 0; i < 1000; i++) {
                run.metric("loss", i, i).param("p" + i, i);
            }
            run.close();
            assertThat(experiment.get(run.id()).params()).hasSize(1000);
        }
    }

    @Test
    void flushingAsRarelyAsCanBe() {
        RunOptions options = RunOptions.ofDefaults().flushEvery(ChronoUnit.FOREVER.getDuration());
        try (MlOps mlops = MlOps.builder().store(new MemoryBlobStore()).open()) {
            Run run = mlops.experiment("failure").start(options);
            run.metric("loss", 1);
            run.flush();
            run.close();
        }
    }

    @Test
    void aProcessIsNotCalledDeadBecauseTheClockOfTheMachineWasSet() {
        Map<String, String> environment = new java.util.HashMap<>(Environment.capture());
        String started = environment.get(Environment.PROCESS_STARTED);
        environment.put(
                Environment.PROCESS_STARTED,
                Instant.parse(started).plusSeconds(1).toString());
        assertThat(Environment.hasEnded(environment)).isNotEqualTo(Optional.of(true));
        environment.remove(Environment.PROCESS_IDENTITY); // where it cannot be told
        assertThat(Environment.hasEnded(environment)).isNotEqualTo(Optional.of(true));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells processes of one number apart")
    void aProcessHasEndedWhoseNumberAnotherHas() {
        Map<String, String> environment = new java.util.HashMap<>(Environment.capture());
        String identity = environment.get(Environment.PROCESS_IDENTITY);
        assertThat(Environment.hasEnded(environment)).contains(false);
        environment.put(Environment.PROCESS_IDENTITY, identity + "0");
        assertThat(Environment.hasEnded(environment)).contains(true);
    }

    @Test
    void theCommitOfARepositoryAroundASubmoduleIsNotTheSubmodules() throws Exception {
        Path git = Files.createDirectories(directory.resolve("repo/.git"));
        Files.writeString(git.resolve("HEAD"), "1".repeat(40));
        Path module = Files.createDirectories(directory.resolve("repo/module"));
        Files.writeString(module.resolve(".git"), "gitdir: ../.git/modules/module\n");
        assertThat(Environment.gitCommit(module)).isNotEqualTo(Optional.of("1".repeat(40)));
    }

    @Test
    void aSegmentOfGigabytesIsNeitherReadNorPassedOverInSilence() throws Exception {
        try (MlOps mlops = MlOps.open(directory)) {
            Experiment experiment = mlops.experiment("failure");
            Run run = experiment.start();
            run.metric("loss", 1).flush();
            Path huge = directory.resolve("runs/failure/" + run.id() + "/00000002");
            try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
                file.setLength(3L << 30);
            }
            RunRecord record = experiment.get(run.id());
            assertThat(record.history("loss")).hasSize(1);
            assertThat(record.problem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("segment 2 is torn or changed"));
        }
    }

    @Test
    void anAuthorWithoutANameIsRefusedAtOnce() {
        assertThatThrownBy(() -> MlOps.builder().author(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStoreThatCannotBeOpenedIsClosed() {
        AtomicInteger closed = new AtomicInteger();
        BlobStore store = new ForwardingBlobStore(new MemoryBlobStore()) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        assertThatThrownBy(() ->
                        MlOps.builder().store(store).polling(Duration.ZERO).open())
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(closed).hasValue(1);
    }
}
