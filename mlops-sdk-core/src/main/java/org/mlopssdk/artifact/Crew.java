package org.mlopssdk.artifact;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.store.Progress;
import org.mlopssdk.store.ProgressListener;

/**
 * A few threads at work on many files, for one caller who waits and is told on the caller's own thread. The first failure stops all: tasks not begun are
 * dropped, those at work end when they next tell something. When the caller goes on, nobody is at work any more. An interrupt of the caller breaks
 * nothing.
 */
final class Crew {

    private static final int THREADS = 4;

    private final ProgressListener listener;
    private final long total;
    private final Thread caller = Thread.currentThread();
    private final BlockingQueue<Supplier<@Nullable Progress>> news = new LinkedBlockingQueue<>();
    private volatile @Nullable Throwable failure;
    private long done;
    private int atWork;

    /** Works for the calling thread on so many files. */
    Crew(ProgressListener listener, long total) {
        this.listener = ProgressListener.guarded(listener);
        this.total = total;
    }

    /** A part of the work. */
    @FunctionalInterface
    interface Task {
        void run() throws Exception;
    }

    /** Tells that one more file is done. */
    void tellDone(String task) {
        tell(() -> new Progress(task, ++done, total));
    }

    /** Tells how far one file has come. */
    void tell(Progress progress) {
        tell(() -> progress);
    }

    private void tell(Supplier<@Nullable Progress> told) {
        news.add(told);
        if (Thread.currentThread() == caller) {
            for (Supplier<@Nullable Progress> next = news.poll(); next != null; next = news.poll()) {
                listen(next);
            }
        }
        if (failure != null) {
            throw new Stopped();
        }
    }

    /**
     * Does all of the work.
     *
     * @param own what the caller's thread has to do itself, one after the other
     * @param shared what any threads may do, in any order
     * @throws Exception the first failure, with the others that came of it
     */
    void work(List<Task> own, List<Task> shared) throws Exception {
        if (own.size() + shared.size() == 1) {
            Stream.concat(own.stream(), shared.stream()).forEach(this::attempt);
        } else {
            Queue<Task> left = new ConcurrentLinkedQueue<>(shared);
            Queue<Thread> threads = new ArrayDeque<>();
            for (int i = 0; i < Math.min(THREADS, shared.size()); i++) {
                attempt(() -> threads.add(start(left)));
            }
            atWork = threads.size();
            own.forEach(this::attempt);
            listenUntilEnded(threads);
        }
        rethrow();
    }

    private Thread start(Queue<Task> left) {
        Thread thread = new Thread(
                () -> {
                    for (Task task = left.poll(); task != null; task = left.poll()) {
                        attempt(task);
                    }
                    news.add(this::left);
                },
                "mlops-files");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private @Nullable Progress left() {
        atWork--; // on the caller's thread, as all that is told
        return null;
    }

    private void listenUntilEnded(Queue<Thread> threads) {
        boolean interrupted = false;
        while (!threads.isEmpty()) {
            try {
                if (atWork > 0) {
                    listen(news.take());
                } else {
                    threads.element().join();
                    threads.remove();
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            caller.interrupt();
        }
    }

    private void listen(Supplier<@Nullable Progress> told) {
        Progress progress = told.get();
        if (progress != null) {
            attempt(() -> listener.onProgress(progress));
        }
    }

    private void attempt(Task task) {
        if (failure == null) {
            try {
                task.run();
            } catch (Throwable e) {
                failed(e);
            }
        }
    }

    private synchronized void failed(Throwable e) {
        Throwable first = failure;
        if (first == null) {
            failure = e;
        } else if (!(e instanceof Stopped) && e != first) {
            first.addSuppressed(e);
        }
    }

    private void rethrow() throws Exception {
        Throwable first = failure;
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof Exception exception) {
            throw exception;
        }
    }

    /** Ends a task because another failed. */
    private static final class Stopped extends CancellationException {
        private static final long serialVersionUID = 1;
    }
}
