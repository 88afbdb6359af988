package org.mlopssdk.s3;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A few threads at work for callers who wait, as a store has them to send and fetch parts of big content: nobody interrupts these, and an interrupt of a caller
 * breaks nothing. They end when there is nothing to do.
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

    /**
     * Does the same with several things at the same time, in threads of its own, but for a single thing.
     *
     * @return what became of each, in the same order; if one fails, those that have not begun are left out, and its failure is thrown once nobody is at work
     */
    static <A, B> List<B> map(int parallelism, List<A> all, Function<A, B> work) {
        if (all.size() <= 1 || parallelism == 1) {
            return all.stream().map(work).toList();
        }
        List<B> results = new ArrayList<>();
        try (Workers workers = new Workers(Math.min(parallelism, all.size()))) {
            workers.job().all(all.size(), i -> work.apply(all.get((int) i)), (i, result) -> results.add(result));
        }
        return results;
    }

    /** Takes what has become of a part, on the caller's thread. */
    @FunctionalInterface
    interface Receiver<T, E extends Exception> {
        void receive(long part, T result) throws E;
    }

    /** Parts of one thing. The first failure stops all, and is the one that the caller is told; what fails after it is suppressed in it. */
    final class Job {

        private volatile boolean stopped;
        private volatile @Nullable Throwable failure;

        /** Does something on a thread of ours, while the caller waits. */
        <T> T one(Supplier<T> work) {
            return join(start(work));
        }

        /** Does all parts, several at a time, and hands what becomes of them to the caller, in order. On return nobody is at work any more. */
        <T, E extends Exception> void all(long parts, LongFunction<T> work, Receiver<T, E> receiver) throws E {
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
                throw new Stopped();
            }
        }

        private <T> CompletableFuture<T> start(Supplier<T> work) {
            return CompletableFuture.supplyAsync(() -> attempt(work), threads);
        }

        private <T> T attempt(Supplier<T> work) {
            goOn();
            try {
                return work.get();
            } catch (Throwable e) {
                failed(e);
                throw e;
            }
        }

        private synchronized void failed(Throwable e) {
            Throwable first = failure;
            if (first == null) {
                failure = e;
                stopped = true;
            } else if (e != first && !(e instanceof Stopped)) {
                first.addSuppressed(e);
            }
        }

        /** Not to be broken by an interrupt, and with the first failure itself, whichever part's it is. */
        private <T> T join(CompletableFuture<T> part) {
            try {
                return part.join();
            } catch (CompletionException e) {
                if (failure instanceof RuntimeException first) {
                    throw first;
                }
                if (failure instanceof Error first) {
                    throw first;
                }
                throw e;
            }
        }
    }

    /** Ends a part because another failed. */
    private static final class Stopped extends CancellationException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("another part has failed");
        }
    }

    Job job() {
        return new Job();
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
