package org.mlopssdk.monitoring.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.table.Table;

class RecorderTest {
    private static final long SEED = Long.getLong("mlops.seed", 1);
    private static final ReferenceProfile PROFILE = ReferenceProfile.fit(Table.builder()
            .column("x", 0, 1, 1, 2)
            .column("s", "a", "b", "a", null)
            .column("y", 5, 6, 7, 8.5)
            .build());

    @Test
    void aSnapshotHoldsWhatWasRecordedSinceTheLast() {
        Recorder recorder = PROFILE.newRecorder();
        recorder.record("x", 1);
        recorder.record("s", "a");
        recorder.recordRow(new double[] {2.5, 6}, new String[] {"zebra"});

        Window expected = PROFILE.newWindow()
                .record("x", 1)
                .record("s", "a")
                .recordRow(new double[] {2.5, 6}, new String[] {"zebra"});
        assertThat(recorder.snapshot().toJson()).isEqualTo(expected.toJson());
        assertThat(recorder.snapshot().toJson()).isEqualTo(PROFILE.newWindow().toJson());
        recorder.record("x", Double.NaN);
        assertThat(recorder.snapshot().toJson())
                .isEqualTo(PROFILE.newWindow().record("x", Double.NaN).toJson());
        assertThat(recorder.profile()).isSameAs(PROFILE);
        assertThat(recorder).asString().contains("for any number of threads");
    }

    @Test
    void whatIsRefusedLeavesTheRecorderUsable() {
        Recorder recorder = PROFILE.newRecorder();
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> recorder.record("z", 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> recorder.record("x", "a")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> recorder.recordRow(1, 2)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> recorder.recordRow(new double[3], new String[1]))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        assertThat(recorder.snapshot().toJson()).isEqualTo(PROFILE.newWindow().toJson());
    }

    @Test
    void nothingIsLostOrDoubledWhileSnapshotsAreTaken() throws Exception {
        stress(4, 30_000);
    }

    @Tag("heavy")
    @Test
    void nothingIsLostOrDoubledWithManyThreads() throws Exception {
        for (int threads : new int[] {1, 2, 3, 8, 40}) {
            stress(threads, 2_000_000 / threads);
        }
    }

    /** Each thread records rows of its own; snapshots add up to all of them, and each holds whole rows. */
    private static void stress(int threads, int rows) throws Exception {
        Recorder recorder = PROFILE.newRecorder();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch running = new CountDownLatch(threads);
        Window sum = PROFILE.newWindow();
        try {
            List<Future<Window>> recorded = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                SplittableRandom random = new SplittableRandom(SEED + thread);
                recorded.add(pool.submit(recording(recorder, rows, random, running)));
            }
            int snapshots = 0;
            while (running.getCount() > 0 || snapshots < 2) {
                Window part = recorder.snapshot();
                assertThat(rowsOf(part.numeric("x")))
                        .as("rows are whole, seed %s", SEED)
                        .isEqualTo(rowsOf(part.text("s")))
                        .isEqualTo(rowsOf(part.numeric("y")));
                sum.merge(part);
                snapshots++;
            }
            sum.merge(recorder.snapshot());
            Window expected = PROFILE.newWindow();
            for (Future<Window> one : recorded) {
                expected.merge(one.get());
            }
            assertThat(sum.toJson())
                    .as("seed %s, %s threads, %s snapshots", SEED, threads, snapshots)
                    .isEqualTo(expected.toJson());
        } finally {
            pool.shutdownNow();
        }
    }

    private static Callable<Window> recording(
            Recorder recorder, int rows, SplittableRandom random, CountDownLatch running) {
        return () -> {
            try {
                Window own = PROFILE.newWindow();
                double[] numbers = new double[2];
                String[] texts = new String[1];
                for (int row = 0; row < rows; row++) {
                    numbers[0] = random.nextInt(4) - 0.5 * random.nextInt(2);
                    numbers[1] = random.nextInt(10) == 0 ? Double.NaN : random.nextInt(4, 10);
                    texts[0] = random.nextBoolean() ? "a" : null;
                    recorder.recordRow(numbers, texts);
                    own.recordRow(numbers, texts);
                }
                return own;
            } finally {
                running.countDown();
            }
        };
    }

    private static long rowsOf(FeatureCounter counter) {
        return counter.missing() + counter.values();
    }
}
