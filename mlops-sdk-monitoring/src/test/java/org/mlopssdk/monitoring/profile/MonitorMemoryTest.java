package org.mlopssdk.monitoring.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.monitoring.table.TableBuilder;

/** What a monitor of 100 features takes in memory, as the heap tells after garbage was collected; prints the table of the decision record. */
@Tag("heavy")
class MonitorMemoryTest {
    private static final int FEATURES = 100;
    private static final int ROWS = 50_000;
    private static final double MEGABYTE = 1e6;

    /** What was made, so that it is there while the heap is measured. */
    private final List<Object> kept = new ArrayList<>();

    @Test
    void aMonitorOfAHundredFeaturesTakesLessThanTwentyMegabytes() {
        byte[] json = reference().toJson();
        for (int breakPoints : new int[] {8_192, 1_024, 0}) {
            double profile = megabytes(() -> ReferenceProfile.fromJson(json).coarsened(breakPoints));
            ReferenceProfile made = (ReferenceProfile) kept.get(kept.size() - 1);
            double recorder = megabytes(() -> used(made));
            double window = megabytes(made::newWindow);
            System.out.printf(
                    "%s, up to %,d break points: profile %.2f MB, with a recorder %.2f MB, a window more %.2f MB, "
                            + "JSON %.2f MB, compact form %.2f MB%n",
                    getClass().getSimpleName(),
                    breakPoints,
                    profile,
                    profile + recorder,
                    window,
                    made.toJson().length / MEGABYTE,
                    CompactForm.of(made).length / MEGABYTE);
            assertThat(profile + recorder).as("profile and recorder, in MB").isBetween(0.01, 20.0);
        }
    }

    /** Two thirds of the features are continuous, a sixth are small integers, a sixth are texts. */
    private static ReferenceProfile reference() {
        Random random = new Random(1);
        TableBuilder table = Table.builder();
        for (int feature = 0; feature < FEATURES; feature++) {
            String name = "feature " + feature;
            switch (feature % 6) {
                case 0 ->
                    table.column(
                            name,
                            IntStream.range(0, ROWS)
                                    .mapToObj(row -> "category " + random.nextInt(20))
                                    .toArray(String[]::new));
                case 1 ->
                    table.column(name, random.ints(ROWS, 0, 20).asDoubleStream().toArray());
                default ->
                    table.column(
                            name,
                            IntStream.range(0, ROWS)
                                    .mapToDouble(row -> random.nextGaussian())
                                    .toArray());
            }
        }
        return ReferenceProfile.fit(table.build());
    }

    /** A recorder as it is while in use: one that recorded rows, and of which snapshots were taken. */
    private static Recorder used(ReferenceProfile profile) {
        Recorder recorder = profile.newRecorder();
        for (int snapshot = 0; snapshot < 2; snapshot++) {
            recorder.record("feature 1", 5);
            recorder.record("feature 2", 0.5);
            assertThat(recorder.snapshot().numeric("feature 2").values()).isEqualTo(1);
        }
        return recorder;
    }

    private double megabytes(Supplier<Object> made) {
        long before = heap();
        kept.add(made.get());
        return (heap() - before) / MEGABYTE;
    }

    /** The least of several looks, since what was not collected at one is at another. */
    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
