package org.mlopssdk.s3;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Time that passes when somebody sleeps. For one thread. */
final class VirtualTime {

    private final List<Duration> slept = new ArrayList<>();
    private Duration now = Duration.ZERO;

    Attempts attempts() {
        return attempts(42);
    }

    Attempts attempts(long seed) {
        return new Attempts(() -> now.toNanos(), new SplittableRandom(seed), this::sleep);
    }

    void sleep(Duration duration) {
        slept.add(duration);
        pass(duration);
    }

    void pass(Duration duration) {
        now = now.plus(duration);
    }

    List<Duration> slept() {
        return slept;
    }

    Duration now() {
        return now;
    }
}
