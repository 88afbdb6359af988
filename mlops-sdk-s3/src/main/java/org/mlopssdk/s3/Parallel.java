package org.mlopssdk.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Does the same with several things at the same time. */
final class Parallel {

    private static final AtomicInteger THREADS = new AtomicInteger();

    private Parallel() {}

    /**
     * What became of each, in the same order. If one fails, those that have not begun are left out, and its failure is thrown once none is under
     * way.
     */
    static <A, B> List<B> map(int parallelism, List<A> all, Function<A, B> work) {
        if (all.size() <= 1 || parallelism == 1) {
            return all.stream().map(work).toList();
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(parallelism, all.size()), Parallel::daemon);
        try {
            List<Future<B>> pending = new ArrayList<>();
            for (A one : all) {
                pending.add(threads.submit(() -> work.apply(one)));
            }
            return results(pending);
        } finally {
            threads.shutdown();
        }
    }

    private static <B> List<B> results(List<Future<B>> pending) {
        List<B> results = new ArrayList<>();
        Throwable failure = null;
        for (Future<B> one : pending) {
            try {
                if (failure == null || !one.cancel(false)) {
                    results.add(Interrupts.toTheEnd(one::get));
                }
            } catch (ExecutionException e) {
                failure = failure == null ? e.getCause() : failure;
            }
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        return results;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "mlops-s3-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
