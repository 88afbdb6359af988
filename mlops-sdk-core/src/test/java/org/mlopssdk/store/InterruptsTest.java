package org.mlopssdk.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.run.Run;
import org.mlopssdk.run.RunOptions;
import org.mlopssdk.run.RunStatus;

/** A thread that is interrupted, at whatever moment, does its work as if nothing had happened, and finds its flag set afterwards. */
class InterruptsTest {

    private static final BlobKey KEY = BlobKey.of("journal/model/failure/00000000000000000001");
    private static final BlobKey TRASH = BlobKey.of("trash/one/content");
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @AfterEach
    void clearTheFlag() {
        Thread.interrupted();
    }

    /** Interrupts its thread before a step, and another time after it. */
    private static final class InterruptingDisk implements ObservedDisk.Observer {

        private final Thread victim = Thread.currentThread();
        private final boolean before;
        private final int number;
        private int steps;

        InterruptingDisk(int number, boolean before) {
            this.number = number;
            this.before = before;
        }

        boolean hasInterrupted() {
            return steps > number;
        }

        @Override
        public void observe(ObservedDisk.Step step, ObservedDisk.Action action) throws IOException {
            boolean now = Thread.currentThread() == victim && steps++ == number;
            if (now && before) {
                victim.interrupt();
            }
            try {
                action.run();
            } finally {
                if (now && !before) {
                    victim.interrupt();
                }
            }
        }
    }

    private interface Work {
        void on(Path root, Disk disk) throws Exception;
    }

    /** The real disk, whose syncs are what an interrupt would break. */
    private void interruptAtEachStep(int expected, Work work) throws Exception {
        for (boolean before : new boolean[] {true, false}) {
            int steps = 0;
            for (boolean interrupted = true; interrupted; steps++) {
                Path root = directory.resolve((before ? "before-" : "after-") + steps);
                InterruptingDisk interrupting = new InterruptingDisk(steps, before);
                work.on(root, new ObservedDisk(LocalDisk.of(root.getFileSystem()), interrupting));
                interrupted = interrupting.hasInterrupted();
                assertThat(Thread.interrupted())
                        .as("the flag after an interrupt at step %s", steps)
                        .isEqualTo(interrupted);
            }
            assertThat(steps).isGreaterThan(expected);
        }
    }

    @Test
    void doNotBreakAStore() throws Exception {
        interruptAtEachStep(30, (root, disk) -> {
            DirectoryBlobStore store = DirectoryBlobStore.open(root, disk);
            assertThat(store.properties().durable()).isTrue();
            assertThat(store.create(KEY, CONTENT)).isEqualTo(Creation.CREATED);
            assertThat(store.create(KEY, CONTENT)).isEqualTo(Creation.EXISTS);
            Digest digest = store.put(Content.of(CONTENT));
            assertThat(store.put(Content.of(CONTENT))).isEqualTo(digest);
            assertThat(store.confirm(digest)).isTrue();
            assertThat(PowerCuts.read(store, digest.key())).isEqualTo(CONTENT);
            assertThat(store.move(KEY, TRASH)).isTrue();
            store.delete(TRASH);
            assertThat(store.list("", "", 10)).containsExactly(digest.key());
            assertThat(root.resolve(BlobKey.RESERVED)).isEmptyDirectory();
        });
    }

    @Test
    void doNotBreakARegistrationOrAPromotion() throws Exception {
        interruptAtEachStep(40, (root, disk) -> {
            try (MlOps mlops =
                    MlOps.builder().store(DirectoryBlobStore.open(root, disk)).open()) {
                ArtifactVersion version = register(mlops);
                mlops.model("failure")
                        .promote(version)
                        .to("champion")
                        .overriding("because")
                        .commit();
                assertThat(mlops.model("failure").alias("champion").require()).isEqualTo(version);
            }
            assertThat(root.resolve(BlobKey.RESERVED)).isEmptyDirectory();
        });
    }

    private static ArtifactVersion register(MlOps mlops) {
        return mlops.model("failure")
                .newVersion()
                .add("model.txt", CONTENT)
                .metrics(Metrics.of("f1", 0.8))
                .register();
    }

    /** Runs something with the flag set, and requires that it still is. */
    private static <T> T interrupted(Callable<T> work) throws Exception {
        Thread.currentThread().interrupt();
        T result = work.call();
        assertThat(Thread.interrupted()).as("the flag afterwards").isTrue();
        return result;
    }

    @Test
    void thatCameBeforeKeepNoOperationFromItsWork() throws Exception {
        Path file = Files.write(directory.resolve("file.bin"), new byte[300_000]);
        MlOps mlops = interrupted(() -> MlOps.open(directory.resolve("ml")));
        try (mlops) {
            Artifact model = mlops.model("failure");
            ArtifactVersion version = interrupted(() -> model.newVersion()
                    .add("model.txt", CONTENT)
                    .add("big.bin", file)
                    .register());
            interrupted(() ->
                    model.promote(version).to("champion").overriding("because").commit());
            assertThat(interrupted(() -> model.alias("champion").require())).isEqualTo(version);
            assertThat(interrupted(() -> model.history("champion").changes())).hasSize(1);
            assertThat(interrupted(() -> model.versions())).hasSize(1);
            assertThat(interrupted(mlops::models)).containsExactly("failure");
            assertThat(interrupted(() -> model.tag(1, "key", "value")).tags()).containsEntry("key", "value");
            assertThat(interrupted(() -> version.verify().findings())).isEmpty();
            try (InputStream in = interrupted(() -> version.open("big.bin"))) {
                ByteArrayOutputStream read = new ByteArrayOutputStream();
                assertThat(interrupted(() -> in.transferTo(read))).isEqualTo(300_000);
            }
            Path copy = interrupted(() -> version.materialize(directory.resolve("copy")));
            assertThat(copy.resolve("big.bin")).hasSameBinaryContentAs(file);
            workOnARun(mlops);
            assertThat(interrupted(() -> mlops.verify().findings())).isEmpty();
            interrupted(() -> {
                mlops.close();
                return true;
            });
        }
    }

    private static void workOnARun(MlOps mlops) throws Exception {
        Run run = interrupted(() -> mlops.experiment("failure").start());
        interrupted(() -> run.metric("loss", 0.5).param("trees", 50));
        interrupted(() -> {
            run.flush();
            return true;
        });
        assertThat(interrupted(() -> run.record().history("loss"))).hasSize(1);
        interrupted(() -> {
            run.close();
            return true;
        });
        assertThat(interrupted(() -> mlops.experiment("failure").get(run.id()).status()))
                .isEqualTo(RunStatus.FINISHED);
    }

    /** A run whose capacity is used up makes the caller wait: an interrupt neither ends the wait nor loses the point. */
    @Test
    void doNotBreakAFullLog() throws Exception {
        RunOptions narrow = RunOptions.ofDefaults().capacity(1).flushEvery(Duration.ofHours(1));
        try (MlOps mlops =
                MlOps.builder().directory(directory.resolve("ml")).runs(narrow).open()) {
            Run run = mlops.experiment("failure").start();
            for (int step = 0; step < 20; step++) {
                int now = step;
                interrupted(() -> run.metric("loss", 0.5, now));
            }
            run.close();
            assertThat(mlops.experiment("failure").get(run.id()).history("loss"))
                    .hasSize(20);
        }
    }

    @Tag("heavy")
    @Test
    void ofAnotherThreadAtRandomMomentsLoseNothing() throws Exception {
        long seed = Long.getLong("mlops.seed", 1);
        System.out.println("InterruptsTest: seed " + seed);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger interrupts = new AtomicInteger();
        Thread victim = Thread.currentThread();
        Thread other = new Thread(() -> {
            SplittableRandom random = new SplittableRandom(seed);
            while (!done.get()) {
                LockSupport.parkNanos(random.nextLong(300_000));
                if (!done.get()) {
                    victim.interrupt();
                    interrupts.incrementAndGet();
                }
            }
        });
        other.start();
        int rounds = 150;
        try (MlOps mlops = MlOps.open(directory.resolve("ml"))) {
            for (int round = 1; round <= rounds; round++) {
                ArtifactVersion version = register(mlops);
                assertThat(version.number()).isEqualTo(round);
                mlops.model("failure")
                        .promote(version)
                        .to("champion")
                        .overriding("round " + round)
                        .commit();
                Thread.interrupted();
            }
            try (Run run = mlops.experiment("failure").start()) {
                for (int step = 0; step < rounds; step++) {
                    run.metric("loss", step, step);
                    run.flush();
                }
            }
        } finally {
            done.set(true);
            LockSupport.unpark(other);
            join(other);
        }
        assertThat(interrupts).hasPositiveValue();
        try (MlOps mlops = MlOps.open(directory.resolve("ml"))) {
            assertThat(mlops.model("failure").history("champion").changes()).hasSize(rounds);
            assertThat(mlops.experiment("failure").latest().orElseThrow().history("loss"))
                    .hasSize(rounds);
            assertThat(mlops.verify().findings()).isEmpty();
        }
        System.out.println("InterruptsTest: " + interrupts + " interrupts in " + rounds + " rounds");
    }

    private static void join(Thread thread) {
        Thread.interrupted();
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // the last one; the next join waits
            }
        }
    }
}
