package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.Creation;

/**
 * Many writers race for the same keys over a wire on which each of them meets a fault where its request commits. One of them wins, is told so, and is
 * the only one.
 */
@Timeout(3600)
class AmbiguousCreatesTest {

    private static final int RIVALS = 4;

    @TempDir
    Path directory;

    /** Those after which a client cannot know what its request did, or is told something else. */
    private static final List<WireFault> AMBIGUOUS = List.of(
            WireFault.DROPPED_BEFORE,
            WireFault.DROPPED_AFTER,
            WireFault.RESET_IN_REQUEST,
            WireFault.RESET_IN_ANSWER,
            WireFault.TRUNCATED_BY_LENGTH,
            WireFault.INTERNAL_ERROR_BEFORE,
            WireFault.INTERNAL_ERROR_AFTER,
            WireFault.SLOW_DOWN_AFTER,
            WireFault.CONFLICT_BEFORE,
            WireFault.CONFLICT_AFTER,
            WireFault.TOLD_OF_SECOND_DELIVERY,
            WireFault.FINE_WITH_INTERNAL_ERROR,
            WireFault.FINE_WITH_PRECONDITION_FAILED_BEFORE,
            WireFault.FINE_WITH_PRECONDITION_FAILED_AFTER,
            WireFault.DELAYED);

    @Test
    void fortyAmbiguousCreatesHaveOneWinnerEach() throws Exception {
        race(40);
    }

    @Tag("heavy")
    @Test
    void fiveHundredAmbiguousCreatesHaveOneWinnerEach() throws Exception {
        race(500);
    }

    @Tag("campaign")
    @Test
    void tenThousandAmbiguousCreatesHaveOneWinnerEach() throws Exception {
        race(10_000);
    }

    @Tag("heavy")
    @Test
    void aHundredAmbiguousRegistrationsAreOneVersionEach() throws Exception {
        register(100);
    }

    @Tag("campaign")
    @Test
    void aThousandAmbiguousRegistrationsAreOneVersionEach() throws Exception {
        register(1000);
    }

    /** The first request of each operation meets a fault, and later ones may. What was delayed lands after another of the same key, or at the end. */
    private static final class Chance {

        private final Random random;
        private final Set<String> operations = ConcurrentHashMap.newKeySet();
        private final Map<WireFault, Integer> struck = new ConcurrentHashMap<>();

        Chance(long seed) {
            random = new Random(seed);
        }

        Optional<WireFault> decide(WireRequest request) {
            Optional<String> operation = request.header("x-amz-meta-mlops-operation");
            boolean strikes = operation.isPresent() && (operations.add(operation.get()) || random.nextBoolean());
            if (!strikes) {
                return Optional.empty();
            }
            WireFault fault = AMBIGUOUS.get(random.nextInt(AMBIGUOUS.size()));
            struck.merge(fault, 1, Integer::sum);
            return Optional.of(fault);
        }

        @Override
        public String toString() {
            return new TreeMap<>(struck).toString();
        }
    }

    private void race(int creates) throws Exception {
        long seed = seed();
        try (Lab lab = new Lab(Servers.s3proxy(), directory, seed);
                Lab.Corner corner = lab.corner("race")) {
            Chance chance = new Chance(seed);
            lab.proxy().plan(chance::decide);
            int keys = creates / RIVALS;
            List<S3BlobStore> stores =
                    IntStream.range(0, RIVALS).mapToObj(i -> corner.store()).toList();
            CyclicBarrier start = new CyclicBarrier(RIVALS);
            List<List<Told>> all = atOnce(RIVALS, rival -> {
                List<Told> own = new ArrayList<>();
                for (int key = 0; key < keys; key++) {
                    byte[] content = content(key, rival);
                    BlobKey at = key(key);
                    start.await();
                    own.add(Told.by(() ->
                            stores.get(rival).create(at, content) == Creation.CREATED ? Told.DONE : Told.LOST_RACE));
                }
                return own;
            });
            lab.settle();
            Map<Told, Integer> told = new TreeMap<>();
            List<String> wrong = new ArrayList<>();
            for (int key = 0; key < keys; key++) {
                judge(corner, key, all, told).ifPresent(wrong::add);
            }
            System.out.println(
                    creates + " ambiguous creates of " + keys + " keys: told " + told + ", struck by " + chance);
            assertThat(wrong).isEmpty();
            assertThat(told).as("told").containsKeys(Told.DONE, Told.LOST_RACE);
        }
    }

    private static BlobKey key(int key) {
        return BlobKey.of("entries/" + key);
    }

    private static byte[] content(int key, int rival) {
        return ("entry " + key + " of operation " + rival).getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<String> judge(Lab.Corner corner, int key, List<List<Told>> all, Map<Told, Integer> counts) {
        List<Told> told = all.stream().map(rival -> rival.get(key)).toList();
        told.forEach(one -> counts.merge(one, 1, Integer::sum));
        Optional<String> present = corner.onServer(key(key)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        int winner = IntStream.range(0, RIVALS)
                .filter(rival -> present.equals(Optional.of(new String(content(key, rival), StandardCharsets.UTF_8))))
                .findFirst()
                .orElse(-1);
        boolean right = winner >= 0
                ? IntStream.range(0, RIVALS).allMatch(rival -> isRight(told.get(rival), rival == winner))
                : told.stream().allMatch(one -> one == Told.UNKNOWN || one == Told.FAILED);
        return right ? Optional.empty() : Optional.of("key " + key + ": told " + told + ", and there is " + present);
    }

    private static boolean isRight(Told told, boolean won) {
        return switch (told) {
            case DONE -> won;
            case LOST_RACE, FAILED -> !won;
            case UNKNOWN -> true;
        };
    }

    /** Whatever is told, no registration makes two versions, and one that was told done makes one. */
    private void register(int registrations) throws Exception {
        long seed = seed();
        try (Lab lab = new Lab(Servers.s3proxy(), directory, seed)) {
            Chance chance = new Chance(seed);
            lab.proxy().plan(chance::decide);
            List<Lab.Corner> corners = IntStream.range(0, RIVALS)
                    .mapToObj(i -> lab.corner("registry"))
                    .toList();
            AtomicInteger unknown = new AtomicInteger();
            List<List<String>> done = atOnce(RIVALS, rival -> {
                MlOps mlops = corners.get(rival).mlops();
                List<String> own = new ArrayList<>();
                for (int i = 0; i < registrations / RIVALS; i++) {
                    String description = "operation " + i + " of " + rival;
                    Told told = Told.by(() -> {
                        mlops.model("failure")
                                .newVersion()
                                .describe(description)
                                .add("own.txt", description.getBytes(StandardCharsets.UTF_8))
                                .register();
                        return Told.DONE;
                    });
                    assertThat(told).as(description).isNotEqualTo(Told.LOST_RACE);
                    if (told == Told.DONE) {
                        own.add(description);
                    } else {
                        unknown.incrementAndGet();
                    }
                }
                return own;
            });
            lab.settle();
            List<ArtifactVersion> versions =
                    corners.get(0).beside().model("failure").versions();
            List<String> found = versions.stream()
                    .map(version -> version.description().orElseThrow())
                    .toList();
            System.out.println(registrations + " ambiguous registrations: " + versions.size() + " versions, "
                    + unknown.get() + " not known to have happened; struck by " + chance);
            assertThat(found).doesNotHaveDuplicates();
            assertThat(found).containsAll(done.stream().flatMap(List::stream).collect(Collectors.toSet()));
            assertThat(versions.size()).isBetween(registrations - unknown.get(), registrations);
            assertThat(versions)
                    .extracting(ArtifactVersion::number)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, versions.size()).boxed().toList());
            assertThat(corners.get(0).beside().verify().findings()).isEmpty();
            corners.forEach(Lab.Corner::close);
        }
    }

    @FunctionalInterface
    private interface Rival<T> {
        T act(int rival) throws Exception;
    }

    private static <T> List<T> atOnce(int rivals, Rival<T> rival) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(rivals);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < rivals; i++) {
                int number = i;
                calls.add(() -> rival.act(number));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return Collections.unmodifiableList(results);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long seed() {
        long seed = Long.getLong("mlops.seed", 1);
        System.out.println("ambiguous creates, seed " + seed);
        return seed;
    }
}
