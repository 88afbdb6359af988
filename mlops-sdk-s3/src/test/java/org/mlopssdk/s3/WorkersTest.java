package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mlopssdk.error.StorageException;

/** Several things at the same time, for a caller who waits. */
@Timeout(600)
class WorkersTest {

    private static final List<Integer> THOUSAND =
            IntStream.range(0, 1000).boxed().toList();

    private static StorageException bad(long i) {
        return new StorageException("content " + i, "is bad");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Long enough for what must not happen; what is right waits for nothing. */
    private static boolean happens(CountDownLatch wrong) {
        try {
            return wrong.await(300, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void meet(CyclicBarrier together) {
        try {
            together.await(); // which nobody passes alone
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void severalThingsAreDoneAtTheSameTimeInOrder() {
        CyclicBarrier together = new CyclicBarrier(4);
        List<Integer> all = IntStream.range(0, 8).boxed().toList();
        List<Integer> squares = Workers.map(4, all, i -> {
            meet(together);
            return i * i;
        });
        assertThat(squares).containsExactly(0, 1, 4, 9, 16, 25, 36, 49);
    }

    @Test
    void afterTheFirstFailureNothingNewIsBegun() {
        CountDownLatch bothBegun = new CountDownLatch(2);
        CountDownLatch nextBegun = new CountDownLatch(1);
        Queue<Integer> begun = new ConcurrentLinkedQueue<>();
        assertThatThrownBy(() -> Workers.map(2, THOUSAND, i -> {
                    begun.add(i);
                    if (i > 1) {
                        nextBegun.countDown();
                        return i;
                    }
                    bothBegun.countDown();
                    await(bothBegun);
                    if (i == 1) {
                        throw bad(i);
                    }
                    return happens(nextBegun)
                            ? i
                            : -i; // what the caller waits for takes longer than the failure behind it
                }))
                .isInstanceOf(StorageException.class)
                .hasMessage("content 1: is bad");
        assertThat(begun).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void aFailureIsToldOnceNobodyIsAtWork() {
        CountDownLatch bothBegun = new CountDownLatch(2);
        CountDownLatch told = new CountDownLatch(1);
        AtomicInteger atWork = new AtomicInteger();
        assertThatThrownBy(() -> Workers.map(2, List.of(0, 1), i -> {
                    atWork.incrementAndGet();
                    bothBegun.countDown();
                    await(bothBegun);
                    if (i == 1) {
                        happens(told);
                    }
                    atWork.decrementAndGet();
                    throw bad(i);
                }))
                .hasMessage("content 0: is bad")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .as("what failed after it")
                        .singleElement()
                        .satisfies(later -> assertThat(later).hasMessage("content 1: is bad")));
        assertThat(atWork).as("those at work when the failure was told").hasValue(0);
        told.countDown();
    }

    @Test
    void anInterruptDoesNotLeaveThingsUndone() {
        Thread.currentThread().interrupt();
        assertThat(Workers.map(2, List.of(1, 2, 3), i -> i + 1)).containsExactly(2, 3, 4);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptedCallerIsToldOfAFailureOnceNobodyIsAtWork() {
        CountDownLatch bothBegun = new CountDownLatch(2);
        CountDownLatch told = new CountDownLatch(1);
        AtomicInteger atWork = new AtomicInteger();
        Thread caller = Thread.currentThread();
        assertThatThrownBy(() -> Workers.map(2, List.of(0, 1), i -> {
                    atWork.incrementAndGet();
                    bothBegun.countDown();
                    await(bothBegun);
                    if (i == 0) {
                        caller.interrupt();
                        atWork.decrementAndGet();
                        throw bad(i);
                    }
                    happens(told);
                    return atWork.decrementAndGet();
                }))
                .hasMessage("content 0: is bad");
        assertThat(atWork).hasValue(0);
        told.countDown();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aPartThatCrawlsEndsWhenAnotherHasFailed() {
        CountDownLatch begun = new CountDownLatch(1);
        try (Workers workers = new Workers(2)) {
            Workers.Job job = workers.job();
            assertThatThrownBy(() -> job.all(
                            2,
                            part -> {
                                if (part == 1) {
                                    await(begun);
                                    throw bad(part);
                                }
                                begun.countDown();
                                while (true) {
                                    job.goOn(); // the caller waits for this part, and has not seen the other
                                }
                            },
                            (part, result) -> {}))
                    .hasMessage("content 1: is bad")
                    .hasNoSuppressedExceptions();
        }
    }
}
