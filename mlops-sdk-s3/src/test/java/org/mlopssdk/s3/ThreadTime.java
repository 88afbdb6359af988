package org.mlopssdk.s3;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The time of retries: each thread has its own, which passes only where it waits, and then at once. */
final class ThreadTime {

    private final ThreadLocal<Duration> passed = ThreadLocal.withInitial(() -> Duration.ZERO);
    private final Runnable atEachPause;

    ThreadTime(Runnable atEachPause) {
        this.atEachPause = atEachPause;
    }

    /** With a source of randomness that is safe for many threads. */
    Attempts attempts(RandomGenerator random) {
        return new Attempts(() -> passed.get().toNanos(), random, this::sleep);
    }

    private void sleep(Duration duration) {
        passed.set(passed.get().plus(duration));
        atEachPause.run();
    }
}
