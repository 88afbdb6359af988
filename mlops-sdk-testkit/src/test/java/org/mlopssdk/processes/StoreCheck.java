package org.mlopssdk.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.mlopssdk.MlOps;
import org.mlopssdk.artifact.ArtifactFile;
import org.mlopssdk.metric.MetricPoint;
import org.mlopssdk.registry.AliasChange;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.run.RunRecord;
import org.mlopssdk.run.RunStatus;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.DirectoryBlobStore;

/**
 * Whether a store that {@link WriterProcess}es have left holds all that was acknowledged, nothing torn, and no number twice or not at all. Looks
 * at everything that is visible, acknowledged or not.
 */
final class StoreCheck {

    /**
     * How old a point may be at the least that was lost when its writer was killed: written each second, on a machine with more processes than
     * cores. Time in which the writer stood still does not count.
     */
    private static final Duration LOST_AT_MOST = Duration.ofSeconds(1).plus(Duration.ofSeconds(2));

    private final Path store;
    private final AckLog.Acks acks;

    private StoreCheck(Path store, AckLog.Acks acks) {
        this.store = store;
        this.acks = acks;
    }

    /**
     * What was found.
     *
     * @param owedPoints points that nobody had flushed, but that were old enough to be there
     * @param firstRead how long it took to open the store and to see where the alias points
     */
    record Counts(
            long versions,
            long moves,
            long puts,
            long runs,
            long points,
            long owedPoints,
            long checked,
            long temporaryFiles,
            Duration firstRead) {}

    static Counts check(Path store, AckLog.Acks acks) throws IOException {
        return new StoreCheck(store, acks).check();
    }

    private Counts check() throws IOException {
        long before = System.nanoTime();
        try (MlOps mlops = MlOps.open(store)) {
            Artifact model = mlops.model(WriterProcess.MODEL);
            long revision = model.alias(WriterProcess.ALIAS).revision();
            Duration firstRead = Duration.ofNanos(System.nanoTime() - before);

            List<ArtifactVersion> versions = model.versions();
            checkVersions(versions);
            List<AliasChange> changes = model.history(WriterProcess.ALIAS).changes();
            checkMoves(changes, versions.size());
            assertThat(revision).isEqualTo(changes.size());
            checkPuts();
            Map<String, Long> points =
                    checkRuns(mlops.experiment(WriterProcess.EXPERIMENT).runs());
            checkMakers(versions, points.keySet());
            long owed = checkPoints(points);
            var verification = mlops.verify();
            assertThat(verification.findings()).isEmpty();
            return new Counts(
                    versions.size(),
                    changes.size(),
                    acks.puts().size(),
                    points.size(),
                    points.values().stream().mapToLong(Long::longValue).sum(),
                    owed,
                    verification.checked(),
                    temporaryFiles(),
                    firstRead);
        }
    }

    private void checkVersions(List<ArtifactVersion> versions) throws IOException {
        assertThat(versions)
                .extracting(ArtifactVersion::number)
                .as("numbers without gaps")
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, versions.size()).boxed().toList());
        Map<Long, String> texts = new HashMap<>();
        for (ArtifactVersion version : versions) {
            texts.put(version.number(), checkFiles(version));
        }
        assertThat(texts.values()).as("no version was entered twice").doesNotHaveDuplicates();
        assertThat(acks.versions())
                .isNotEmpty()
                .extracting(AckLog.Registered::number)
                .as("no number was given twice")
                .doesNotHaveDuplicates();
        for (AckLog.Registered ack : acks.versions()) {
            assertThat(texts).as("an acknowledged version is there").containsEntry(ack.number(), ack.text());
            assertThat(versions.get((int) ack.number() - 1).digest()).isEqualTo(ack.manifest());
        }
    }

    /** Gives the text that all the files follow from. */
    private static String checkFiles(ArtifactVersion version) throws IOException {
        String text = new String(bytes(version, Payload.OWN_FILE), StandardCharsets.UTF_8);
        SortedMap<String, byte[]> expected = Payload.files(text);
        assertThat(version.files().list())
                .as("files of %s", version.ref())
                .extracting(ArtifactFile::path)
                .containsExactlyElementsOf(expected.keySet());
        for (String path : expected.keySet()) {
            assertThat(bytes(version, path)).as("%s of %s", path, version.ref()).isEqualTo(expected.get(path));
        }
        return text;
    }

    private static byte[] bytes(ArtifactVersion version, String path) throws IOException {
        try (InputStream in = version.files().open(path)) {
            return in.readAllBytes();
        }
    }

    private void checkMoves(List<AliasChange> changes, long versions) {
        for (int i = 0; i < changes.size(); i++) {
            AliasChange change = changes.get(i);
            assertThat(change.revision()).as("revisions without gaps").isEqualTo(i + 1L);
            assertThat(change.from())
                    .as("revision %s goes on where the one before it ended", change.revision())
                    .isEqualTo(i == 0 ? null : changes.get(i - 1).to());
            assertThat(change.to()).isBetween(1L, versions);
        }
        assertThat(changes)
                .extracting(change -> change.decision().reason())
                .as("no promotion was entered twice")
                .doesNotHaveDuplicates();
        var byRevision = changes.stream().collect(Collectors.toMap(AliasChange::revision, Function.identity()));
        assertThat(acks.moves())
                .extracting(AckLog.Moved::revision)
                .as("no revision was given twice")
                .doesNotHaveDuplicates();
        for (AckLog.Moved ack : acks.moves()) {
            assertThat(byRevision).as("an acknowledged move is there").containsKey(ack.revision());
            AliasChange change = byRevision.get(ack.revision());
            assertThat(change.to()).isEqualTo(ack.version());
            assertThat(change.decision().reason()).isEqualTo(ack.text());
        }
    }

    private void checkPuts() throws IOException {
        try (DirectoryBlobStore blobs = DirectoryBlobStore.open(store)) {
            for (AckLog.Put put : acks.puts()) {
                try (InputStream in = blobs.open(put.digest().key(), ByteRange.ALL)
                        .orElseThrow(() -> new AssertionError("acknowledged content is not there: " + put))) {
                    assertThat(in.readAllBytes()).as(put.toString()).isEqualTo(Payload.bytes(put.text()));
                }
            }
        }
    }

    /** Gives how many points each run has: those from the first to some step, each once and as it was logged. */
    private static Map<String, Long> checkRuns(List<RunRecord> runs) {
        Map<String, Long> points = new HashMap<>();
        for (RunRecord run : runs) {
            List<MetricPoint> history = run.history(WriterProcess.METRIC);
            for (int step = 0; step < history.size(); step++) {
                assertThat(history.get(step).step()).as("%s, step", run.id()).isEqualTo(step);
                assertThat(history.get(step).value())
                        .as("%s, value of step %s", run.id(), step)
                        .isEqualTo(Payload.point(run.id(), step));
            }
            if (tellsItsProcess(run)) {
                assertThat(run.status())
                        .as("%s, whose process has ended", run.id())
                        .isNotEqualTo(RunStatus.RUNNING);
            }
            points.put(run.id(), (long) history.size());
        }
        return points;
    }

    /** A process that had no files left to look at itself cannot be told from another of its number. */
    private static boolean tellsItsProcess(RunRecord run) {
        return run.environment().containsKey("process.identity")
                && !run.environment().get("host").equals("unknown");
    }

    private static void checkMakers(List<ArtifactVersion> versions, Set<String> runs) {
        for (ArtifactVersion version : versions) {
            String maker = version.lineage().run();
            assertThat(maker).as("run of %s", version.ref()).startsWith(WriterProcess.EXPERIMENT + "/");
            assertThat(runs).contains(maker.substring(WriterProcess.EXPERIMENT.length() + 1));
        }
    }

    /** Gives how many points are there that nobody flushed and that were too old to be lost. */
    private long checkPoints(Map<String, Long> points) {
        for (AckLog.Flushed flushed : acks.flushed()) {
            assertThat(points.get(flushed.run()))
                    .as("points of %s, which were flushed", flushed.run())
                    .isGreaterThanOrEqualTo(flushed.points());
        }
        Set<String> ended = new HashSet<>(acks.ended());
        for (AckLog.Logged logged : acks.logged()) {
            if (ended.contains(logged.run()) || hasHadTheTime(logged)) {
                assertThat(points.get(logged.run()))
                        .as("points of %s, which is closed or has had the time: %s", logged.run(), logged)
                        .isGreaterThanOrEqualTo(logged.points());
            }
        }
        return owedPoints(acks);
    }

    private static boolean hasHadTheTime(AckLog.Logged logged) {
        return logged.before().compareTo(LOST_AT_MOST) > 0;
    }

    /** How many points nobody flushed are too old to be lost, whenever their writers are killed. */
    static long owedPoints(AckLog.Acks acks) {
        Set<String> promised = acks.flushed().stream().map(AckLog.Flushed::run).collect(Collectors.toSet());
        promised.addAll(acks.ended());
        Map<String, Long> owed = new HashMap<>();
        for (AckLog.Logged logged : acks.logged()) {
            if (hasHadTheTime(logged) && !promised.contains(logged.run())) {
                owed.merge(logged.run(), logged.points(), Math::max);
            }
        }
        return owed.values().stream().mapToLong(Long::longValue).sum();
    }

    private long temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(store.resolve("tmp"))) {
            return files.count();
        }
    }
}
