package org.mlopssdk.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four JVMs put, register, promote and log on one directory at once, from before the store exists. Seeds of random kills are printed; a run is
 * repeated with {@code -Dmlops.seed=...}, as far as the scheduler lets it.
 */
class FourWritersTest {

    private static final int WRITERS = 4;

    /** How long a writer lives before it is killed at the end: long enough that it owes points that nobody flushed, unless the machine stands still. */
    private static final Duration LONG_LIFE = Duration.ofSeconds(5);

    @TempDir
    Path directory;

    @Test
    void fourWritersLoseNothing(TestInfo test) throws Exception {
        Path store = directory.resolve("ml");
        try (Writers writers = Writers.start(WRITERS, directory.resolve("writers"), store)) {
            writers.work(Duration.ofSeconds(2));
            writers.stop();
            AckLog.Acks acks = writers.acknowledged();
            StoreCheck.Counts counts = StoreCheck.check(store, acks);
            assertThat(acks.versions())
                    .as("whoever lives on is told of each version")
                    .hasSize((int) counts.versions());
            assertThat(acks.moves()).as("and of each move").hasSize((int) counts.moves());
            assertThat(acks.ended()).as("and of the end of each run").hasSize((int) counts.runs());
            assertThat(counts.temporaryFiles())
                    .as("files left in tmp by writers that ended well")
                    .isZero();
            print(test, counts + ", " + acks.refusals().size() + " lost races");
        }
    }

    @Test
    void fourKillsLoseNothing(TestInfo test) throws Exception {
        long seed = seed(test);
        Path store = directory.resolve("ml");
        try (Writers writers = Writers.start(WRITERS, directory.resolve("writers"), store)) {
            writers.killAndRestart(4, Duration.ofMillis(1200), new SplittableRandom(seed));
            writers.work(Duration.ofMillis(100));
            writers.stop();
            print(test, report(writers, StoreCheck.check(store, writers.acknowledged())));
        }
    }

    @Tag("heavy")
    @Test
    void sixtyKillsLoseNothing(TestInfo test) throws Exception {
        SplittableRandom random = new SplittableRandom(seed(test));
        String classes = archiveOfClasses();
        for (int round = 1; round <= 2; round++) {
            killAll(test, round, 26, classes, random.split());
        }
    }

    @Tag("campaign")
    @Test
    void twoThousandKillsLoseNothing(TestInfo test) throws Exception {
        SplittableRandom random = new SplittableRandom(seed(test));
        String classes = archiveOfClasses();
        for (int round = 1; round <= 20; round++) {
            killAll(test, round, 96, classes, random.split());
        }
    }

    private static Writers.Program writer(Path store, String forTheJvm) {
        return (seat, name, log, stop) -> WriterProcess.command(store, name, log, stop, forTheJvm);
    }

    private String archiveOfClasses() throws Exception {
        return Writers.archiveOfClasses(directory, forTheJvm -> writer(directory.resolve("school"), forTheJvm));
    }

    /** Kills some, lets the rest live for a while, kills them too, and looks at what is left, on a store of its own. */
    private void killAll(TestInfo test, int round, int kills, String classes, SplittableRandom random)
            throws Exception {
        Path store = directory.resolve("ml" + round);
        try (Writers writers = Writers.start(WRITERS, directory.resolve("writers" + round), writer(store, classes))) {
            writers.killAndRestart(kills, Duration.ofMillis(400), random);
            do {
                writers.work(LONG_LIFE);
            } while (StoreCheck.owedPoints(writers.acknowledged()) == 0);
            writers.killAll();
            StoreCheck.Counts counts = StoreCheck.check(store, writers.acknowledged());
            assertThat(counts.owedPoints())
                    .as("points that show whether one is lost")
                    .isPositive();
            print(test, "round " + round + ": " + (kills + WRITERS) + " kills, " + report(writers, counts));
        }
    }

    private static String report(Writers writers, StoreCheck.Counts counts) throws IOException {
        AckLog.Acks acks = writers.acknowledged();
        return writers.killedAtWork() + " of them at work; " + counts + "; acknowledged "
                + acks.versions().size() + " versions, " + acks.moves().size() + " moves, "
                + acks.flushed().size() + " flushes, " + acks.ended().size() + " ends; "
                + acks.refusals().size() + " lost races";
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
