package org.mlopssdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.error.OutcomeUnknownException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.registry.NewVersion;
import org.mlopssdk.registry.Promotion;
import org.mlopssdk.run.Run;
import org.mlopssdk.run.RunOptions;
import org.mlopssdk.run.RunStatus;

/**
 * The same work, again and again, on a file system that is full after one block more each time, and then after one file, directory or link
 * more. Whatever fails there says so, what was acknowledged is there, and what failed works as soon as there is room.
 */
class FullAtEachPlaceTest {

    private static final String ROOMY = "size=64m,nr_inodes=100000";
    private static final String NOTHING = "nothing";

    @TempDir
    Path directory;

    /** One thing to do; what it failed at it does when it is called again. */
    @FunctionalInterface
    private interface Step {
        void run();
    }

    /** Takes away the room. */
    @FunctionalInterface
    private interface Filling {
        void fill() throws IOException;
    }

    @Test
    void whateverIsFullNothingIsLostAtTwentyPlaces(TestInfo test) throws IOException {
        fillUpAt(10, 4, test);
    }

    @Tag("heavy")
    @Test
    void whateverIsFullNothingIsLostAtTwoHundredPlaces(TestInfo test) throws IOException {
        fillUpAt(100, 13, test);
    }

    @Tag("campaign")
    @Test
    void whateverIsFullNothingIsLostAtFourHundredPlaces(TestInfo test) throws IOException {
        fillUpAt(200, 24, test);
    }

    private void fillUpAt(int places, int rounds, TestInfo test) throws IOException {
        try (SmallDisk disk = SmallDisk.mountOrSkip(directory, ROOMY)) {
            SmallDisk.Usage all = usedByAll(rounds, disk);
            SmallDisk.Usage needed =
                    new SmallDisk
                            .Usage( // always: how many directories there are is a matter of digests, and so of chance
                            all.bytesPerBlock(), all.blocks() * 9 / 10, all.inodes() * 9 / 10);
            assertThat(Math.min(needed.blocks(), needed.inodes()))
                    .as("what the work needs, to fail at %s different places", places)
                    .isGreaterThanOrEqualTo(places);
            Map<String, Integer> failures = new TreeMap<>();
            for (int place = 0; place < places; place++) {
                long blocks = place * needed.blocks() / places;
                failAndGoOn("no block: ", rounds, disk, failures, () -> disk.leaveBlocks(blocks));
                long inodes = place * needed.inodes() / places;
                failAndGoOn("no inode: ", rounds, disk, failures, () -> disk.leaveInodes(inodes));
            }
            System.out.println(test.getDisplayName() + " " + failures + " of " + needed);
        }
    }

    private SmallDisk.Usage usedByAll(int rounds, SmallDisk disk) throws IOException {
        Path store = directory.resolve("store");
        try (Work work = new Work(store, rounds)) {
            SmallDisk.Usage before = disk.usage();
            assertThat(work.untilFailure()).isEqualTo(NOTHING);
            SmallDisk.Usage after = disk.usage();
            return new SmallDisk.Usage(
                    after.bytesPerBlock(), after.blocks() - before.blocks(), after.inodes() - before.inodes());
        } finally {
            delete(store);
        }
    }

    private void failAndGoOn(String what, int rounds, SmallDisk disk, Map<String, Integer> failures, Filling filling)
            throws IOException {
        Path store = directory.resolve("store");
        try (Work work = new Work(store, rounds)) {
            filling.fill();
            String failure = work.untilFailure();
            assertThat(failure).isNotEqualTo(NOTHING);
            failures.merge(what + failure, 1, Integer::sum);
            disk.remount(ROOMY);
            work.checkAndGoOn();
        }
        delete(store);
    }

    /** What is done on one store, and what of it was acknowledged. */
    private static final class Work implements AutoCloseable {

        private final Path directory;
        private final int rounds;
        private final DirectoryBlobStore store;
        private final MlOps mlops;
        private final Map<String, Step> steps = new LinkedHashMap<>();
        private final List<Digest> contents = new ArrayList<>();
        private final Map<Long, Digest> versions = new LinkedHashMap<>();
        private final List<Long> moves = new ArrayList<>();
        private int points;
        private boolean finished;

        Work(Path directory, int rounds) {
            this.rounds = rounds;
            this.directory = directory;
            this.store = DirectoryBlobStore.open(directory);
            this.mlops = MlOps.builder()
                    .store(store)
                    .runs(RunOptions.ofDefaults().flushEvery(Duration.ofDays(1)))
                    .open();
            Artifact model = mlops.model("failure");
            Run[] run = new Run[1];
            steps.put("start", () -> run[0] = mlops.experiment("training").start());
            for (int round = 1; round <= rounds; round++) {
                addRound(model, run, round);
            }
            steps.put("close", () -> {
                run[0].close();
                finished = true;
            });
        }

        private void addRound(Artifact model, Run[] run, int round) {
            steps.put("put " + round, () -> contents.add(store.put(Content.of(bytes("content " + round, 10_000)))));
            NewVersion version = model.newVersion().metrics(Metrics.of("f1", 0.8));
            for (int file = 0; file < 12; file++) {
                version.add("file" + file, bytes("file " + file + " of " + round, 500 * file));
            }
            ArtifactVersion[] registered = new ArtifactVersion[1];
            steps.put("register " + round, () -> {
                registered[0] = version.register();
                versions.put(registered[0].number(), registered[0].digest());
            });
            Promotion[] promotion = new Promotion[1];
            steps.put("promote " + round, () -> {
                if (promotion[0] == null) {
                    promotion[0] = model.promote(registered[0]).to("champion").overriding("round " + round);
                }
                moves.add(promotion[0].commit().get(0).to());
            });
            int last = 100 * round;
            int[] logged = {last - 100};
            steps.put("flush " + round, () -> {
                while (logged[0] < last) {
                    run[0].metric("loss", 1, ++logged[0]);
                }
                run[0].flush();
                points = last;
            });
        }

        /** Gives what failed and how; what failed comes first from now on. */
        String untilFailure() {
            while (!steps.isEmpty()) {
                String name = steps.keySet().iterator().next();
                try {
                    steps.get(name).run();
                    steps.remove(name);
                } catch (StorageException | OutcomeUnknownException e) {
                    assertThat(e).hasMessageContaining("No space left");
                    return name.split(" ", -1)[0] + " " + e.getClass().getSimpleName();
                } catch (MlOpsException e) {
                    return fail("neither a storage's failure nor an unknown outcome", e);
                }
            }
            return NOTHING;
        }

        /** As another process sees it, and as this one goes on. */
        void checkAndGoOn() throws IOException {
            check(versions.size());
            assertThat(untilFailure()).isEqualTo(NOTHING);
            assertThat(versions).hasSize(rounds);
            assertThat(moves).hasSize(rounds);
            check(rounds);
            assertThat(directory.resolve("tmp")).isEmptyDirectory();
        }

        private void check(int acknowledged) throws IOException {
            try (MlOps reopened = MlOps.open(directory)) {
                assertThat(reopened.verify().findings()).isEmpty();
                for (Digest content : contents) {
                    assertThat(store.confirm(content)).isTrue();
                }
                Artifact model = reopened.model("failure");
                assertThat(model.versions()).hasSizeBetween(acknowledged, acknowledged + 1);
                versions.forEach((number, digest) ->
                        assertThat(model.version(number).digest()).isEqualTo(digest));
                assertThat(model.history("champion").changes())
                        .extracting(change -> change.to())
                        .startsWith(moves.toArray(Long[]::new));
                reopened.experiment("training").latest().ifPresent(run -> {
                    assertThat(run.history("loss")).hasSizeGreaterThanOrEqualTo(points);
                    assertThat(!finished || run.status() == RunStatus.FINISHED).isTrue();
                });
            }
        }

        @Override
        public void close() {
            mlops.close();
        }
    }

    private static byte[] bytes(String text, int atLeast) {
        return text.repeat(1 + atLeast / text.length()).getBytes(StandardCharsets.UTF_8);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
