package org.mlopssdk.journal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for awaited records on one daemon thread for the whole journal, at random moments between half and one and a half intervals apart,
 * and only while somebody waits.
 */
final class Poller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BlobJournal.class);

    private final Lookup lookup;
    private final Duration interval;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Awaited, Waiting> awaited = new HashMap<>();
    private @Nullable Thread thread;
    private boolean closed;

    Poller(Lookup lookup, Duration interval, RandomGenerator random) {
        this.lookup = lookup;
        this.interval = interval;
        this.random = random;
    }

    /** Whether a record is there. */
    @FunctionalInterface
    interface Lookup {
        boolean exists(StreamName stream, long number);
    }

    private record Awaited(StreamName stream, long number) {}

    private static final class Waiting {
        private int waiters;
        private boolean arrived;
    }

    boolean await(StreamName stream, long number, Duration timeout) throws InterruptedException {
        Awaited key = new Awaited(stream, number);
        Waiting waiting = register(key);
        try {
            if (lookup.exists(stream, number)) {
                return true;
            }
            return arrives(waiting, timeout);
        } finally {
            unregister(key, waiting);
        }
    }

    /** Tells waiters of this process at once. */
    void appended(StreamName stream, long number) {
        lock.lock();
        try {
            Waiting waiting = awaited.get(new Awaited(stream, number));
            if (waiting != null) {
                waiting.arrived = true;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Waiting register(Awaited key) {
        lock.lock();
        try {
            Waiting waiting = awaited.computeIfAbsent(key, absent -> new Waiting());
            waiting.waiters++;
            if (thread == null && !closed) {
                Thread poller = new Thread(this::poll, "mlops-journal-poller");
                poller.setDaemon(true);
                poller.start();
                thread = poller;
            }
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    private void unregister(Awaited key, Waiting waiting) {
        lock.lock();
        try {
            if (--waiting.waiters == 0) {
                awaited.remove(key);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean arrives(Waiting waiting, Duration timeout) throws InterruptedException {
        long left = TimeUnit.NANOSECONDS.convert(timeout); // the longest there is, where it would overflow
        lock.lockInterruptibly();
        try {
            while (!waiting.arrived && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return waiting.arrived;
        } finally {
            lock.unlock();
        }
    }

    private void poll() {
        while (pause()) {
            for (Awaited key : snapshot()) {
                try {
                    if (lookup.exists(key.stream, key.number)) {
                        appended(key.stream, key.number);
                    }
                } catch (RuntimeException e) {
                    LOG.warn(
                            "looking for entry {} of {} failed, trying again: {}",
                            key.number,
                            key.stream,
                            e.toString());
                }
            }
        }
    }

    private List<Awaited> snapshot() {
        lock.lock();
        try {
            return List.copyOf(awaited.keySet());
        } finally {
            lock.unlock();
        }
    }

    /** Waits one interval; false when there is nothing left to wait for and the thread ends. */
    private boolean pause() {
        long left = (long) (TimeUnit.NANOSECONDS.convert(interval) * (0.5 + random.nextDouble()));
        lock.lock();
        try {
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return goesOn();
        } catch (InterruptedException e) {
            thread = null; // nobody interrupts this thread but somebody who wants it to end
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean goesOn() {
        boolean goesOn = !closed && !awaited.isEmpty();
        if (!goesOn) {
            thread = null;
        }
        return goesOn;
    }
}
