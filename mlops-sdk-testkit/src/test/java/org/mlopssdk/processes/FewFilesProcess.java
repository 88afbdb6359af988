package org.mlopssdk.processes;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.registry.AliasChange;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.registry.NewVersion;
import org.mlopssdk.run.Experiment;
import org.mlopssdk.run.Run;
import org.mlopssdk.store.DirectoryBlobStore;

/**
 * A program that works while a thread of it takes and gives back all the files that it may open, at random moments, and works on when it has
 * enough again. What it was told happened it writes down. Only an {@link MlOpsException}, and only in want, is a failure that it lives with.
 */
final class FewFilesProcess {

    private static final int PHASES = 5;
    private static final int POINTS = 10;
    private static final int MOST_GIVEN_BACK = 20;
    private static final long LONGEST_WANT_NANOS = 200_000;
    private static final long LONGEST_PLENTY_NANOS = 4_000_000;

    private final Path store;
    private final Experiment experiment;
    private final Artifact model;
    private final AckLog acks;
    private int failures;

    private FewFilesProcess(Path store, MlOps mlops, AckLog acks) {
        this.store = store;
        this.experiment = mlops.experiment(WriterProcess.EXPERIMENT);
        this.model = mlops.model(WriterProcess.MODEL);
        this.acks = acks;
    }

    @FunctionalInterface
    private interface Step {
        void take() throws IOException;
    }

    /** The command that starts it, where few files may be open at once. */
    static List<String> command(Path store, Path log, long seed, int rounds) {
        List<String> java = ChildJvm.command(
                FewFilesProcess.class,
                List.of(),
                store.toString(),
                log.toString(),
                Long.toString(seed),
                Integer.toString(rounds));
        return List.of("bash", "-c", "ulimit -n 64; exec '" + String.join("' '", java) + "'");
    }

    /** Takes the store, the file of acknowledgements, a seed, and how many rounds it works in want. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path store = Path.of(args[0]);
        Path log = Path.of(args[1]);
        SplittableRandom random = new SplittableRandom(Long.parseLong(args[2]));
        int rounds = Integer.parseInt(args[3]);
        try (MlOps mlops = MlOps.open(store);
                AckLog acks = AckLog.create(log)) {
            FewFilesProcess process = new FewFilesProcess(store, mlops, acks);
            process.workInPlenty("before");
            for (int phase = 1; phase <= PHASES; phase++) {
                Thief thief = new Thief(log, random.split());
                try {
                    for (int round = 1; round <= rounds / PHASES; round++) {
                        process.work("want" + phase + "-" + round);
                    }
                } finally {
                    thief.stop();
                }
                process.workInPlenty("plenty" + phase);
            }
            System.out.println(process.failures + " failures");
        }
    }

    private void workInPlenty(String text) throws IOException {
        int before = failures;
        work(text);
        if (failures > before) {
            throw new IllegalStateException((failures - before) + " failures while there are files enough, " + text);
        }
    }

    private void work(String text) throws IOException {
        attempt(() -> {
            Run run = experiment.start();
            attempt(() -> log(run));
            attempt(() -> register(run, text));
            attempt(() -> {
                run.close();
                acks.ended(run.id());
            });
        });
        attempt(() -> promote(text));
        attempt(this::read);
        attempt(this::open);
    }

    private void log(Run run) throws IOException {
        for (long step = 0; step < POINTS; step++) {
            run.metric(WriterProcess.METRIC, Payload.point(run.id(), step), step);
        }
        acks.logged(run.id(), POINTS);
        run.flush();
        acks.flushed(run.id(), POINTS);
    }

    private void register(Run run, String text) throws IOException {
        NewVersion version = model.newVersion().from(run).metrics(Metrics.of("f1", 0.8));
        Payload.files(text).forEach(version::add);
        ArtifactVersion registered = version.register();
        acks.registered(registered.number(), registered.digest(), text);
    }

    private void promote(String text) throws IOException {
        ArtifactVersion version = model.latest().orElseThrow();
        AliasChange change = model.promote(version)
                .to(WriterProcess.ALIAS)
                .overriding(text)
                .commit()
                .get(0);
        acks.moved(change.revision(), change.to(), text);
    }

    private void read() throws IOException {
        ArtifactVersion version = model.alias(WriterProcess.ALIAS).require();
        version.verify();
        version.open(Payload.OWN_FILE).close();
        experiment.latest().orElseThrow().history(WriterProcess.METRIC);
    }

    /** What cannot be opened now must not pass for a file system that cannot sync. */
    private void open() {
        try (DirectoryBlobStore other = DirectoryBlobStore.open(store)) {
            if (!other.properties().durable()) {
                throw new IllegalStateException(other + " opens as one that is not durable");
            }
        }
    }

    private void attempt(Step step) throws IOException {
        try {
            step.take();
        } catch (MlOpsException e) {
            failures++;
            System.out.println(e);
        }
    }

    /** Takes files until there are none, gives some back, and so on. */
    private static final class Thief {

        private final Deque<FileInputStream> taken = new ArrayDeque<>();
        private final Path any;
        private final SplittableRandom random;
        private final Thread thread = new Thread(this::steal, "thief");
        private volatile boolean caught;

        Thief(Path any, SplittableRandom random) {
            this.any = any;
            this.random = random;
            thread.start();
        }

        private void steal() {
            while (!caught) {
                takeAll();
                LockSupport.parkNanos(random.nextLong(LONGEST_WANT_NANOS));
                giveBack(random.nextInt(MOST_GIVEN_BACK));
                LockSupport.parkNanos(random.nextLong(LONGEST_PLENTY_NANOS));
            }
            giveBack(Integer.MAX_VALUE);
        }

        private void takeAll() {
            try {
                while (true) {
                    taken.push(new FileInputStream(any.toFile()));
                }
            } catch (IOException e) {
                // there are none left, which is what it wants
            }
        }

        private void giveBack(int most) {
            try {
                for (int i = 0; i < most && !taken.isEmpty(); i++) {
                    taken.pop().close();
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        void stop() throws InterruptedException {
            caught = true;
            thread.join();
        }
    }
}
