package org.mlopssdk.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.error.OutcomeUnknownException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.metric.MetricPoint;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.ForwardingBlobStore;
import org.mlopssdk.store.MemoryBlobStore;

/** Readers beside a writer, two writers, and a writer whose storage fails for a while. */
class RunWhileReadTest {

    private static final RunOptions QUICK = RunOptions.ofDefaults().flushEvery(Duration.ofMillis(1));

    private final MemoryBlobStore memory = new MemoryBlobStore();

    private static List<Long> steps(RunRecord record) {
        return record.history("loss").stream().map(MetricPoint::step).toList();
    }

    private static List<Long> upTo(int end) {
        return LongStream.range(0, end).boxed().toList();
    }

    @Test
    void historyReadWhileTheRunIsWrittenHasNoHoleNoDoubleAndKeepsTheOrder() {
        try (MlOps mlops = MlOps.builder().store(memory).runs(QUICK).open()) {
            Experiment experiment = mlops.experiment("failure");
            Run run = experiment.start();
            int points = 10_000;
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                for (int step = 0; step < points; step++) {
                    run.metric("loss", step, step);
                }
                run.close();
            });
            List<Integer> lengths = new ArrayList<>();
            RunRecord record;
            do {
                record = experiment.get(run.id());
                List<Long> steps = steps(record);
                assertThat(steps).isEqualTo(upTo(steps.size()));
                assertThat(record.problem()).isEmpty();
                lengths.add(steps.size());
            } while (record.status() == RunStatus.RUNNING);
            writing.join();
            assertThat(lengths).isSorted().endsWith(points);
        }
    }

    @Test
    void aRecordIsASnapshotAlsoOfTheHistory() {
        try (MlOps mlops = MlOps.builder().store(memory).open()) {
            Run run = mlops.experiment("failure").start();
            run.metric("loss", 0.5, 0).flush();
            RunRecord before = run.record();
            run.metric("loss", 0.4, 1).flush();
            assertThat(steps(before)).containsExactly(0L);
            run.close();
            assertThat(steps(before)).as("also once the run has ended").containsExactly(0L);
            assertThat(steps(run.record())).containsExactly(0L, 1L);
        }
    }

    @Test
    void aRunThatFinishesWhileItIsReadIsReadFromItsBlob() {
        AtomicReference<Run> ending = new AtomicReference<>();
        BlobStore store = new ForwardingBlobStore(memory) {
            @Override
            public Optional<InputStream> open(BlobKey key, ByteRange range) {
                Run run = key.path().endsWith("/00000002") ? ending.getAndSet(null) : null;
                if (run != null) {
                    run.close();
                    memory.list("runs/", "", 1000).forEach(memory::delete);
                }
                return super.open(key, range);
            }
        };
        try (MlOps reading = MlOps.builder().store(store).open();
                MlOps writing = MlOps.builder().store(memory).open()) {
            Run run = writing.experiment("failure").start();
            for (int step = 0; step < 5; step++) {
                run.metric("loss", step, step).flush();
            }
            RunRecord before = reading.experiment("failure").get(run.id());
            ending.set(run);
            RunRecord record = reading.experiment("failure").get(run.id());
            assertThat(record.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(record.problem()).isEmpty();
            assertThat(steps(record)).isEqualTo(upTo(5));
            assertThat(steps(before)).as("read when the segments are gone").isEqualTo(upTo(5));
        }
    }

    @Test
    void aSegmentWrittenBetweenTwoLooksIsNotCalledMissing() {
        AtomicReference<Run> logging = new AtomicReference<>();
        BlobStore store = new ForwardingBlobStore(memory) {
            @Override
            public Optional<InputStream> open(BlobKey key, ByteRange range) {
                Optional<InputStream> found = super.open(key, range);
                Run run = key.path().endsWith("/00000002") ? logging.getAndSet(null) : null;
                if (run != null) {
                    run.metric("loss", 1, 1).flush();
                    run.metric("loss", 2, 2).flush();
                }
                return found;
            }
        };
        try (MlOps reading = MlOps.builder().store(store).open();
                MlOps writing = MlOps.builder().store(memory).open()) {
            Run run = writing.experiment("failure").start();
            run.metric("loss", 0, 0).flush();
            logging.set(run);
            RunRecord record = reading.experiment("failure").get(run.id());
            assertThat(record.problem()).isEmpty();
            assertThat(steps(record)).isEqualTo(upTo(3));
        }
    }

    @Test
    void aWriterThatIsFencedOffWhileItEndsItsRunDoesNotEndIt() {
        AtomicReference<Runnable> between = new AtomicReference<>();
        BlobStore store = new ForwardingBlobStore(memory) {
            @Override
            public Digest put(Content content) {
                Digest digest = super.put(content);
                Runnable resuming = between.getAndSet(null);
                if (resuming != null) {
                    resuming.run();
                }
                return digest;
            }
        };
        try (MlOps first = MlOps.builder().store(store).open();
                MlOps second = MlOps.builder().store(memory).open()) {
            Run old = first.experiment("failure").start();
            old.metric("loss", 0, 0).flush();
            AtomicReference<Run> resumed = new AtomicReference<>();
            between.set(() -> resumed.set(second.experiment("failure").resume(old.id())));
            assertThatThrownBy(old::close).isInstanceOf(RunFencedException.class);
            resumed.get().metric("loss", 1, 1).flush();
            RunRecord record = second.experiment("failure").get(old.id());
            assertThat(record.status()).isEqualTo(RunStatus.RUNNING);
            assertThat(steps(record)).isEqualTo(upTo(2));
            resumed.get().close();
            assertThat(steps(second.experiment("failure").get(old.id()))).isEqualTo(upTo(2));
        }
    }

    @Test
    void aRunThatIsEndedWhileAnotherResumesItIsOpenAgain() {
        AtomicReference<Run> ending = new AtomicReference<>();
        BlobStore store = new ForwardingBlobStore(memory) {
            @Override
            public Creation create(BlobKey key, byte[] content) {
                Run run = key.path().startsWith("runs/") ? ending.getAndSet(null) : null;
                if (run != null) {
                    run.close();
                }
                return super.create(key, content);
            }
        };
        try (MlOps first = MlOps.builder().store(memory).open();
                MlOps second = MlOps.builder().store(store).open()) {
            Run old = first.experiment("failure").start();
            old.metric("loss", 0, 0).flush();
            ending.set(old);
            Run resumed = second.experiment("failure").resume(old.id());
            resumed.metric("loss", 1, 1).flush();
            RunRecord record = first.experiment("failure").get(old.id());
            assertThat(record.status()).isEqualTo(RunStatus.RUNNING);
            assertThat(steps(record)).isEqualTo(upTo(2));
            resumed.close();
        }
    }

    @Test
    void aStorageThatFailsForAWhileMakesTheWriterWaitAndNothingIsLostOrWrittenTwice() {
        AtomicInteger calls = new AtomicInteger();
        BlobStore flaky = new ForwardingBlobStore(memory) {
            @Override
            public Creation create(BlobKey key, byte[] content) {
                if (!key.path().startsWith("runs/")) {
                    return super.create(key, content);
                }
                return switch (calls.incrementAndGet() % 3) {
                    case 1 -> throw new StorageException(key.path(), "no space left");
                    case 2 -> {
                        super.create(key, content);
                        throw new OutcomeUnknownException(key.path(), "the answer was lost");
                    }
                    default -> super.create(key, content);
                };
            }
        };
        RunOptions small = QUICK.capacity(100);
        try (MlOps mlops = MlOps.builder().store(flaky).open()) {
            Experiment experiment = mlops.experiment("failure");
            Run run = experiment.start(small);
            int told = 0;
            for (int step = 0; step < 2000; step++) {
                try {
                    run.metric("loss", step, step);
                } catch (MlOpsException e) {
                    told++;
                    step--; // whoever is told that there was no room may try again
                }
            }
            for (boolean ended = false; !ended; ) {
                try {
                    run.close();
                    ended = true;
                } catch (MlOpsException e) {
                    told++;
                }
            }
            assertThat(steps(experiment.get(run.id()))).isEqualTo(upTo(2000));
            assertThat(told).isPositive();
        }
    }

    @Test
    void longLabelsTakeNoMoreRoomThanASegment() {
        AtomicInteger largest = new AtomicInteger();
        BlobStore measuring = new ForwardingBlobStore(memory) {
            @Override
            public Creation create(BlobKey key, byte[] content) {
                largest.accumulateAndGet(content.length, Math::max);
                return super.create(key, content);
            }
        };
        RunOptions roomy = RunOptions.ofDefaults().capacity(Integer.MAX_VALUE).flushEvery(Duration.ofHours(1));
        try (MlOps mlops = MlOps.builder().store(measuring).open()) {
            Run run = mlops.experiment("failure").start(roomy);
            Map<String, String> labels = new HashMap<>();
            for (int i = 0; i < 20; i++) {
                labels.put(i + "\u65e5".repeat(248), "\"\u65e5".repeat(125));
            }
            for (int step = 0; step < 250; step++) {
                run.metric("loss", step, step, labels).param("control" + step, "\u0001".repeat(4000));
            }
            run.close();
            RunRecord record = mlops.experiment("failure").get(run.id());
            assertThat(record.history("loss", labels))
                    .extracting(MetricPoint::step)
                    .isEqualTo(upTo(250));
            assertThat(record.params()).hasSize(250);
        }
        assertThat(largest.get()).isBetween(BlobStore.MAX_CREATE / 2, BlobStore.MAX_CREATE);
    }
}
