package org.mlopssdk.run;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.json.Json;
import org.mlopssdk.store.BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a run's log. Lines wait in memory, for a moment; a daemon thread writes them as segments. Whoever adds a line waits only where there
 * is no room. A failure of the storage is kept and thrown at whoever flushes, closes, or finds no room; the lines are kept and tried again.
 */
final class RunLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Run.class);
    private static final Duration HEARTBEAT = Duration.ofMinutes(1);
    private static final int MAX_ALIVE = 1024;
    private static final int MAX_SEGMENT = BlobStore.MAX_CREATE - SegmentFormat.DIGEST_LINE;

    private final Segments segments;
    private final RunOptions options;
    private final String writer;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private List<LogLine> waiting = new ArrayList<>();
    private long added;
    private long written;
    private final AtomicLong dropped = new AtomicLong();
    private boolean hurry;
    private boolean closed;
    private boolean abandoned;
    private boolean dead;
    private long attempts;
    private long failedAttempt;
    private @Nullable RuntimeException failure;

    /** Written by the writer's thread alone. */
    private final AtomicLong segmentsWritten;

    RunLog(Segments segments, long segmentsWritten, String writer, RunOptions options, Clock clock) {
        this.segments = segments;
        this.segmentsWritten = new AtomicLong(segmentsWritten);
        this.options = options;
        this.writer = writer;
        this.clock = clock;
        Thread thread = new Thread(this::write, "mlops-run-log");
        thread.setDaemon(true);
        thread.start();
    }

    void add(LogLine line) {
        lock.lock();
        try {
            if (dead) {
                throwFailure();
            }
            while (waiting.size() >= options.capacity() && !closed) {
                if (options.dropping() && line.metric() != null) {
                    dropped.incrementAndGet();
                    return;
                }
                throwFailure();
                hurry = true;
                changed.signalAll();
                changed.awaitUninterruptibly();
            }
            if (closed) {
                throw new IllegalStateException(segments + " is closed; start another to log more");
            }
            waiting.add(line);
            added++;
            if (waiting.size() == 1) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** On return everything added before is durable. Only a failure of an attempt that began later than the call is the caller's. */
    void flush() {
        lock.lock();
        try {
            long goal = added;
            long before = attempts;
            while (written < goal) {
                if (dead || failedAttempt > before) {
                    throwFailure();
                }
                hurry = true;
                changed.signalAll();
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
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
            if (!closed) {
                waiting.add(LogLine.alive(writer, clock.instant())); // whoever was fenced off learns it here
                added++;
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

    private void throwFailure() {
        if (failure != null) {
            throw failure;
        }
    }

    /** Whatever ends this thread before its time is told to whoever logs, flushes or closes: nobody would wake them otherwise. */
    private void write() {
        try {
            writeBatches();
        } catch (RuntimeException e) {
            die(e);
        } catch (Throwable e) {
            die(new StorageException(segments.toString(), "can no longer be logged to: " + e, e));
        }
    }

    private void writeBatches() {
        Deque<byte[]> unwritten = new ArrayDeque<>();
        for (List<LogLine> batch = take(); !batch.isEmpty(); batch = take()) {
            encode(batch, unwritten);
            while (!unwritten.isEmpty()) {
                try {
                    update(() -> attempts++);
                    writeSegment(unwritten.getFirst());
                    unwritten.removeFirst();
                } catch (RunFencedException e) {
                    throw e;
                } catch (RuntimeException e) {
                    fail(e);
                    if (!pauseAfterFailure()) {
                        throw e;
                    }
                }
            }
            done(batch.size());
        }
    }

    /** Waits for lines, then for more of them until the time for a flush has come; empty when the log is closed. */
    private List<LogLine> take() {
        lock.lock();
        try {
            awaitLines();
            long left = flushNanos();
            while (!hurry && !closed && left > 0 && waiting.size() < options.capacity()) {
                left = changed.awaitNanos(left);
            }
            hurry = false;
            List<LogLine> batch = waiting;
            waiting = new ArrayList<>();
            changed.signalAll();
            return batch;
        } catch (InterruptedException e) {
            throw new IllegalStateException("the thread that writes the log of " + segments + " was interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private long flushNanos() {
        return TimeUnit.NANOSECONDS.convert(options.flushEvery()); // the longest there is, where it would overflow
    }

    private void awaitLines() throws InterruptedException {
        long left = HEARTBEAT.toNanos();
        while (waiting.isEmpty() && !closed) {
            left = changed.awaitNanos(left);
            if (left <= 0 && waiting.isEmpty()) {
                waiting.add(LogLine.alive(writer, clock.instant()));
                added++;
            }
        }
    }

    /** Whole lines, at most so many bytes in a segment. Encoded once: a number that is tried again is offered the same bytes. */
    private void encode(List<LogLine> batch, Deque<byte[]> encoded) {
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        for (LogLine line : batch) {
            byte[] json = Json.write(line);
            if (segment.size() + json.length + 1 > MAX_SEGMENT - MAX_ALIVE) {
                encoded.addLast(segment.toByteArray());
                segment.reset();
            }
            segment.writeBytes(json);
            segment.write('\n');
        }
        segment.writeBytes(Json.write(LogLine.alive(writer, clock.instant()))); // points have times of their own
        segment.write('\n');
        encoded.addLast(segment.toByteArray());
    }

    private void writeSegment(byte[] lines) {
        if (!segments.create(segmentsWritten.get() + 1, lines)) {
            throw new RunFencedException(segments.toString());
        }
        segmentsWritten.incrementAndGet();
    }

    private void die(RuntimeException e) {
        update(() -> {
            dead = true;
            failure = e;
        });
    }

    private void fail(RuntimeException e) {
        update(() -> {
            failure = e;
            failedAttempt = attempts;
        });
    }

    private void done(int lines) {
        update(() -> {
            written += lines;
            failure = null;
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

    /** False once nobody will ask for the lines any more. */
    private boolean pauseAfterFailure() {
        lock.lock();
        try {
            long left = flushNanos();
            while (!hurry && !abandoned && left > 0) {
                left = changed.awaitNanos(left);
            }
            hurry = false;
            return !abandoned;
        } catch (InterruptedException e) {
            throw new IllegalStateException("the thread that writes the log of " + segments + " was interrupted", e);
        } finally {
            lock.unlock();
        }
    }
}
