package org.mlopssdk.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Lets several threads act at the same moment. */
final class Racing {

    private Racing() {}

    /** What one of the threads does. */
    @FunctionalInterface
    interface Racer<T> {
        T run(int thread) throws Exception;
    }

    /** Starts that many threads behind a barrier and returns what each came to; a failure of any of them is the race's. */
    static <T> List<T> race(int threads, Racer<T> racer) throws InterruptedException {
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<T>> racers = IntStream.range(0, threads)
                    .<Callable<T>>mapToObj(thread -> () -> {
                        start.await();
                        return racer.run(thread);
                    })
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> result : executor.invokeAll(racers)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("a racing thread failed: " + e.getCause(), e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }
}
