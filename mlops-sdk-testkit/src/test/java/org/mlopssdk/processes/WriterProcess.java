package org.mlopssdk.processes;

import static org.mlopssdk.gate.Condition.atLeast;
import static org.mlopssdk.gate.Condition.dropAtMost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.ConflictException;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.registry.AliasChange;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.registry.NewVersion;
import org.mlopssdk.registry.Promotion;
import org.mlopssdk.run.Experiment;
import org.mlopssdk.run.Run;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.DirectoryBlobStore;

/**
 * A program that logs runs, puts content, registers versions of one model and promotes them, one after the other, until a file tells it to
 * stop. What it was told has happened it writes down, after it was told so.
 */
final class WriterProcess {

    static final String MODEL = "failure";
    static final String ALIAS = "champion";
    static final String EXPERIMENT = "failure";
    static final String METRIC = "loss";

    /** System properties: how far the writer's clock is off, and whether it puts content that no version refers to. */
    private static final String CLOCK_OFF = "writer.clock.off";

    private static final String PUTS = "writer.puts";

    private static final int POINTS = 20;
    private static final int ROUNDS_OF_A_RUN = 4;
    private static final Gate GATE = Gate.named("release")
            .require("f1", atLeast(0.5))
            .require("f1", dropAtMost(0.4).orBootstrap());

    private final BlobStore store;
    private final Artifact model;
    private final Experiment experiment;
    private final String name;
    private final AckLog acks;
    private final Path stop;

    private WriterProcess(BlobStore store, MlOps mlops, String name, AckLog acks, Path stop) {
        this.store = store;
        this.model = mlops.model(MODEL);
        this.experiment = mlops.experiment(EXPERIMENT);
        this.name = name;
        this.acks = acks;
        this.stop = stop;
    }

    /** The command that starts a writer; see {@link #clockOff} and {@link #withoutPuts} for what may be said to its JVM. */
    static List<String> command(Path store, String name, Path log, Path stop, String... forTheJvm) {
        return ChildJvm.command(
                WriterProcess.class, List.of(forTheJvm), store.toString(), name, log.toString(), stop.toString());
    }

    static String clockOff(Duration time) {
        return "-D" + CLOCK_OFF + "=" + time;
    }

    static String withoutPuts() {
        return "-D" + PUTS + "=false";
    }

    /** Takes the store, the writer's name, the file of acknowledgements, and the file that ends it. */
    public static void main(String[] args) throws IOException {
        String name = args[1];
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.parse(System.getProperty(CLOCK_OFF, "PT0S")));
        DirectoryBlobStore store = DirectoryBlobStore.open(Path.of(args[0]));
        try (MlOps mlops =
                        MlOps.builder().store(store).author(name).clock(clock).open();
                AckLog acks = AckLog.create(Path.of(args[2]))) {
            new WriterProcess(store, mlops, name, acks, Path.of(args[3])).work();
        }
    }

    private boolean goesOn() {
        return Files.notExists(stop);
    }

    /** All the time there is a run that is left to be written by itself. */
    private void work() throws IOException {
        boolean puts = Boolean.parseBoolean(System.getProperty(PUTS, "true"));
        Run quiet = experiment.start();
        long points = 0;
        for (int round = 0; goesOn(); round += ROUNDS_OF_A_RUN) {
            Run run = experiment.start();
            for (int i = 0; i < ROUNDS_OF_A_RUN && goesOn(); i++) {
                String text = name + "-" + (round + i);
                promote(register(run, text), text);
                if (puts) {
                    acks.put(store.put(Content.of(Payload.bytes(text + "-put"))), text + "-put");
                }
                points = log(quiet, points);
                measure(run, i);
            }
            end(run);
        }
        end(quiet);
    }

    private long log(Run run, long before) throws IOException {
        for (long step = before; step < before + POINTS; step++) {
            run.metric(METRIC, Payload.point(run.id(), step), step);
        }
        acks.logged(run.id(), before + POINTS);
        return before + POINTS;
    }

    private void measure(Run run, int round) throws IOException {
        long points = log(run, (long) round * POINTS);
        if (round % 2 == 0) {
            run.flush();
            acks.flushed(run.id(), points);
        }
    }

    private void end(Run run) throws IOException {
        run.close();
        acks.ended(run.id());
    }

    private ArtifactVersion register(Run run, String text) throws IOException {
        NewVersion version = model.newVersion()
                .from(run)
                .metrics(Metrics.of("f1", 0.6 + Math.floorMod(text.hashCode(), 30) / 100.0));
        Payload.files(text).forEach(version::add);
        ArtifactVersion registered = version.register();
        acks.registered(registered.number(), registered.digest(), text);
        return registered;
    }

    /** Looks again and tries again while others are first. */
    private void promote(ArtifactVersion version, String text) throws IOException {
        while (goesOn()) {
            try {
                AliasChange change = promotion(version, text).commit().get(0);
                acks.moved(change.revision(), change.to(), text);
                return;
            } catch (ConflictException e) {
                acks.refused(text);
            }
        }
    }

    /** Every other version is promoted on evidence, the rest on a person's word. */
    private Promotion promotion(ArtifactVersion version, String text) {
        if (version.number() % 2 == 0) {
            return model.promote(version).to(ALIAS).overriding(text);
        }
        return model.promote(version)
                .to(ALIAS)
                .requiring(GATE.evaluate(version, model.alias(ALIAS)))
                .because(text);
    }
}
