package org.mlopssdk.s3;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often a request is tried, and how long is waited in between: a random time up to a bound that doubles ("full jitter"), or longer where the store
 * asks for it, within a budget of attempts and of time.
 *
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential backoff and jitter</a>
 */
final class Attempts {

    static final int MOST = 8;
    static final Duration BUDGET = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(S3BlobStore.class);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private final Sleeper sleeper;

    /** Waits, also in a thread that was interrupted. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration duration);
    }

    /** With a clock, a source of randomness that is safe for many threads, and a way to wait. */
    Attempts(LongSupplier nanoTime, RandomGenerator random, Sleeper sleeper) {
        this.nanoTime = nanoTime;
        this.random = random;
        this.sleeper = sleeper;
    }

    static Attempts ofDefaults() {
        return new Attempts(System::nanoTime, new SecureRandom(), Interrupts::sleep);
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

    /** The attempts at one thing. For one thread. */
    final class Series {

        private final long begin = nanoTime.getAsLong();
        private int made = 1;
        private boolean refreshed;

        private Series() {}

        /** Waits for the next attempt, if there is to be one. */
        boolean again(Failure failure) {
            if (made >= MOST || !isWorthwhile(failure)) {
                return false;
            }
            Duration pause = pause(failure);
            if (nanoTime.getAsLong() - begin + pause.toNanos() > BUDGET.toNanos()) {
                return false;
            }
            LOG.debug("attempt {} failed, the next follows in {} ms: {}", made, pause.toMillis(), failure.getMessage());
            made++;
            sleeper.sleep(pause);
            return true;
        }

        private boolean isWorthwhile(Failure failure) {
            return switch (failure.kind()) {
                case CONFLICT, BUSY, UNREACHED, LOST -> true;
                case STALE -> refresh();
                case MISSING, PRECONDITION, BEYOND_END, REFUSED -> false;
            };
        }

        private boolean refresh() {
            boolean isFirst = !refreshed;
            refreshed = true;
            return isFirst;
        }

        private Duration pause(Failure failure) {
            long bound = Math.min(LONGEST.toNanos(), FIRST.toNanos() << (made - 1));
            Duration pause = Duration.ofNanos(random.nextLong(bound + 1));
            Duration asked = failure.retryAfter().orElse(Duration.ZERO);
            return asked.compareTo(pause) > 0 ? asked : pause;
        }

        @Override
        public String toString() {
            return made + " of " + MOST + " attempts in "
                    + Duration.ofNanos(nanoTime.getAsLong() - begin).toMillis() + " ms";
        }
    }
}
