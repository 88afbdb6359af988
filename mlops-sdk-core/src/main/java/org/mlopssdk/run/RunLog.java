package org.mlopssdk.run;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a run's log. Lines wait in memory, for a moment and as the bytes that they become; a daemon thread writes them as segments. Whoever adds a
 * line waits only where there is no room, which is one segment beside the one that is being written. A failure of the storage is kept and thrown at
 * whoever flushes, closes, or finds no room, once an attempt has failed that began after the call; the lines are kept and tried again.
 */
final class RunLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Run.class);
    private static final long HEARTBEAT = Duration.ofMinutes(1).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(1).toNanos();

    private final Segments segments;
    private final RunOptions options;
    private final String writer;
    private final Clock clock;
    private final long flushNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private final LogBuffer waiting;
    private long firstWaits;
    private long added;
    private long written;
    private long wanted;
    private final AtomicLong dropped = new AtomicLong();
    private boolean closed;
    private boolean abandoned;
    private boolean dead;
    private long attempts;
    private long failedAttempt;
    private @Nullable RuntimeException failure;

    /** Both written by the writer's thread alone. */
    private final AtomicLong segmentsWritten;

    private long lastWrite;

    RunLog(Segments segments, long segmentsWritten, String writer, RunOptions options, Clock clock) {
        this.segments = segments;
        this.segmentsWritten = new AtomicLong(segmentsWritten);
        this.options = options;
        this.flushNanos =
                TimeUnit.NANOSECONDS.convert(options.flushEvery()); // the longest there is, where it overflows
        this.waiting = new LogBuffer(options.capacity());
        this.writer = writer;
        this.clock = clock;
        Thread thread = new Thread(this::write, "mlops-run-log");
        thread.setDaemon(true);
        thread.start();
    }

    void add(LogLine line) {
        lock.lock();
        try {
            requireAlive();
            if (!waiting.hasRoom() && options.dropping() && line.metric() != null) {
                dropped.incrementAndGet();
                return;
            }
            awaitRoom();
            if (closed) {
                throw new IllegalStateException(segments + " is closed; start another to log more");
            }
            take(line);
        } finally {
            lock.unlock();
        }
    }

    private void take(LogLine line) {
        waiting.add(line);
        added++;
        if (waiting.lines() == 1) {
            firstWaits = System.nanoTime();
            changed.signalAll();
        } else if (!waiting.hasRoom()) {
            changed.signalAll(); // it is written while whoever added it gets the next one ready
        }
    }

    private void awaitRoom() {
        long before = attempts;
        while (!waiting.hasRoom() && !closed) {
            askFor(added, before);
            changed.awaitUninterruptibly();
        }
    }

    /** On return everything added before is durable. Only a failure of an attempt that began later than the call is the caller's. */
    void flush() {
        lock.lock();
        try {
            long goal = added;
            long before = attempts;
            while (written < goal) {
                askFor(goal, before);
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Has so many lines written as soon as can be, unless that has failed already. */
    private void askFor(long goal, long before) {
        requireAlive();
        if (failedAttempt > before && failure != null) {
            throw failure;
        }
        if (wanted < goal) {
            wanted = goal;
            changed.signalAll();
        }
    }

    private void requireAlive() {
        if (dead && failure != null) {
            throw failure;
        }
    }

    long dropped() {
        return dropped.get();
    }

    long segmentsWritten() {
        return segmentsWritten.get();
    }

    String writer() {
        return writer;
    }

    /** Takes no more lines and writes those it has. One that failed may be closed again, to try again. */
    @Override
    public void close() {
        update(() -> {
            if (!closed && !dead) {
                take(alive()); // whoever was fenced off learns it here
            }
            closed = true;
        });
        flush();
    }

    /** Writes what it has, if that can be done, and ends the thread. */
    void abandon() {
        update(() -> {
            closed = true;
            abandoned = true;
        });
        try {
            flush();
        } catch (RuntimeException e) {
            LOG.warn("what {} logged last was not written before the store was closed: {}", segments, e.toString());
        }
    }

    /** Whatever ends this thread before its time is told to whoever logs, flushes or closes: nobody would wake them otherwise. */
    private void write() {
        try {
            while (awaitTime()) {
                writeWaiting();
            }
        } catch (RuntimeException e) {
            die(e);
        } catch (Throwable e) {
            die(new StorageException(segments.toString(), "can no longer be logged to: " + e, e));
        }
    }

    /**
     * Waits for lines, then for more of them until the first has waited as long as it may; false when the log is closed. Writing begins earlier by
     * the time that it took last, so that the line is durable in time. A writer that is idle shows now and then that it is alive.
     */
    private boolean awaitTime() throws InterruptedException {
        lock.lock();
        try {
            long heartbeat = HEARTBEAT;
            while (waiting.lines() == 0 && !closed && heartbeat > 0) {
                heartbeat = changed.awaitNanos(heartbeat);
            }
            long longest = flushNanos - Math.min(lastWrite, flushNanos / 2);
            long left = longest;
            while (waiting.lines() > 0
                    && waiting.hasRoom()
                    && !closed
                    && left > 0
                    && wanted <= added - waiting.lines()) {
                left = changed.awaitNanos(longest - (System.nanoTime() - firstWaits));
            }
            return waiting.lines() > 0 || !closed;
        } finally {
            lock.unlock();
        }
    }

    /** One segment, sealed once: a number that is tried again is offered the same bytes. */
    private void writeWaiting() throws InterruptedException {
        byte[] segment;
        long goal;
        lock.lock();
        try {
            segment = waiting.take(alive()); // points have times of their own
            goal = added;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        SegmentFormat.seal(segment);
        while (!tryToWrite(segment)) {
            awaitNextTry();
        }
        update(() -> {
            written = goal;
            failure = null;
        });
    }

    private boolean tryToWrite(byte[] segment) {
        update(() -> attempts++);
        long began = System.nanoTime();
        try {
            if (!segments.create(segmentsWritten.get() + 1, segment)) {
                throw new RunFencedException(segments.toString());
            }
            segmentsWritten.incrementAndGet();
            lastWrite = System.nanoTime() - began;
            return true;
        } catch (RunFencedException e) {
            throw e;
        } catch (RuntimeException e) {
            update(() -> {
                failure = e;
                failedAttempt = attempts;
                wanted = written; // whoever still wants more asks again
            });
            return false;
        }
    }

    /** Waits a while, or until somebody asks; gives up once nobody will any more. */
    private void awaitNextTry() throws InterruptedException {
        lock.lock();
        try {
            long left = Math.min(flushNanos, LONGEST_PAUSE);
            while (wanted <= written && !abandoned && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (abandoned && failure != null) {
                throw failure;
            }
        } finally {
            lock.unlock();
        }
    }

    private LogLine alive() {
        return LogLine.alive(writer, clock.instant());
    }

    private void die(RuntimeException e) {
        update(() -> {
            dead = true;
            failure = e;
        });
    }

    private void update(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
