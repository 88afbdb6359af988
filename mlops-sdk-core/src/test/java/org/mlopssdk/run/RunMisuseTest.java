package org.mlopssdk.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.metric.MetricPoint;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.ForwardingBlobStore;
import org.mlopssdk.store.MemoryBlobStore;

/** What goes wrong less often: hostile lines, two that resume at once, a store that is closed too early. */
class RunMisuseTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .count();
    }

    @Test
    void linesFromStorageThatAreNoPointsAreCorruption() {
        for (String line : List.of(
                "{\"metric\":\"\",\"value\":1,\"time\":\"2026-01-31T12:00:00Z\"}",
                "{\"metric\":\"a\",\"labels\":{\"k\":null},\"value\":1,\"time\":\"2026-01-31T12:00:00Z\"}",
                "{\"metric\":\"a\",\"value\":1}")) {
            MemoryBlobStore store = new MemoryBlobStore();
            try (MlOps mlops = MlOps.builder().store(store).open()) {
                Experiment experiment = mlops.experiment("failure");
                Run run = experiment.start();
                store.create(
                        BlobKey.of("runs/failure/" + run.id() + "/00000001"),
                        SegmentFormat.seal((line + "\n" + " ".repeat(SegmentFormat.DIGEST_LINE))
                                .getBytes(StandardCharsets.UTF_8)));
                assertThatThrownBy(() -> experiment.get(run.id()).metrics())
                        .as(line)
                        .isInstanceOf(CorruptedException.class);
            }
        }
    }

    @Test
    void anExperimentWhoseFirstRunWasNeverWrittenIsNotListed() {
        MemoryBlobStore store = new MemoryBlobStore();
        BlobStore full = new ForwardingBlobStore(store) {
            @Override
            public Creation create(BlobKey key, byte[] content) {
                if (key.path().startsWith("journal/experiment/")) {
                    throw new StorageException(key.path(), "no space left");
                }
                return super.create(key, content);
            }
        };
        try (MlOps mlops = MlOps.builder().store(full).open()) {
            assertThatThrownBy(() -> mlops.experiment("failure").start()).isInstanceOf(StorageException.class);
            assertThat(mlops.experiments()).isEmpty();
        }
    }

    @Test
    void closingTheStoreEndsTheThreadsOfItsRuns() {
        MlOps mlops = MlOps.builder().store(new MemoryBlobStore()).open();
        mlops.experiment("failure").start().metric("loss", 1);
        long before = threads("mlops-run-log");
        mlops.close();
        await().atMost(PATIENCE).until(() -> threads("mlops-run-log") < before);
    }

    @Test
    void ofTwoThatResumeARunAtOnceOneCanEndIt() throws Exception {
        MemoryBlobStore store = new MemoryBlobStore();
        CountDownLatch atClaim = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        BlobStore slow = new ForwardingBlobStore(store) {
            @Override
            public Creation create(BlobKey key, byte[] content) {
                if (key.path().startsWith("runs/")) {
                    atClaim.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
                return super.create(key, content);
            }
        };
        try (MlOps first = MlOps.builder().store(slow).open();
                MlOps second = MlOps.builder().store(store).open()) {
            Run run = second.experiment("failure").start();
            run.metric("loss", 1).close();
            CompletableFuture<Run> one = CompletableFuture.supplyAsync(
                    () -> first.experiment("failure").resume(run.id()));
            atClaim.await();
            Run two = second.experiment("failure").resume(run.id());
            goOn.countDown();
            int ended = 0;
            List<Throwable> refused = new ArrayList<>();
            for (CompletableFuture<Run> each : List.of(one, CompletableFuture.completedFuture(two))) {
                try {
                    Run resumed = each.join();
                    resumed.metric("loss", 2).flush();
                    resumed.close();
                    ended++;
                } catch (RuntimeException e) {
                    refused.add(e);
                }
            }
            assertThat(ended).as(refused.toString()).isEqualTo(1);
        }
    }

    @Test
    void aPointOfLongAgoDoesNotMakeTheWriterSilent() {
        try (MlOps mlops = MlOps.builder().store(new MemoryBlobStore()).open()) {
            Run run = mlops.experiment("failure").start();
            run.metric(new MetricPoint("loss", Map.of(), 1, 0, Instant.EPOCH)).flush();
            RunRecord record = run.record();
            assertThat(record.lastSeen()).isAfterOrEqualTo(record.started());
            run.close();
        }
    }
}
