package org.mlopssdk.s3;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** How often a request is tried, and how long is waited in between: a random time up to a bound that doubles, within a budget. */
final class Attempts {

    private static final int MOST = 8;
    private static final Duration BUDGET = Duration.ofSeconds(60);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private final Sleeper sleeper;

    /** Waits. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration duration);
    }

    Attempts(LongSupplier nanoTime, RandomGenerator random, Sleeper sleeper) {
        this.nanoTime = nanoTime;
        this.random = random;
        this.sleeper = sleeper;
    }

    static Attempts ofDefaults() {
        return new Attempts(System::nanoTime, RandomGenerator.getDefault(), Interrupts::sleep);
    }

    /** Tries what may be done twice, such as reading. The last failure is thrown. */
    <T> T run(Supplier<T> request) {
        Series series = begin();
        while (true) {
            try {
                return request.get();
            } catch (Failure e) {
                if (!series.again(e)) {
                    throw e;
                }
            }
        }
    }

    Series begin() {
        return new Series();
    }

    /** The attempts at one thing. */
    final class Series {

        private final long begin = nanoTime.getAsLong();
        private int made = 1;
        private boolean refreshed;

        /** Waits for the next attempt, if there is to be one. */
        boolean again(Failure failure) {
            if (!isWorthwhile(failure) || made >= MOST) {
                return false;
            }
            Duration pause = pause(failure);
            if (nanoTime.getAsLong() - begin + pause.toNanos() > BUDGET.toNanos()) {
                return false;
            }
            made++;
            sleeper.sleep(pause);
            return true;
        }

        private boolean isWorthwhile(Failure failure) {
            return switch (failure.kind()) {
                case CONFLICT, BUSY, UNREACHED, LOST -> true;
                case STALE -> !refreshed && (refreshed = true);
                case MISSING, PRECONDITION, BEYOND_END, REFUSED -> false;
            };
        }

        private Duration pause(Failure failure) {
            long bound = Math.min(LONGEST.toNanos(), FIRST.toNanos() << (made - 1));
            Duration pause = Duration.ofNanos(random.nextLong(bound + 1));
            Duration asked = failure.retryAfter();
            return asked == null || asked.compareTo(pause) < 0 ? pause : asked;
        }
    }
}
