package org.mlopssdk.powercut;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.ConflictException;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.registry.AliasChange;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.run.Run;
import org.mlopssdk.run.RunOptions;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.DirectoryBlobStore;

/**
 * A program that does everything the store can do until its power is cut, and prints a line for each thing it was told had happened. Its
 * threads work on the same few models, experiments and contents through two stores opened on one directory, so that races are lost and
 * directories are made by several at once; every few rounds all move on to new ones.
 */
final class Workload {

    static final String ALIAS = "champion";
    static final String OWN_FILE = "own.txt";
    static final String METRIC = "loss";

    private static final int THREADS = 4;
    private static final int STORES = 2;
    private static final int ROUNDS_ON_ONE = 4;
    private static final int POINTS = 20;
    private static final int LARGE = 12_000;
    private static final CyclicBarrier TOGETHER = new CyclicBarrier(THREADS);

    private final MlOps mlops;
    private final BlobStore store;
    private final int thread;

    private Workload(MlOps mlops, BlobStore store, int thread) {
        this.mlops = mlops;
        this.store = store;
        this.thread = thread;
    }

    public static void main(String[] args) {
        Path directory = Path.of(args[0]);
        for (int s = 0; s < STORES; s++) {
            BlobStore store = DirectoryBlobStore.open(directory);
            MlOps mlops = MlOps.builder()
                    .store(store)
                    .author("writer" + s)
                    .runs(RunOptions.ofDefaults().flushEvery(Duration.ofMillis(50)))
                    .open();
            for (int i = s; i < THREADS; i += STORES) {
                Workload workload = new Workload(mlops, store, i);
                new Thread(workload::work).start();
            }
        }
    }

    private void work() {
        try {
            for (int round = 0; ; round++) {
                TOGETHER.await();
                put(round);
                register(round);
                log(round);
            }
        } catch (RuntimeException | InterruptedException | BrokenBarrierException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    /** The same content for all threads: all but one lose the race. */
    private void put(int round) {
        Digest digest = store.put(Content.of(large(round)));
        System.out.println("content " + digest);
    }

    private void register(int round) {
        Artifact model = mlops.model("model-" + round / ROUNDS_ON_ONE);
        String text = "thread-" + thread + "-round-" + round;
        ArtifactVersion version = model.newVersion()
                .add(OWN_FILE, text.getBytes(StandardCharsets.UTF_8))
                .add("same.txt", ("the same for all in round " + round).getBytes(StandardCharsets.UTF_8))
                .add("weights/large.bin", large(-round * THREADS - thread - 1))
                .metrics(Metrics.of("f1", 0.8))
                .register();
        System.out.println("version " + model.name() + " " + version.number() + " " + version.digest() + " " + text);
        try {
            AliasChange change =
                    model.promote(version).to(ALIAS).overriding(text).commit().get(0);
            System.out.println("alias " + model.name() + " " + change.revision() + " " + change.to() + " " + text);
        } catch (ConflictException e) {
            // another was promoted meanwhile, which that one's writer says
        }
    }

    private void log(int round) {
        String experiment = "experiment-" + round / ROUNDS_ON_ONE;
        Run run = mlops.experiment(experiment).start();
        String name = experiment + " " + run.id();
        System.out.println("points " + name + " 0");
        for (int step = 1; step <= 2 * POINTS; step++) {
            run.metric(METRIC, 1.0 / step, step);
            if (step % POINTS == 0) {
                run.flush();
                System.out.println("points " + name + " " + step);
            }
        }
        if (round % 2 == 0) {
            run.close();
            System.out.println("finished " + name + " " + 2 * POINTS);
        }
    }

    private static byte[] large(long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[random.nextInt(LARGE)];
        random.nextBytes(bytes);
        return bytes;
    }
}
