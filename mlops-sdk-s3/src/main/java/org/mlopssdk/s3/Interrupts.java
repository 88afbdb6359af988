package org.mlopssdk.s3;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A store works in a thread that was interrupted, too, where the SDK and OkHttp give up: the flag is put aside for the time of a request, and then
 * back.
 */
final class Interrupts {

    private Interrupts() {}

    /** What is done meanwhile. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T get() throws E;
    }

    /** Does something without the flag. What an interrupt on the way makes of it is the work's. */
    static <T, E extends Exception> T aside(Work<T, E> work) throws E {
        boolean interrupted = Thread.interrupted();
        try {
            return work.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Sleeps to the end. */
    static void sleep(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        boolean interrupted = false;
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            try {
                TimeUnit.NANOSECONDS.sleep(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
