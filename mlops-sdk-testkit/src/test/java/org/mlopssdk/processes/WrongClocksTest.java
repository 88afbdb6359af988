package org.mlopssdk.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.metric.MetricPoint;
import org.mlopssdk.registry.AliasChange;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.run.Experiment;
import org.mlopssdk.run.Run;
import org.mlopssdk.run.RunFencedException;
import org.mlopssdk.run.RunRecord;
import org.mlopssdk.run.RunStatus;

/** Clocks are ten years off, in either direction: nothing is numbered, ordered or called dead by them. */
class WrongClocksTest {

    private static final Duration TEN_YEARS = Duration.ofDays(3653);
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir
    Path directory;

    private final Turned clock = new Turned();

    /** Shows what it is set to. */
    private static final class Turned extends Clock {

        private volatile Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("nobody asks for a zone");
        }
    }

    private MlOps open() {
        return MlOps.builder().directory(directory.resolve("ml")).clock(clock).open();
    }

    @Test
    void versionsAndMovesAreNumberedAsTheyHappened() {
        try (MlOps mlops = open()) {
            Artifact model = mlops.model("failure");
            promoteNew(model, NOON);
            promoteNew(model, NOON.plus(TEN_YEARS));
            promoteNew(model, NOON.minus(TEN_YEARS));
            checkThree(model);
            model.rollback("champion").commit();
            assertThat(model.alias("champion").require().number()).isEqualTo(2);
        }
        try (MlOps again = open()) {
            Artifact model = again.model("failure");
            assertThat(model.latest().map(ArtifactVersion::number)).contains(3L);
            assertThat(model.history("champion").changes())
                    .extracting(AliasChange::to)
                    .containsExactly(1L, 2L, 3L, 2L);
            again.verify()
                    .findings()
                    .forEach(finding -> assertThat(finding.problem())
                            .as("clocks that went back are all that may be found")
                            .contains("time"));
        }
    }

    private void promoteNew(Artifact model, Instant time) {
        clock.now = time;
        ArtifactVersion version =
                model.newVersion().add("weights.bin", Payload.bytes("v")).register();
        model.promote(version).to("champion").overriding("whatever the time").commit();
    }

    private static void checkThree(Artifact model) {
        assertThat(model.versions()).extracting(ArtifactVersion::number).containsExactly(1L, 2L, 3L);
        assertThat(model.versions())
                .extracting(ArtifactVersion::registered)
                .containsExactly(NOON, NOON.plus(TEN_YEARS), NOON.minus(TEN_YEARS));
        assertThat(model.history("champion").changes())
                .extracting(AliasChange::revision)
                .containsExactly(1L, 2L, 3L);
        assertThat(model.alias("champion").require().number()).isEqualTo(3);
        assertThat(numberAsOf(model, NOON.minus(TEN_YEARS).minusNanos(1)))
                .as("before any of the times")
                .isEmpty();
        assertThat(numberAsOf(model, NOON.minus(TEN_YEARS)))
                .as("from the time that a slow clock showed")
                .contains(3L);
        assertThat(numberAsOf(model, NOON.plus(TEN_YEARS).plusNanos(1)))
                .as("an earlier move of a fast clock never comes after it")
                .contains(3L);
    }

    private static Optional<Long> numberAsOf(Artifact model, Instant time) {
        return model.championAsOf(time).map(ArtifactVersion::number);
    }

    @Test
    void aRunGoesOnWhileTheClockIsSet() {
        try (MlOps mlops = open()) {
            Experiment experiment = mlops.experiment("failure");
            Run run = experiment.start();
            run.metric("loss", 0.9, 0).flush();
            clock.now = NOON.plus(TEN_YEARS);
            assertThat(experiment.get(run.id()).status()).isEqualTo(RunStatus.RUNNING);
            run.metric("loss", 0.8, 1).flush();
            clock.now = NOON.minus(TEN_YEARS);
            assertThat(experiment.get(run.id()).status()).isEqualTo(RunStatus.RUNNING);
            run.metric("loss", 0.7, 2).flush();

            Run later = experiment.start();
            assertThat(experiment.latest().map(RunRecord::id)).contains(later.id());
            later.close();

            Run resumed = experiment.resume(run.id());
            assertThatExceptionOfType(RunFencedException.class)
                    .isThrownBy(() -> run.metric("loss", -1, 3).flush());
            clock.now = NOON;
            resumed.metric("loss", 0.6, 3);
            resumed.close();
            assertThat(experiment.get(run.id()).history("loss"))
                    .extracting(MetricPoint::value)
                    .containsExactly(0.9, 0.8, 0.7, 0.6);
            assertThat(experiment.runs()).extracting(RunRecord::id).containsExactly(run.id(), later.id());
            assertThat(experiment.runs()).extracting(RunRecord::status).containsOnly(RunStatus.FINISHED);
        }
    }

    @Test
    void processesTwentyYearsApartWorkTogether(TestInfo test) throws Exception {
        Path store = directory.resolve("ml");
        List<Duration> off = List.of(TEN_YEARS.negated(), TEN_YEARS);
        Writers.Program program = (seat, name, log, stop) ->
                WriterProcess.command(store, name, log, stop, WriterProcess.clockOff(off.get(seat)));
        try (Writers writers = Writers.start(off.size(), directory.resolve("writers"), program)) {
            writers.work(Duration.ofSeconds(1));
            for (Duration readersClock : off) {
                assertThat(unfinished(store, readersClock))
                        .as("runs at work, by a clock that is off by %s", readersClock)
                        .isNotEmpty()
                        .containsOnly(RunStatus.RUNNING);
            }
            writers.killAll();
            for (Duration readersClock : off) {
                assertThat(unfinished(store, readersClock))
                        .as("runs of the killed, by a clock that is off by %s", readersClock)
                        .isNotEmpty()
                        .containsOnly(RunStatus.DIED);
            }
            System.out.println(test.getDisplayName() + " " + StoreCheck.check(store, writers.acknowledged()));
        }
    }

    private static List<RunStatus> unfinished(Path store, Duration clockOff) {
        Clock clock = Clock.offset(Clock.systemUTC(), clockOff);
        try (MlOps mlops = MlOps.builder().directory(store).clock(clock).open()) {
            return mlops.experiment(WriterProcess.EXPERIMENT).runs().stream()
                    .map(RunRecord::status)
                    .filter(status -> status != RunStatus.FINISHED)
                    .toList();
        }
    }
}
