package org.mlopssdk.s3;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
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

    /** What is waited for. */
    @FunctionalInterface
    interface Waiting<T> {
        T get() throws InterruptedException, ExecutionException;
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

    /** Waits, and waits on where it is interrupted. */
    static <T> T toTheEnd(Waiting<T> waiting) throws ExecutionException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return waiting.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Sleeps to the end. */
    static void sleep(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        try {
            toTheEnd(() -> {
                TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
                return end;
            });
        } catch (ExecutionException e) {
            throw new IllegalStateException("sleeping fails at nothing", e);
        }
    }
}
