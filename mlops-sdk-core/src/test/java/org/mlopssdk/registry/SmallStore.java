package org.mlopssdk.registry;

import static org.mlopssdk.gate.Condition.atLeast;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.mlopssdk.MlOps;
import org.mlopssdk.artifact.ArtifactFile;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.run.Run;
import org.mlopssdk.run.RunRecord;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.MemoryBlobStore;

/** A small store with something of every kind in it, and all that can be read of it. */
final class SmallStore {

    static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private static final Map<String, Function<MlOps, Object>> READINGS = readings();

    /** Each key and what it holds, as it should be. */
    final Map<BlobKey, byte[]> files = new TreeMap<>();

    /** The same, for damaging. */
    final MemoryBlobStore store = new MemoryBlobStore();

    /** All that is read of the store as it should be. */
    final Map<String, String> told;

    SmallStore(int moreTags) {
        write(store, moreTags);
        store.list("", "", 1000).forEach(key -> files.put(key, bytes(key)));
        try (MlOps mlops = open()) {
            told = tell(mlops);
        }
    }

    MlOps open() {
        return open(store);
    }

    static MlOps open(BlobStore store) {
        return MlOps.builder()
                .store(store)
                .clock(Clock.fixed(NOON, ZoneOffset.UTC))
                .random(new SplittableRandom(1))
                .author("alice")
                .open();
    }

    byte[] bytes(BlobKey key) {
        try (InputStream in = store.open(key, ByteRange.ALL).orElseThrow()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void replace(BlobKey key, byte[] bytes) {
        store.delete(key);
        store.create(key, bytes);
    }

    /** Puts back whatever was changed. */
    void restore() {
        store.list("", "", 1000).stream().filter(key -> !files.containsKey(key)).forEach(store::delete);
        files.forEach(this::replace);
    }

    private static void write(BlobStore store, int moreTags) {
        MlOps mlops = open(store); // stays open, so that a run goes on
        Artifact dataset = mlops.dataset("machines");
        ArtifactVersion data =
                dataset.newVersion().add("a.csv", bytes("x\n1\n")).register();
        Artifact model = mlops.model("failure");
        Run finished = mlops.experiment("failure").start();
        finished.input(data).param("trees", 50).tag("stage", "dev").metric("loss", 0.5, 1);
        model.newVersion()
                .from(finished)
                .add("model.txt", bytes("y = x"))
                .add("sub/notes.txt", bytes("first"))
                .metrics(Metrics.of("f1", 0.8))
                .describe("the first")
                .register();
        finished.close();
        ArtifactVersion second = model.newVersion()
                .add("model.txt", bytes("y = 2 x"))
                .metrics(Metrics.of("f1", 0.9))
                .register();
        GateReport report = Gate.named("release").require("f1", atLeast(0.78)).evaluate(second);
        model.promote(second).to("champion").requiring(report).because("better").commit();
        model.tag(1, "team", "red");
        model.tag(1, "owner", "bob");
        model.untag(1, "owner");
        for (int i = 0; i < moreTags; i++) {
            model.tag(2, "count", "number " + i);
        }
        store.put(Content.of(bytes("nothing refers to this")));
        mlops.garbage().collect(); // sets it aside
        store.put(Content.of(bytes("nor to this")));
        Run running = mlops.experiment("failure").start();
        running.metric("loss", 0.25, 1);
        running.flush();
        running.metric("loss", 0.125, 2);
        running.flush();
    }

    /** What each way of reading tells, or that it refuses to. */
    static Map<String, String> tell(MlOps mlops) {
        Map<String, String> told = new TreeMap<>();
        READINGS.forEach((name, reading) -> {
            try {
                told.put(name, String.valueOf(reading.apply(mlops)));
            } catch (MlOpsException e) {
                told.put(name, refusal(e));
            }
        });
        return told;
    }

    static boolean isRefusal(String told) {
        return told.startsWith("refused: ") || told.contains("damaged: ");
    }

    private static String refusal(MlOpsException e) {
        return "refused: " + e.getMessage();
    }

    private static Map<String, Function<MlOps, Object>> readings() {
        Map<String, Function<MlOps, Object>> readings = new TreeMap<>();
        readings.put("models", MlOps::models);
        readings.put("datasets", MlOps::datasets);
        readings.put("experiments", MlOps::experiments);
        readings.put("checkpoint", mlops -> mlops.checkpoint().toText());
        readings.put("dataset", mlops -> describe(mlops.dataset("machines").version(1)));
        readings.put("dataset file", mlops -> content(mlops.dataset("machines").version(1)));
        for (int number = 1; number <= 2; number++) {
            long version = number;
            readings.put("version " + number, mlops -> describe(failure(mlops).version(version)));
            readings.put(
                    "description " + number,
                    mlops -> failure(mlops).version(version).description());
            readings.put(
                    "metrics " + number,
                    mlops -> failure(mlops).version(version).metrics());
            readings.put(
                    "lineage " + number,
                    mlops -> failure(mlops).version(version).lineage());
            readings.put(
                    "author " + number, mlops -> failure(mlops).version(version).registeredBy());
            readings.put("files " + number, mlops -> content(failure(mlops).version(version)));
        }
        readings.put("versions", mlops -> failure(mlops).versions());
        readings.put("latest", mlops -> failure(mlops).latest());
        readings.put("alias", mlops -> failure(mlops).alias("champion"));
        readings.put("baseline", mlops -> failure(mlops).alias("champion").baseline());
        readings.put("aliases", mlops -> failure(mlops).aliases());
        readings.put("history", mlops -> failure(mlops).history("champion"));
        readings.put("as of noon", mlops -> failure(mlops).championAsOf(NOON));
        readings.put("report", mlops -> {
            List<GateReport> reports = new ArrayList<>();
            failure(mlops).history("champion").forEach(change -> reports.add(mlops.report(change.decision())));
            return reports;
        });
        readings.put("runs", mlops -> mlops.experiment("failure").runs().size());
        readings.put(
                "latest run",
                mlops -> describe(mlops.experiment("failure").latest().orElseThrow()));
        readings.put(
                "first run",
                mlops -> describe(mlops.experiment("failure").runs().get(0)));
        return readings;
    }

    private static Artifact failure(MlOps mlops) {
        return mlops.model("failure");
    }

    private static String describe(ArtifactVersion version) {
        return version.ref() + " " + version.digest() + " " + version.contentDigest() + " " + version.registered() + " "
                + version.tags();
    }

    private static String describe(RunRecord run) {
        return run + " " + run.id() + " " + run.status() + " " + run.started() + " " + run.ended() + " " + run.params()
                + " " + run.tags() + " " + run.metrics() + " " + run.history("loss") + " " + run.lineage() + " "
                + run.environment() + " " + run.failure();
    }

    private static String content(ArtifactVersion version) {
        StringBuilder text = new StringBuilder();
        for (ArtifactFile file : version.files().list()) {
            try (InputStream in = version.open(file.path())) {
                text.append(file).append(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return text.toString();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
