package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.mlopssdk.s3.Failure.Kind;
import org.mlopssdk.store.Digest;

/** How often, and when, a request is tried again. */
class AttemptsTest {

    private static final Failure LOST = Failure.of(Kind.LOST, "no answer");

    private static List<Duration> pauses(VirtualTime time, long seed, Failure failure) {
        assertThatThrownBy(() -> time.attempts(seed).run(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        return time.slept();
    }

    @Property(tries = 200, seed = "1")
    void pausesLieBetweenNothingAndABoundThatDoubles(@ForAll long seed) {
        List<Duration> pauses = pauses(new VirtualTime(), seed, LOST);

        assertThat(pauses).hasSize(Attempts.MOST - 1);
        for (int i = 0; i < pauses.size(); i++) {
            assertThat(pauses.get(i)).isBetween(Duration.ZERO, Duration.ofMillis(Math.min(10_000, 100L << i)));
        }
    }

    @Example
    void pausesAreSpreadOverAllOfThat() {
        List<Duration> fourth = new ArrayList<>();
        IntStream.range(0, 1000)
                .forEach(
                        seed -> fourth.add(pauses(new VirtualTime(), seed, LOST).get(3)));

        assertThat(fourth).filteredOn(pause -> pause.toMillis() < 200).hasSizeBetween(200, 300);
        assertThat(fourth).filteredOn(pause -> pause.toMillis() >= 600).hasSizeBetween(200, 300);
    }

    @Property(tries = 200, seed = "1")
    void theBudgetOfTimeIsKept(@ForAll long seed, @ForAll @LongRange(min = 0, max = 70) long secondsEach) {
        VirtualTime time = new VirtualTime();
        List<Duration> begun = new ArrayList<>();
        assertThatThrownBy(() -> time.attempts(seed).run(() -> {
                    begun.add(time.now());
                    time.pass(Duration.ofSeconds(secondsEach));
                    throw LOST;
                }))
                .isSameAs(LOST);

        assertThat(begun).allMatch(at -> at.compareTo(Attempts.BUDGET) <= 0);
        assertThat(begun.size()).isBetween(1, Attempts.MOST);
    }

    @Example
    void whatCannotGetBetterIsTriedOnce() {
        for (Kind kind : List.of(Kind.MISSING, Kind.PRECONDITION, Kind.BEYOND_END, Kind.REFUSED)) {
            assertThat(pauses(new VirtualTime(), 1, Failure.of(kind, "no")))
                    .as("%s", kind)
                    .isEmpty();
        }
        assertThat(pauses(new VirtualTime(), 1, Failure.of(Kind.STALE, "old"))).hasSize(1);
    }

    @Example
    void whatSucceedsIsNotTriedAgain() {
        VirtualTime time = new VirtualTime();
        int[] calls = {0};
        int result = time.attempts().run(() -> {
            if (++calls[0] < 3) {
                throw LOST;
            }
            return calls[0];
        });
        assertThat(result).isEqualTo(3);
        assertThat(time.slept()).hasSize(2);
    }

    @Example
    void sleepingGoesOnThroughAnInterruptAndKeepsIt() {
        Thread.currentThread().interrupt();
        long before = System.nanoTime();
        Interrupts.sleep(Duration.ofMillis(5));

        assertThat(System.nanoTime() - before)
                .isGreaterThanOrEqualTo(Duration.ofMillis(5).toNanos());
        assertThat(Thread.interrupted()).isTrue();
    }

    @Example
    void aStoreThatAsksForMoreTimeThanThereIsIsNotAskedAgain() {
        Scripted s3 = new Scripted().error(503, "SlowDown", "Retry-After", "61");
        try (S3BlobStore store = s3.store()) {
            assertThatThrownBy(() -> store.confirm(Digest.of(new byte[0]))).hasMessageContaining("503");
        }
        assertThat(s3.asked()).hasSize(1);
    }
}
