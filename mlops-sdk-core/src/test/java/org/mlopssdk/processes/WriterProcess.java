package org.mlopssdk.processes;

import static org.mlopssdk.gate.Condition.atLeast;
import static org.mlopssdk.gate.Condition.dropAtMost;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.ConflictException;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.registry.AliasChange;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.registry.Promotion;

/**
 * A program that registers versions of one model and promotes them, one after the other, until a file tells it to stop. What it was told has
 * happened it writes down, after it was told so.
 */
final class WriterProcess {

    static final String MODEL = "failure";
    static final String ALIAS = "champion";
    static final String OWN_FILE = "own.txt";

    private static final byte[] SHARED =
            "the same in every version\n".repeat(100).getBytes(StandardCharsets.UTF_8);
    private static final Gate GATE = Gate.named("release")
            .require("f1", atLeast(0.5))
            .require("f1", dropAtMost(0.4).orBootstrap());

    private final Artifact model;
    private final String name;
    private final AckLog acks;
    private final Path stop;

    private WriterProcess(Artifact model, String name, AckLog acks, Path stop) {
        this.model = model;
        this.name = name;
        this.acks = acks;
        this.stop = stop;
    }

    /** Takes the store, the writer's name, the file of acknowledgements, and the file that ends it. */
    public static void main(String[] args) throws IOException {
        String name = args[1];
        try (MlOps mlops =
                        MlOps.builder().directory(Path.of(args[0])).author(name).open();
                AckLog acks = AckLog.create(Path.of(args[2]))) {
            new WriterProcess(mlops.model(MODEL), name, acks, Path.of(args[3])).work();
        }
    }

    private void work() throws IOException {
        for (int round = 0; !Files.exists(stop); round++) {
            String text = name + "-" + round;
            ArtifactVersion version = model.newVersion()
                    .add(OWN_FILE, text.getBytes(StandardCharsets.UTF_8))
                    .add("shared.txt", SHARED)
                    .metrics(Metrics.of("f1", 0.75 + round % 10 / 100.0))
                    .register();
            acks.registered(version.number(), version.digest(), text);
            promote(version, text);
        }
    }

    /** Looks again and tries again while others are first. */
    private void promote(ArtifactVersion version, String text) throws IOException {
        while (!Files.exists(stop)) {
            try {
                AliasChange change = promotion(version, text).commit().get(0);
                acks.moved(change.revision(), change.to(), text);
                return;
            } catch (ConflictException e) {
                acks.refused();
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
