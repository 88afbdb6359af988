package org.mlopssdk.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.OutcomeUnknownException;
import org.mlopssdk.registry.GarbageReport.Fate;
import org.mlopssdk.registry.Interleavings.Actor;
import org.mlopssdk.registry.Interleavings.Outcome;
import org.mlopssdk.registry.Interleavings.Turn;
import org.mlopssdk.store.AtomicMove;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.ForwardingBlobStore;
import org.mlopssdk.store.MemoryBlobStore;
import org.mlopssdk.store.TwoStepMove;

/**
 * Garbage on a store that moves content by copying and deleting it, with every order of the requests of two collectors, of a writer, and of
 * deletions that come late, in which so many of them are interrupted. Each kind of store that promises more than it keeps is found out.
 */
class GarbageInTwoStepsTest {

    private static final String[] DANGLING = {"is missing", "neither in its place nor set aside"};
    private static final byte[] ORPHAN = "nobody's yet".getBytes(StandardCharsets.UTF_8);

    @Test
    void aPausedCollectorAnotherAndAWriterLeaveNothingDangling() {
        assertSound(explore(1, false, Steps::new));
    }

    @Test
    void deletionsThatComeLateLeaveNothingDangling() {
        assertSound(explore(0, true, Steps::new));
    }

    @Tag("heavy")
    @Test
    void withAnInterruptionAndDeletionsThatComeLateNothingDanglesEither() {
        assertSound(explore(1, true, Steps::new));
    }

    @Tag("campaign")
    @Test
    void withTwoInterruptionsNothingDanglesEither() {
        assertSound(explore(2, false, Steps::new));
        assertSound(explore(2, true, Steps::new));
    }

    @Test
    void aCollectionThatEndsWhileAnotherIsAtItHasNotEndedBeforeThat() {
        Outcome outcome = Interleavings.follow(
                List.of(
                        new Turn(0, "deletes", 1),
                        new Turn(1, "reads journal/catalog/streams/00000000000000000004", 2), // it has told all, twice
                        new Turn(2, "creates journal/model/a", 1), // to which it has confirmed its content
                        new Turn(0, "creates journal/model/a", 1), // it has told the catalog
                        new Turn(1, "end", 1),
                        new Turn(2, "end", 1)),
                new Scene(false, Steps::new));
        assertThat(outcome.wrong()).isEmpty();
    }

    @Test
    void twoStepsThatPassForOneAreFoundOut() {
        assertThat(explore(1, false, StepsThatPassForOne::new).wrong()).containsAnyOf(DANGLING);
    }

    @Test
    void aDeletionInDoubtThatPassesForDoneIsFoundOut() {
        assertThat(explore(1, true, DoubtThatPassesForDone::new).wrong()).containsAnyOf(DANGLING);
    }

    @Test
    void whatACollectionThatNeverEndedSetAsideStaysForAWeekAndIsBroughtBackWhereItIsNeeded() {
        Remote remote = new Remote();
        Digest orphan = remote.put(Content.of(ORPHAN));
        Digest other = remote.put(Content.of(new byte[] {1}));
        remote.losesAnswers = true;
        try (MlOps mlops =
                MlOps.builder().store(new Steps(remote, new Silent())).open()) {
            assertThat(mlops.garbage().collect().items(Fate.SET_ASIDE)).hasSize(2);
            remote.losesAnswers = false;
            remote.late.forEach(remote::delete);

            GarbageReport said = mlops.garbage().explain();
            assertThat(mlops.garbage().collect()).isEqualTo(said);
            assertThat(said.items(Fate.SET_ASIDE))
                    .hasSize(2)
                    .allMatch(item -> item.why().contains("has not ended"));

            mlops.model("a").newVersion().add("weights.bin", ORPHAN).register();
            assertThat(mlops.garbage().collect().items(Fate.RESTORED)).hasSize(1);
            assertThat(remote.list("trash/", "", 10)).hasSize(2);

            remote.age = Duration.ofDays(7).plusSeconds(1);
            assertThat(mlops.garbage().collect().items(Fate.DROPPED))
                    .extracting(GarbageReport.Item::digest)
                    .containsExactly(other);
            assertThat(remote.list("trash/", "", 10)).isEmpty();
            assertThat(remote.confirm(orphan)).isTrue();
        }
    }

    private static void assertSound(Outcome outcome) {
        assertThat(outcome.wrong()).isEmpty();
        assertThat(outcome.runs()).isGreaterThan(20);
        System.out.println(outcome.runs() + " orders of requests, nothing dangling");
    }

    /** Gives an actor its view of the storage. */
    @FunctionalInterface
    private interface View {
        Steps of(Remote remote, Announcing steps);
    }

    /** Is told what is about to be asked of the storage. */
    private interface Announcing {

        default void step(String what) {}

        default void note(String what) {}
    }

    /** Nobody is waiting. */
    private static final class Silent implements Announcing {}

    private record Announced(Interleavings order, int actor) implements Announcing {
        @Override
        public void step(String what) {
            order.step(actor, what);
        }

        @Override
        public void note(String what) {
            order.note(actor, what);
        }
    }

    private static Outcome explore(int interruptions, boolean late, View view) {
        return Interleavings.explore(interruptions, () -> new Scene(late, view));
    }

    /** Content that nobody refers to; two collectors, the second of which collects twice; a writer who refers to it; and the network. */
    private static final class Scene implements Interleavings.Scene {

        private final Remote remote = new Remote();
        private final boolean late;
        private final View view;

        Scene(boolean late, View view) {
            this.late = late;
            this.view = view;
            try (MlOps mlops = MlOps.builder()
                    .store(remote)
                    .random(new SplittableRandom(9))
                    .open()) {
                mlops.model("a").newVersion().add("other.bin", new byte[] {1}).register();
            }
            remote.put(Content.of(ORPHAN));
            remote.losesAnswers = late;
        }

        @Override
        public List<Actor> actors(Interleavings order) {
            List<Actor> actors = new ArrayList<>(List.of(
                    () -> collect(order, 0, 1),
                    () -> collect(order, 1, 2),
                    () -> with(
                            order,
                            2,
                            mlops -> mlops.model("a")
                                    .newVersion()
                                    .add("weights.bin", ORPHAN)
                                    .register())));
            if (late) {
                actors.add(() -> {
                    while (!remote.late.isEmpty()) {
                        order.step(3, "deletes late");
                        remote.delete(remote.late.remove(0));
                    }
                });
            }
            return actors;
        }

        private void collect(Interleavings order, int actor, int times) {
            with(order, actor, mlops -> {
                for (int i = 0; i < times; i++) {
                    mlops.garbage().collect();
                }
            });
        }

        private void with(Interleavings order, int actor, Consumer<MlOps> what) {
            Steps store = view.of(remote, new Announced(order, actor));
            try (MlOps mlops = MlOps.builder()
                    .store(store)
                    .author("actor")
                    .clock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)) // the same choices lead to the same steps
                    .random(new SplittableRandom(actor))
                    .open()) {
                what.accept(mlops);
            }
        }

        /** Now, and after two more collections, when nothing is left that was only set aside. */
        @Override
        public void check() {
            remote.losesAnswers = false;
            remote.late.forEach(remote::delete);
            try (MlOps mlops =
                    MlOps.builder().store(new Steps(remote, new Silent())).open()) {
                for (int i = 0; i < 3; i++) {
                    assertThat(mlops.verify().findings()).isEmpty();
                    try (InputStream in = mlops.model("a").version(2).open("weights.bin")) {
                        assertThat(in).hasBinaryContent(ORPHAN);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                    mlops.garbage().collect();
                }
            }
        }
    }

    /** The storage that all of them share. */
    private static final class Remote extends ForwardingBlobStore {

        private final List<BlobKey> late = new ArrayList<>();
        private boolean losesAnswers;
        private Duration age = Duration.ZERO;

        Remote() {
            super(new MemoryBlobStore());
        }

        void copy(BlobKey to, byte[] content) {
            create(to, content);
        }
    }

    /** One actor's way to the storage, request by request. */
    private static class Steps extends ForwardingBlobStore implements TwoStepMove {

        final Remote remote;
        private final Announcing announcing;

        Steps(Remote remote, Announcing announcing) {
            super(remote);
            this.remote = remote;
            this.announcing = announcing;
        }

        @Override
        public boolean move(BlobKey from, BlobKey to) {
            announcing.step("copies to " + to.path().substring(0, 9));
            try (InputStream in = remote.open(from, ByteRange.ALL).orElse(null)) {
                if (in == null) {
                    return false;
                }
                remote.copy(to, in.readAllBytes());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            announcing.step("deletes");
            if (remote.losesAnswers) {
                remote.late.add(from);
                throw new OutcomeUnknownException(from.path(), "may be deleted, or may be deleted later");
            }
            remote.delete(from);
            return true;
        }

        @Override
        public Duration age(BlobKey key) {
            return remote.age;
        }

        @Override
        public Creation create(BlobKey key, byte[] content) {
            announcing.step("creates " + key);
            return super.create(key, content);
        }

        @Override
        public Digest put(Content content) {
            announcing.step("puts");
            return super.put(content);
        }

        @Override
        public boolean confirm(Digest digest) {
            announcing.step("confirms");
            return super.confirm(digest);
        }

        @Override
        public Optional<InputStream> open(BlobKey key, ByteRange range) {
            announcing.note("reads " + key);
            return super.open(key, range);
        }

        @Override
        public List<BlobKey> list(String prefix, String startAfter, int limit) {
            if (limit > 1 && !prefix.startsWith("journal")) {
                announcing.step("lists " + prefix);
            }
            return super.list(prefix, startAfter, limit);
        }

        @Override
        public void delete(BlobKey key) {
            announcing.step("drops");
            super.delete(key);
        }

        @Override
        public void close() {}
    }

    /** Says that its two steps are one, so that copies are dropped while deletions are on their way. */
    private static final class StepsThatPassForOne extends Steps implements AtomicMove {
        StepsThatPassForOne(Remote remote, Announcing announcing) {
            super(remote, announcing);
        }
    }

    /** Says that a deletion is done when nobody knows. */
    private static final class DoubtThatPassesForDone extends Steps {

        DoubtThatPassesForDone(Remote remote, Announcing announcing) {
            super(remote, announcing);
        }

        @Override
        public boolean move(BlobKey from, BlobKey to) {
            try {
                return super.move(from, to);
            } catch (OutcomeUnknownException e) {
                return true;
            }
        }
    }
}
