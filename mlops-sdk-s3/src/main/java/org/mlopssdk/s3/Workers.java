package org.mlopssdk.s3;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * The few threads that a store has to send and fetch parts of big content, for callers who wait: nobody interrupts these, and an interrupt of a caller breaks
 * nothing. They end when there is nothing to do.
 */
final class Workers implements AutoCloseable {

    /** A slow part keeps the others waiting only when so many rounds of them are done. */
    private static final int ROUNDS_AHEAD = 4;

    private static final int IDLE_SECONDS = 10;

    private final int parallelism;
    private final ThreadPoolExecutor threads;

    Workers(int parallelism) {
        this.parallelism = parallelism;
        this.threads = new ThreadPoolExecutor(
                parallelism, parallelism, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "mlops-s3");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Takes what has become of a part, on the caller's thread. */
    @FunctionalInterface
    interface Receiver<T> {
        void receive(long part, T result) throws IOException;
    }

    /** Parts of one thing. The first failure stops all. */
    final class Job {

        private volatile boolean stopped;

        /** Does something on a thread of ours, while the caller waits. */
        <T> T one(Supplier<T> work) {
            return join(start(work));
        }

        /** Does all parts, several at a time, and hands what becomes of them to the caller, in order. On return nobody is at work any more. */
        <T> void all(long parts, LongFunction<T> work, Receiver<T> receiver) throws IOException {
            Deque<CompletableFuture<T>> ahead = new ArrayDeque<>();
            long begun = 0;
            try {
                for (long part = 0; part < parts; part++) {
                    for (; begun < parts && ahead.size() < parallelism * ROUNDS_AHEAD; begun++) {
                        long next = begun;
                        ahead.add(start(() -> work.apply(next)));
                    }
                    T result = join(ahead.element());
                    ahead.remove();
                    receiver.receive(part, result);
                }
            } finally {
                stopped = true;
                ahead.forEach(left -> left.handle((result, failure) -> true).join());
            }
        }

        /** Ends work on a part, if another has failed. */
        void goOn() {
            if (stopped) {
                throw new CancellationException("another part has failed");
            }
        }

        private <T> CompletableFuture<T> start(Supplier<T> work) {
            return CompletableFuture.supplyAsync(
                    () -> {
                        goOn();
                        return work.get();
                    },
                    threads);
        }
    }

    Job job() {
        return new Job();
    }

    /** Not to be broken by an interrupt, and with the failure itself. */
    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
