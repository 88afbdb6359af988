package org.mlopssdk.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.metric.MetricPoint;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.MemoryBlobStore;

/** A run of five segments, one point in each, and what becomes of it when its log rots. */
class RunDamageTest {

    private final MemoryBlobStore store = new MemoryBlobStore();
    private final MlOps mlops = MlOps.builder().store(store).open();
    private final Experiment experiment = mlops.experiment("failure");
    private final Run run = experiment.start();

    @BeforeEach
    void logFivePoints() {
        for (int step = 1; step <= 5; step++) {
            run.metric("loss", step, step).flush();
        }
    }

    @AfterEach
    void close() {
        mlops.close();
    }

    @Test
    void aTornLastSegmentIsReportedAndWhatStandsBeforeItIsRead() {
        tear(5);
        RunRecord record = experiment.get(run.id());
        assertThat(steps(record)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(record.metrics().value("loss")).hasValue(4);
        assertThat(record.problem()).contains("segment 5 is torn or changed: what was logged there is not shown");
        assertThat(record.toString()).contains("damaged: segment 5 is torn");
    }

    @Test
    void aRottenSegmentInTheMiddleIsReportedAndWhatStandsBehindItIsRead() {
        flip(3);
        RunRecord record = experiment.get(run.id());
        assertThat(steps(record)).containsExactly(1L, 2L, 4L, 5L);
        assertThat(record.problem()).hasValueSatisfying(what -> assertThat(what).startsWith("segment 3 is torn"));
        assertThat(experiment.runs()).hasSize(1);
    }

    @Test
    void missingSegmentsAreReportedAndWhatStandsBehindThemIsRead() {
        store.delete(key(2));
        store.delete(key(3));
        RunRecord record = experiment.get(run.id());
        assertThat(steps(record)).containsExactly(1L, 4L, 5L);
        assertThat(record.problem()).contains("segments 2 to 3 are missing: what was logged there is not shown");
    }

    @Test
    void aSoundRunHasNoProblem() {
        assertThat(experiment.get(run.id()).problem()).isEmpty();
        run.close();
        assertThat(experiment.get(run.id()).problem()).isEmpty();
    }

    @Test
    void aDamagedRunCanBeResumedAndEndedAndSaysForEverWhatIsMissing() {
        tear(5);
        flip(2);
        try (Run resumed = experiment.resume(run.id())) {
            resumed.metric("loss", 6, 6);
        }
        RunRecord record = experiment.get(run.id());
        assertThat(record.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(steps(record)).containsExactly(1L, 3L, 4L, 6L);
        assertThat(record.problem())
                .contains("segment 2 is torn or changed; segment 5 is torn or changed:"
                        + " what was logged there is not shown");
    }

    @Test
    void aWriterWhoseLastSegmentVanishedEndsItsRunAndTheRunSaysSo() {
        store.delete(key(5));
        run.metric("loss", 6, 6).flush();
        store.delete(key(6));
        store.delete(key(5));
        run.close();
        RunRecord record = experiment.get(run.id());
        assertThat(steps(record)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(record.problem()).hasValueSatisfying(what -> assertThat(what).startsWith("segments 5 to 6"));
    }

    @Test
    void resumingFillsNoHole() {
        store.delete(key(3));
        try (Run resumed = experiment.resume(run.id())) {
            resumed.metric("loss", 6, 6).flush();
            assertThat(steps(resumed.record())).containsExactly(1L, 2L, 4L, 5L, 6L);
        }
    }

    @Test
    void linesThatAreLostAfterTheRecordWasReadAreNoShorterHistory() {
        RunRecord record = experiment.get(run.id());
        flip(3);
        assertThatThrownBy(() -> record.history("loss"))
                .isInstanceOf(CorruptedException.class)
                .hasMessageContaining("run/failure/" + run.id());
        store.delete(key(5));
        RunRecord after = experiment.get(run.id());
        assertThat(steps(after)).containsExactly(1L, 2L, 4L);
        store.delete(key(4));
        assertThatThrownBy(() -> after.history("loss")).isInstanceOf(CorruptedException.class);
    }

    @Test
    void theLogOfAFinishedRunIsVerifiedAndItsCorruptionNamesTheRun() {
        run.close();
        BlobKey log = store.list("blobs/", "", 1000).stream()
                .filter(key -> text(key).contains("\"step\":5"))
                .findFirst()
                .orElseThrow();
        String whole = text(log);
        replace(log, whole.replace("\"step\":5", "\"step\":6").getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> experiment.get(run.id()))
                .isInstanceOf(CorruptedException.class)
                .hasMessageContaining("log of run failure/" + run.id());
        store.delete(log);
        assertThatThrownBy(() -> experiment.get(run.id()))
                .isInstanceOf(CorruptedException.class)
                .hasMessageContaining("log of run failure/" + run.id())
                .hasMessageContaining("is missing");
    }

    private static List<Long> steps(RunRecord record) {
        return record.history("loss").stream().map(MetricPoint::step).toList();
    }

    private BlobKey key(int segment) {
        return BlobKey.of("runs/failure/" + run.id() + "/0000000" + segment);
    }

    private String text(BlobKey key) {
        return new String(bytes(key), StandardCharsets.UTF_8);
    }

    private byte[] bytes(BlobKey key) {
        try (InputStream in = store.open(key, ByteRange.ALL).orElseThrow()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void replace(BlobKey key, byte[] content) {
        store.delete(key);
        store.create(key, content);
    }

    private void tear(int segment) {
        byte[] whole = bytes(key(segment));
        replace(key(segment), Arrays.copyOf(whole, whole.length / 2));
    }

    private void flip(int segment) {
        byte[] whole = bytes(key(segment));
        whole[whole.length / 2] ^= 1;
        replace(key(segment), whole);
    }
}
