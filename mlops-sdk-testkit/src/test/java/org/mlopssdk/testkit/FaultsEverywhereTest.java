package org.mlopssdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mlopssdk.gate.Condition.atLeast;
import static org.mlopssdk.testkit.Calls.any;
import static org.mlopssdk.testkit.Calls.open;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.artifact.Verification;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.registry.NewVersion;
import org.mlopssdk.registry.Promotion;
import org.mlopssdk.run.Run;
import org.mlopssdk.run.RunOptions;
import org.mlopssdk.run.RunRecord;
import org.mlopssdk.run.RunStatus;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.DirectoryBlobStore;
import org.mlopssdk.store.MemoryBlobStore;

/**
 * The whole library on a store that goes wrong at its k-th call, for each k and in each way: what is acknowledged is there, what fails says so
 * with a typed error, and the same operation tried again ends in exactly one version and one move.
 */
class FaultsEverywhereTest {

    private static final int ATTEMPTS = 5;
    private static final byte[] WEIGHTS = "y = 2 x".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    /** One way of going wrong at a call. */
    private enum Way {
        FAILS((calls, store) -> store.on(calls).fails()),
        LOSES_THE_REQUEST((calls, store) -> store.on(calls).losesTheRequest()),
        LOSES_THE_RESPONSE((calls, store) -> store.on(calls).losesTheResponse());

        private final BiFunction<Calls, FaultyBlobStore, FaultyBlobStore> plan;

        Way(BiFunction<Calls, FaultyBlobStore, FaultyBlobStore> plan) {
            this.plan = plan;
        }
    }

    @Test
    void aFaultAtAnyCallInMemoryLosesNothing() throws Exception {
        assertSoundWhateverCallGoesWrong(MemoryBlobStore::new);
    }

    @Test
    @Tag("heavy")
    void aFaultAtAnyCallOnADirectoryLosesNothing() throws Exception {
        int[] stores = {0};
        assertSoundWhateverCallGoesWrong(() -> DirectoryBlobStore.open(directory.resolve("store" + stores[0]++)));
    }

    private static void assertSoundWhateverCallGoesWrong(Supplier<BlobStore> stores) throws Exception {
        long calls = new Story(stores.get()).play();
        System.out.println("a sound story has " + calls + " calls");
        assertThat(calls).isGreaterThan(40);
        for (Way way : Way.values()) {
            for (long k = 1; k <= calls; k++) {
                Story once = new Story(stores.get());
                way.plan.apply(any().number(k), once.store);
                once.play("call " + k + " " + way, 1);

                Story untilHealed = new Story(stores.get());
                way.plan.apply(any().from(k), untilHealed.store);
                untilHealed.play("calls from " + k + " on " + way, 1);
            }
        }
    }

    @Test
    void contentThatIsReadTornOrTurnedIsNeverTakenForSound() throws Exception {
        Story sound = new Story(new MemoryBlobStore());
        sound.play();
        long reads = sound.store.count(open());
        assertThat(reads).isGreaterThan(20);
        for (long k = 1; k <= reads; k++) {
            for (int at : new int[] {0, 5, 70}) {
                Story torn = new Story(new MemoryBlobStore());
                torn.store.on(open().number(k)).truncates(at);
                torn.play("read " + k + " ends at " + at, 1);

                Story turned = new Story(new MemoryBlobStore());
                turned.store.on(open().number(k)).flips(at);
                turned.play("read " + k + " turned at " + at, 1);

                Story broken = new Story(new MemoryBlobStore());
                broken.store.on(open().number(k)).breaksOff(at);
                broken.play("read " + k + " breaks off at " + at, 1);
            }
        }
    }

    /** Registers, promotes, logs a run, resolves and verifies; each step is tried until it succeeds. */
    private static final class Story {

        private final BlobStore sound;
        private final FaultyBlobStore store;
        private String name = "a sound story";
        private long failuresLeft;
        private final List<String> failures = new ArrayList<>();

        Story(BlobStore sound) {
            this.sound = sound;
            this.store = FaultyBlobStore.around(sound);
        }

        void play(String as, long failuresAllowed) throws Exception {
            name = as;
            failuresLeft = failuresAllowed;
            play();
        }

        long play() throws Exception {
            try (MlOps mlops = open(store, 1);
                    MlOps peer = open(sound, 2)) {
                Artifact model = mlops.model("failure");
                Artifact known = peer.model("failure");
                ArtifactVersion version = register(model, known);
                promote(model, version, known);
                run(mlops, peer, version);
                assertThat(step("resolve", () -> read(model.alias("champion").require())))
                        .as(name)
                        .isEqualTo(WEIGHTS);
                assertThat(step("verify", () -> requireSound(mlops.verify())).isSound())
                        .isTrue();

                Verification verification = peer.verify();
                assertThat(verification.findings()).as(name).isEmpty();
                assertThat(known.versions()).as(name).hasSize(1);
                assertThat(known.history("champion")).as(name).hasSize(1);
            }
            return store.calls().size();
        }

        private ArtifactVersion register(Artifact model, Artifact known) throws Exception {
            NewVersion fresh = model.newVersion()
                    .add("model.txt", WEIGHTS)
                    .metrics(Metrics.of("f1", 0.9))
                    .tag("stage", "test");
            ArtifactVersion version = step("register", fresh::register);
            assertThat(version.number()).as(name).isEqualTo(1);
            assertThat(read(known.version(1))).as(name).isEqualTo(WEIGHTS);
            return version;
        }

        private void promote(Artifact model, ArtifactVersion version, Artifact known) throws Exception {
            GateReport report = step(
                    "gate",
                    () -> Gate.named("release").require("f1", atLeast(0.8)).evaluate(version, model.alias("champion")));
            Promotion promotion = step(
                    "begin promotion",
                    () -> model.promote(version).to("champion").requiring(report));
            assertThat(step("promote", promotion::commit)).as(name).hasSize(1);
            assertThat(known.alias("champion").require().number()).as(name).isEqualTo(1);
        }

        private void run(MlOps mlops, MlOps peer, ArtifactVersion version) throws Exception {
            Run run = step("start", () -> mlops.experiment("e").start());
            run.input(version).param("trees", 50).metric("loss", 0.5, 1);
            step("flush", () -> {
                run.flush();
                return run;
            });
            assertThat(peer.experiment("e").get(run.id()).history("loss"))
                    .as(name)
                    .hasSize(1);
            run.metric("loss", 0.25, 2);
            step("close", () -> {
                run.close();
                return run;
            });
            RunRecord record = peer.experiment("e").get(run.id());
            assertThat(record.status()).as(name).isEqualTo(RunStatus.FINISHED);
            assertThat(record.history("loss")).as(name).hasSize(2);
        }

        /** Tries a step until it succeeds. A fault costs it one attempt at most, and the error says what it was. */
        private <T> T step(String what, Callable<T> attempt) throws Exception {
            for (int i = 1; ; i++) {
                try {
                    return attempt.call();
                } catch (MlOpsException e) {
                    failures.add(what + ": " + e.getMessage());
                    assertThat(i).as("%s: %s", name, failures).isLessThan(ATTEMPTS);
                    assertThat(--failuresLeft).as("%s: %s", name, failures).isNotNegative();
                    store.heal();
                }
            }
        }

        private Verification requireSound(Verification verification) {
            if (verification.isSound()) {
                return verification;
            }
            throw new MlOpsException("verify", verification.toString());
        }

        private static byte[] read(ArtifactVersion version) throws IOException {
            try (InputStream in = version.open("model.txt")) {
                return in.readAllBytes();
            }
        }

        private static MlOps open(BlobStore store, long seed) {
            return MlOps.builder()
                    .store(store)
                    .random(new SplittableRandom(seed))
                    .runs(RunOptions.ofDefaults().flushEvery(Duration.ofHours(1)))
                    .open();
        }
    }
}
