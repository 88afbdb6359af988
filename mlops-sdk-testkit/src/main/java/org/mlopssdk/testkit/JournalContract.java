package org.mlopssdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mlopssdk.journal.Journal;
import org.mlopssdk.store.Creation;

/**
 * What every {@link Journal} is held to. Extend it in a test of your own, give it journals, and run it with JUnit 5.
 *
 * @since 0.1.0
 */
public abstract class JournalContract extends JournalWriting {

    /** For subclasses. */
    protected JournalContract() {}

    /** Waiting for a record. */
    @Nested
    class Awaiting {

        @Test
        void aRecordThatIsThereIsNotWaitedFor() throws InterruptedException {
            append(STREAM, 1, 2);

            assertThat(journal.await(STREAM, 1, Duration.ZERO)).isTrue();
            assertThat(journal.await(STREAM, 2, LONG)).isTrue();
        }

        @Test
        void theTimeRunsOutWhereNothingComes() throws InterruptedException {
            append(STREAM, 1, 1);

            assertThat(journal.await(STREAM, 2, Duration.ofMillis(30))).isFalse();
            assertThat(journal.await(STREAM, 2, Duration.ZERO)).isFalse();
            assertThat(journal.await(OTHER, 1, Duration.ofMillis(30))).isFalse();
        }

        @Test
        void manyWaitersAreWokenByTheRecordOfAnotherThreadHoweverLongTheyWouldWait() throws Exception {
            Duration forever = ChronoUnit.FOREVER.getDuration();
            for (int round = 1; round <= ROUNDS; round++) {
                long number = round;
                List<Boolean> woken = Racing.race(4, thread -> {
                    if (thread == 0) {
                        append(STREAM, number, number);
                    }
                    return journal.await(STREAM, number, thread == 1 ? forever : LONG);
                });

                assertThat(woken).containsOnly(true);
            }
        }

        @Test
        void theRecordOfAnotherHandleIsNoticed() throws Exception {
            try (Journal other = reopen()) {
                List<Boolean> woken = Racing.race(2, thread -> {
                    if (thread == 0) {
                        append(STREAM, 1, 1);
                    }
                    return other.await(STREAM, 1, LONG);
                });

                assertThat(woken).containsOnly(true);
            }
        }

        @Test
        void anInterruptEndsTheWait() throws Exception {
            BlockingQueue<Class<?>> ended = new ArrayBlockingQueue<>(1);
            Thread waiter = waiter(ended);
            waiter.interrupt();

            assertThat(ended.take()).isEqualTo(InterruptedException.class);
            append(STREAM, 1, 1);
            assertThat(journal.await(STREAM, 1, LONG))
                    .as("the journal still works")
                    .isTrue();
        }

        @Test
        void closingEndsTheWait() throws Exception {
            BlockingQueue<Class<?>> ended = new ArrayBlockingQueue<>(1);
            waiter(ended);
            journal.close();

            assertThat(ended.take()).isEqualTo(Boolean.class);
        }

        /** Starts a thread that waits for a record that never comes, and tells how that ended. */
        private Thread waiter(BlockingQueue<Class<?>> ended) throws InterruptedException {
            CountDownLatch started = new CountDownLatch(1);
            Thread waiter = new Thread(() -> {
                started.countDown();
                try {
                    Boolean arrived = journal.await(STREAM, 1, LONG);
                    ended.add(arrived ? AssertionError.class : Boolean.class);
                } catch (InterruptedException | RuntimeException e) {
                    ended.add(e.getClass());
                }
            });
            waiter.setDaemon(true);
            waiter.start();
            started.await();
            return waiter;
        }
    }

    /** Several handles, and closing them. */
    @Nested
    class Reopening {

        @Test
        void handlesOnTheSameStorageSeeOneAnotherAtOnce() {
            try (Journal other = reopen()) {
                for (long number = 1; number <= 20; number++) {
                    append(STREAM, number, number);

                    assertThat(other.append(STREAM, number, record(-1))).isEqualTo(Creation.EXISTS);
                    assertRecords(other.read(STREAM, 1, 100), 1, (int) number);
                }
            }
        }

        @Test
        void ofRacersOnTwoHandlesExactlyOneWins() throws Exception {
            try (Journal other = reopen()) {
                for (int round = 1; round <= ROUNDS; round++) {
                    long number = round;
                    List<Creation> outcomes = Racing.race(
                            RACERS,
                            thread -> (thread % 2 == 0 ? journal : other).append(STREAM, number, record(thread)));

                    assertThat(outcomes).containsOnlyOnce(Creation.CREATED);
                }
                assertThat(other.read(STREAM, 1, 100)).hasSize(ROUNDS);
            }
        }

        @Test
        void recordsOutliveTheirHandleAndClosingTwiceDoesNothing() {
            append(STREAM, 1, 3);
            journal.close();
            assertThatCode(journal::close).doesNotThrowAnyException();

            try (Journal again = reopen()) {
                assertRecords(again.read(STREAM, 1, 10), 1, 3);
            }
        }
    }

    /** A thread that was interrupted can append and read, and stays interrupted. */
    @Nested
    class Interrupting {

        @Test
        void appendingAndReadingWorkAndKeepTheFlag() {
            try {
                Thread.currentThread().interrupt();
                append(STREAM, 1, 3);
                assertRecords(journal.read(STREAM, 1, 10), 1, 3);

                assertThat(Thread.interrupted())
                        .as("the interrupt is still set")
                        .isTrue();
            } finally {
                Thread.interrupted();
            }
        }

        @Test
        void waitingDoesNotBegin() {
            AtomicReference<Boolean> arrived = new AtomicReference<>();
            Thread.currentThread().interrupt();
            try {
                assertThatExceptionOfType(InterruptedException.class)
                        .isThrownBy(() -> arrived.set(journal.await(STREAM, 1, LONG)));
            } finally {
                Thread.interrupted();
            }
            assertThat(arrived).hasValue(null);
        }
    }
}
