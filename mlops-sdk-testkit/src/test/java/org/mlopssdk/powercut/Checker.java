package org.mlopssdk.powercut;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.mlopssdk.MlOps;
import org.mlopssdk.artifact.Finding;
import org.mlopssdk.metric.MetricPoint;
import org.mlopssdk.registry.AliasChange;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.run.Run;
import org.mlopssdk.run.RunRecord;
import org.mlopssdk.run.RunStatus;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.DirectoryBlobStore;
import org.mlopssdk.testkit.PowerCutCheck;

/**
 * Opens what a {@link Workload} left behind: all that it was told had happened is there, to the byte, nothing is torn, and work goes on. What
 * lies in {@code tmp/} does not matter.
 */
final class Checker {

    private final MlOps mlops;
    private final BlobStore store;
    private final Map<String, RunRecord> runs = new HashMap<>();

    private Checker(MlOps mlops, BlobStore store) {
        this.mlops = mlops;
        this.store = store;
    }

    public static void main(String[] args) throws IOException {
        PowerCutCheck.serve(Checker::check);
    }

    static Optional<String> check(Path directory, List<String> acknowledged) throws IOException {
        BlobStore store = DirectoryBlobStore.open(directory);
        try (MlOps mlops = MlOps.builder().store(store).open()) {
            Checker checker = new Checker(mlops, store);
            for (String line : acknowledged) {
                Optional<String> problem = checker.problem(line.split(" ", -1));
                if (problem.isPresent()) {
                    return Optional.of("lost \"" + line + "\": " + problem.get());
                }
            }
            return checker.unsound().or(checker::unusable);
        }
    }

    private Optional<String> problem(String[] words) throws IOException {
        return switch (words[0]) {
            case "content" -> content(new Digest(words[1]));
            case "version" -> version(words[1], Long.parseLong(words[2]), new Digest(words[3]), words[4]);
            case "alias" -> alias(words[1], Integer.parseInt(words[2]), Long.parseLong(words[3]), words[4]);
            case "points" -> points(words[1], words[2], Integer.parseInt(words[3]), false);
            case "finished" -> points(words[1], words[2], Integer.parseInt(words[3]), true);
            default -> Optional.of("not an acknowledgement");
        };
    }

    private Optional<String> content(Digest digest) throws IOException {
        Optional<InputStream> found = store.open(digest.key(), ByteRange.ALL);
        if (found.isEmpty()) {
            return Optional.of("it is absent");
        }
        try (InputStream in = found.get()) {
            return unless(Digest.of(in.readAllBytes()).equals(digest), "it holds other bytes");
        }
    }

    private Optional<String> version(String model, long number, Digest manifest, String text) throws IOException {
        ArtifactVersion version = mlops.model(model).version(number);
        if (!version.digest().equals(manifest)) {
            return Optional.of("it is another");
        }
        try (InputStream own = version.open(Workload.OWN_FILE)) {
            return unless(new String(own.readAllBytes(), StandardCharsets.UTF_8).equals(text), "it has another's file");
        }
    }

    private Optional<String> alias(String model, int revision, long version, String text) {
        List<AliasChange> changes = mlops.model(model).history(Workload.ALIAS).changes();
        if (changes.size() < revision) {
            return Optional.of("there are " + changes.size() + " moves");
        }
        AliasChange change = changes.get(revision - 1);
        return unless(change.to() == version && text.equals(change.decision().reason()), "it says " + change);
    }

    private Optional<String> points(String experiment, String id, int count, boolean finished) {
        RunRecord run =
                runs.computeIfAbsent(id, absent -> mlops.experiment(experiment).get(id));
        List<Long> steps = run.history(Workload.METRIC).stream()
                .map(MetricPoint::step)
                .limit(count)
                .toList();
        if (!steps.equals(LongStream.rangeClosed(1, count).boxed().toList())) {
            return Optional.of("there are the points " + steps);
        }
        return unless(!finished || run.status() == RunStatus.FINISHED, "it is " + run.status());
    }

    private static Optional<String> unless(boolean good, String problem) {
        return good ? Optional.empty() : Optional.of(problem);
    }

    private Optional<String> unsound() {
        List<Finding> findings = mlops.verify().findings();
        return unless(findings.isEmpty(), "not sound: " + findings);
    }

    private Optional<String> unusable() {
        for (String name : List.of("model-0", "after-the-cut")) {
            Artifact model = mlops.model(name);
            int known = model.versions().size();
            ArtifactVersion version = model.newVersion()
                    .add("file.txt", "after the cut".getBytes(StandardCharsets.UTF_8))
                    .register();
            if (version.number() != known + 1) {
                return Optional.of("after " + known + " versions comes " + version);
            }
            model.promote(version).to(Workload.ALIAS).overriding("goes on").commit();
        }
        try (Run run = mlops.experiment("experiment-0").start()) {
            run.metric(Workload.METRIC, 1, 1);
            run.flush();
        }
        return Optional.empty();
    }
}
