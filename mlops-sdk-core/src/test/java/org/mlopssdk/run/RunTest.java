package org.mlopssdk.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.metric.MetricPoint;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.ForwardingBlobStore;
import org.mlopssdk.store.MemoryBlobStore;

class RunTest {

    private final FailingStore store = new FailingStore(new MemoryBlobStore());
    private final MlOps mlops = MlOps.builder()
            .store(store)
            .author("ada")
            .runs(RunOptions.ofDefaults().flushEvery(Duration.ofMillis(20)))
            .open();
    private final Experiment experiment = mlops.experiment("failure");

    @AfterEach
    void close() {
        mlops.close();
    }

    @Test
    void whatWasLoggedCanBeReadByAnybodyOnceItIsFlushed() {
        try (Run run = experiment.start()) {
            run.param("trees", 50).param("rate", 0.1).param("bagging", true).param("kernel", "rbf");
            run.tag("stage", "dev");
            run.metric("loss", 0.9, 0).metric("loss", 0.5, 1).metric("accuracy", 0.7);
            run.metric("loss", 0.6, 1, Map.of("part", "validation"));
            run.flush();

            RunRecord read = experiment.get(run.id());
            assertThat(read.status()).isEqualTo(RunStatus.RUNNING);
            assertThat(read.params())
                    .isEqualTo(Map.of("trees", "50", "rate", "0.1", "bagging", "true", "kernel", "rbf"));
            assertThat(read.tags()).isEqualTo(Map.of("stage", "dev"));
            assertThat(read.history("loss")).extracting(MetricPoint::value).containsExactly(0.9, 0.5);
            assertThat(read.history("loss", Map.of("part", "validation"))).hasSize(1);
            assertThat(read.history("nobody.logged.this")).isEmpty();
            assertThat(read.metrics().value("loss")).hasValue(0.5);
            assertThat(read.environment()).containsKeys("java.version", "os.name", "cores", "process");
            assertThat(read.ended()).isEmpty();
        }
    }

    @Test
    void aClosedRunReadsTheSameAsBefore() {
        Run run = experiment.start();
        for (int step = 0; step < 1000; step++) {
            run.metric("loss", 1.0 / (step + 1), step);
        }
        List<MetricPoint> before = run.record().history("loss");
        run.close();
        run.close();
        RunRecord after = run.record();
        assertThat(after.history("loss")).isEqualTo(before).hasSize(1000);
        assertThat(after.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(after.ended()).isPresent();
        assertThat(after.toString()).contains("FINISHED").contains("loss = 0.001");
        assertThat(after.subject()).isEqualTo("run/failure/" + run.id());
        assertThatThrownBy(() -> run.metric("loss", 0.1, 1001))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
    }

    @Test
    void nanAndInfinitiesAreKept() {
        try (Run run = experiment.start()) {
            run.metric("loss", Double.NaN, 0)
                    .metric("loss", Double.POSITIVE_INFINITY, 1)
                    .metric("loss", Double.NEGATIVE_INFINITY, 2)
                    .metric("loss", -0.0, 3);
            assertThat(run.record().history("loss"))
                    .extracting(MetricPoint::value)
                    .containsExactly(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0);
        }
    }

    @Test
    void aBodyThatThrowsEndsTheRunAsFailedAndTheExceptionGoesOn() {
        assertThatThrownBy(() -> experiment.run(run -> {
                    run.metric("loss", 0.5, 0);
                    throw new IOException("the sensor is gone");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("the sensor is gone");
        RunRecord failed = experiment.runs().get(0);
        assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
        assertThat(failed.failure()).contains("java.io.IOException: the sensor is gone");
        assertThat(failed.toString()).contains("failed: java.io.IOException: the sensor is gone");
        assertThat(failed.history("loss")).hasSize(1);
    }

    @Test
    void aBodyThatReturnsEndsTheRunAsFinished() throws Exception {
        int answer = experiment.run(run -> 42);
        assertThat(answer).isEqualTo(42);
        assertThat(experiment.runs()).extracting(RunRecord::status).containsExactly(RunStatus.FINISHED);
    }

    @Test
    void inputsBecomeLineageOnce() {
        ArtifactVersion data = mlops.dataset("machines")
                .newVersion()
                .add("a.csv", bytes("x\n1\n"))
                .register();
        try (Run run = experiment.start()) {
            run.input(data).input(data);
            assertThat(run.lineage().inputs()).containsExactly(data.ref());
            assertThat(run.record().lineage()).isEqualTo(run.lineage());
            assertThat(run.lineage().toString()).contains("failure/" + run.id()).contains("dataset/machines/1");
        }
    }

    @Test
    void anEvaluationIsLoggedAsAWhole() {
        try (Run run = experiment.start()) {
            run.metrics(Metrics.of("f1", 0.8).with("recall", 0.7));
            assertThat(run.record().metrics().value("recall")).hasValue(0.7);
        }
    }

    @Test
    void aRunThatIsResumedGoesOnAndItsOldWriterIsFencedOff() {
        Run old = experiment.start();
        old.metric("loss", 0.9, 0);
        old.flush();
        try (Run resumed = experiment.resume(old.id())) {
            resumed.metric("loss", 0.8, 1);
            assertThat(resumed.record().history("loss")).hasSize(2);
            old.metric("loss", 99, 1);
            assertThatThrownBy(old::flush)
                    .isInstanceOf(RunFencedException.class)
                    .hasMessageContaining("resumed it");
            assertThatThrownBy(old::close).isInstanceOf(RunFencedException.class);
        }
        assertThat(experiment.get(old.id()).history("loss"))
                .extracting(MetricPoint::value)
                .containsExactly(0.9, 0.8);
    }

    @Test
    void anIdleWriterCannotEndARunThatAnotherHasResumed() {
        Run old = experiment.start();
        try (Run resumed = experiment.resume(old.id())) {
            assertThatThrownBy(old::close).isInstanceOf(RunFencedException.class);
            assertThat(resumed.record().status()).isEqualTo(RunStatus.RUNNING);
        }
    }

    @Test
    void aFailureOfTheStorageIsToldAndNothingIsLostOnceItIsOver() {
        Run run = experiment.start();
        store.failing = true;
        run.metric("loss", 0.9, 0);
        assertThatThrownBy(run::flush).isInstanceOf(StorageException.class).hasMessageContaining("disk full");
        assertThatThrownBy(run::close).isInstanceOf(StorageException.class);
        store.failing = false;
        run.close();
        assertThat(experiment.get(run.id()).history("loss")).hasSize(1);
        assertThat(experiment.get(run.id()).status()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void whatEndsTheWriterForGoodIsToldToWhoeverWouldWaitForIt() {
        Run run = experiment.start();
        store.dying = true;
        run.metric("loss", 0.9, 0);
        assertThatThrownBy(run::flush).isInstanceOf(StorageException.class).hasMessageContaining("no memory left");
        assertThatThrownBy(() -> run.metric("loss", 0.8, 1)).isInstanceOf(StorageException.class);
        assertThatThrownBy(run::close).isInstanceOf(StorageException.class);
    }

    @Test
    void whoFindsNoRoomWhileTheStorageFailsIsToldInsteadOfWaitingForEver() {
        Run run = experiment.start(RunOptions.ofDefaults().capacity(1));
        store.failing = true;
        assertThatThrownBy(() -> {
                    for (int step = 0; step < 10; step++) {
                        run.metric("loss", 0.9, step);
                    }
                })
                .isInstanceOf(StorageException.class);
        store.failing = false;
        run.close();
    }

    @Test
    void whatFindsNoRoomIsDroppedAndCountedWhereThatWasAskedFor() {
        Run run = experiment.start(RunOptions.ofDefaults()
                .capacity(2)
                .flushEvery(Duration.ofHours(1))
                .droppingWhenFull());
        store.failing = true;
        for (int step = 0; step < 100; step++) {
            run.metric("loss", 0.9, step);
        }
        assertThat(run.dropped()).isPositive();
        store.failing = false;
        run.close();
        assertThat(experiment.get(run.id()).history("loss")).hasSize((int) (100 - run.dropped()));
    }

    @Test
    void moreThanOneSegmentIsReadInOrder() {
        Run run = experiment.start();
        String long250 = "x".repeat(250);
        Map<String, String> labels = Map.of("a", long250, "b", long250, "c", long250, "d", long250);
        for (int step = 0; step < 20_000; step++) {
            run.metric("loss", step, step, labels);
        }
        run.close();
        assertThat(experiment.get(run.id()).history("loss", labels))
                .extracting(MetricPoint::step)
                .hasSize(20_000)
                .isSorted();
    }

    @Test
    void aRunThatDoesNotExistIsRefusedWithThoseThatDo() {
        assertThatThrownBy(() -> experiment.get("no-such-run"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("it has none yet");
        Run run = experiment.start();
        assertThatThrownBy(() -> experiment.resume("no-such-run"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(run.id());
        run.close();
    }

    @Test
    void textThatIsTooLongOrUnprintableIsRefused() {
        try (Run run = experiment.start()) {
            assertThatThrownBy(() -> run.param("note", "x".repeat(5000)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at most 4000 characters");
            assertThatThrownBy(() -> run.metric("lo\nss", 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> run.tag(" ", "x")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> run.tag("a", "\ud800")).hasMessageContaining("half of a surrogate pair");
        }
    }

    @Test
    void optionsThatCouldNotWorkAreRefused() {
        assertThatThrownBy(() -> RunOptions.ofDefaults().capacity(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RunOptions.ofDefaults().flushEvery(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void experimentsAreListedByName() {
        assertThat(experiment.latest()).isEmpty();
        experiment.start().close();
        Run last = experiment.start();
        last.close();
        assertThat(experiment.latest()).map(RunRecord::id).contains(last.id());
        mlops.experiment("another").start().close();
        assertThat(mlops.experiments()).containsExactly("another", "failure");
        assertThat(experiment.toString()).isEqualTo("experiment failure");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A store whose disk is full for runs, while it is told to be. */
    private static final class FailingStore extends ForwardingBlobStore {

        private volatile boolean failing;
        private volatile boolean dying;

        FailingStore(MemoryBlobStore store) {
            super(store);
        }

        @Override
        public Creation create(BlobKey key, byte[] content) {
            if (dying && key.path().startsWith("runs/")) {
                throw new OutOfMemoryError("no memory left");
            }
            if (failing && key.path().startsWith("runs/")) {
                throw new StorageException(
                        key.path(), "disk full", new UncheckedIOException(new IOException("ENOSPC")));
            }
            return super.create(key, content);
        }
    }
}
