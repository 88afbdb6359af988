package org.mlopssdk.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.testkit.AliasLog;
import org.mlopssdk.testkit.AliasModel;
import org.mlopssdk.testkit.AliasModel.Told;
import org.mlopssdk.testkit.Linearizability;
import org.mlopssdk.testkit.Linearizability.Operation;

/** Eight JVMs move one alias at once, some of them killed: what they were told can be explained by one of them moving it at a time. */
class AliasHistoryTest {

    private static final int PROMOTERS = 8;
    private static final int VERSIONS = 16;

    @TempDir
    Path directory;

    @BeforeAll
    static void theTimesOfAllProcessesAreOfOneClock() throws Exception {
        System.out.println("nanoTime of two processes differs by less than " + ClockProcess.requireOneClock() + " ns");
    }

    @Tag("heavy")
    @Test
    void eightPromotersAreToldWhatOneAtATimeExplains(TestInfo test) throws Exception {
        SplittableRandom random = new SplittableRandom(seed(test));
        String classes = archiveOfClasses();
        promote(test, 1, 0, classes, random);
        promote(test, 2, 12, classes, random);
    }

    @Tag("campaign")
    @Test
    void eightPromotersAreToldWhatOneAtATimeExplainsTwentyTimes(TestInfo test) throws Exception {
        SplittableRandom random = new SplittableRandom(seed(test));
        String classes = archiveOfClasses();
        for (int round = 1; round <= 20; round++) {
            promote(test, round, 40, classes, random);
        }
    }

    private void promote(TestInfo test, int round, int kills, String classes, SplittableRandom random)
            throws Exception {
        Path store = registerVersions("ml" + round);
        Path promotersOwn = directory.resolve("promoters" + round);
        try (Writers promoters = Writers.start(PROMOTERS, promotersOwn, promoter(store, classes))) {
            promoters.killAndRestart(kills, Duration.ofMillis(200), random);
            promoters.work(Duration.ofSeconds(3));
            promoters.stop();
            List<Operation<Told>> history = AliasLog.read(promoters.logs());

            long before = System.nanoTime();
            assertThat(Linearizability.problem(new AliasModel(), history)).isEmpty();
            Duration took = Duration.ofNanos(System.nanoTime() - before);

            checkRevision(store, history);
            assertThat(Linearizability.problem(new AliasModel(), withStaleRead(history)))
                    .as("the same history with one stale read")
                    .isPresent();
            print(
                    test,
                    "round " + round + ": " + kills + " kills, " + promoters.killedAtWork() + " of them at work; "
                            + count(history, Told.Read.class) + " reads, "
                            + count(history, Told.Moved.class) + " moves, "
                            + count(history, Told.Conflict.class) + " conflicts, "
                            + count(history, Told.Unknown.class) + " unknown, checked in " + took.toMillis() + " ms");
        }
    }

    private static Writers.Program promoter(Path store, String forTheJvm) {
        return (seat, name, log, stop) -> PromoterProcess.command(store, name, log, stop, forTheJvm);
    }

    private String archiveOfClasses() throws Exception {
        Path store = registerVersions("school");
        return Writers.archiveOfClasses(directory, forTheJvm -> promoter(store, forTheJvm));
    }

    private Path registerVersions(String name) {
        Path store = directory.resolve(name);
        try (MlOps mlops = MlOps.open(store)) {
            for (int i = 0; i < VERSIONS; i++) {
                mlops.model(PromoterProcess.MODEL)
                        .newVersion()
                        .add("weights.bin", Payload.bytes("version " + i))
                        .metrics(Metrics.of("f1", 0.6 + i / 100.0))
                        .register();
            }
        }
        return store;
    }

    private static void checkRevision(Path store, List<Operation<Told>> history) {
        try (MlOps mlops = MlOps.open(store)) {
            long moves = count(history, Told.Moved.class);
            assertThat(mlops.model(PromoterProcess.MODEL)
                            .alias(PromoterProcess.ALIAS)
                            .revision())
                    .isBetween(moves, moves + count(history, Told.Unknown.class));
            assertThat(mlops.verify().findings()).isEmpty();
        }
    }

    /** The last read of all shows an alias that points nowhere. */
    private static List<Operation<Told>> withStaleRead(List<Operation<Told>> history) {
        List<Operation<Told>> changed = new ArrayList<>(history);
        Operation<Told> last = history.stream()
                .filter(operation -> operation.told() instanceof Told.Read)
                .reduce((one, other) -> one.invoked() > other.invoked() ? one : other)
                .orElseThrow();
        changed.remove(last);
        changed.add(new Operation<>(new Told.Read(0, 0), last.process(), last.invoked(), last.returned()));
        return changed;
    }

    private static long count(List<Operation<Told>> history, Class<? extends Told> what) {
        return history.stream()
                .filter(operation -> what.isInstance(operation.told()))
                .count();
    }

    private static long seed(TestInfo test) {
        long seed = Long.getLong("mlops.seed", 1);
        print(test, "seed " + seed);
        return seed;
    }

    private static void print(TestInfo test, String text) {
        System.out.println(test.getDisplayName() + " " + text);
    }
}
