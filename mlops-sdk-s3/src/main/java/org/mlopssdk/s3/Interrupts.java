package org.mlopssdk.s3;

import java.time.Duration;
import java.util.function.Supplier;

/** A store works in a thread that was interrupted, too: the flag is put aside for the time of a request, and back. */
final class Interrupts {

    private Interrupts() {}

    static <T> T aside(Supplier<T> request) {
        boolean interrupted = Thread.interrupted();
        try {
            return request.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static void sleep(Duration duration) {
        boolean interrupted = Thread.interrupted();
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            try {
                java.util.concurrent.TimeUnit.NANOSECONDS.sleep(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
