package org.mlopssdk.monitoring.profile;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Records live values from any number of threads at the same time, and hands out what was recorded as a {@link Window}. Nothing recorded is
 * lost or counted twice, whenever a snapshot is taken; a row is in one snapshot as a whole. Recording does not wait for a snapshot, nor
 * allocate, but for the rare count that outgrows two bytes: 0.3 kilobytes for it and its neighbours, and for the first of a feature one byte more
 * for every four break points.
 *
 * <pre>{@code
 * Recorder recorder = profile.newRecorder();
 * recorder.record("Temperature", 21.4);                     // any thread
 * Window lastMinute = recorder.snapshot();                  // another, each minute
 * }</pre>
 *
 * <p>There are a few windows, of which a recording thread takes one for itself as long as a row takes, by one compare-and-set; where another thread
 * has it, it goes on to the next, and begins there the next time. So threads that record at the same time keep out of each other's way, and
 * there are as many windows in use as threads have met. Only when all are taken (there are more threads than windows and the system has
 * halted some in the middle of a row) a thread lets others run and tries again. A snapshot puts an empty window in the place of each.
 *
 * <p>Each window takes the memory of {@link ReferenceProfile#newWindow()}: a {@linkplain ReferenceProfile#coarsened coarse} profile
 * keeps it small.
 *
 * @since 0.1.0
 */
public final class Recorder {
    /** Integers between two flags, so that no two share a cache line, nor the line that the processor fetches along with it. */
    private static final int APART = 32;

    private static final int HINTS = 256;

    /** How long to wait, in nanoseconds, for a thread that was interrupted by the system in the midst of a row. */
    private static final long SHORTLY = 10_000;

    private static final int MOST_BY_DEFAULT = 8;

    private final ReferenceProfile profile;
    private final @Nullable Window[] windows;

    /** A flag for each window, 1 while a thread has it. */
    private final AtomicIntegerArray taken;

    /** Where a thread begins to look, by its id: a hint that may be outdated. */
    private final byte[] hints = new byte[HINTS];

    /** What a snapshot puts in the place of a window; made by the first. */
    private @Nullable Window spare;

    Recorder(ReferenceProfile profile, int windows) {
        this.profile = profile;
        this.windows = new Window[windows];
        this.taken = new AtomicIntegerArray((windows + 1) * APART);
    }

    static Recorder of(ReferenceProfile profile) {
        return new Recorder(
                profile, Math.min(MOST_BY_DEFAULT, 2 * Runtime.getRuntime().availableProcessors()));
    }

    /**
     * The profile that is counted against.
     *
     * @return the profile
     */
    public ReferenceProfile profile() {
        return profile;
    }

    /**
     * Records a value of a numeric feature.
     *
     * @param feature the name of the feature
     * @param value any value; {@code NaN} counts as missing, infinities as values
     * @throws IllegalArgumentException if the profile has no numeric feature of that name
     */
    public void record(String feature, double value) {
        int mine = take();
        try {
            window(mine).record(feature, value);
        } finally {
            giveBack(mine);
        }
    }

    /**
     * Records a value of a text feature.
     *
     * @param feature the name of the feature
     * @param value any text, also an empty one; {@code null} counts as missing
     * @throws IllegalArgumentException if the profile has no text feature of that name
     */
    public void record(String feature, @Nullable String value) {
        int mine = take();
        try {
            window(mine).record(feature, value);
        } finally {
            giveBack(mine);
        }
    }

    /**
     * Records a row of a profile whose features are all numeric.
     *
     * @param values a value for each feature, in the order of the profile; {@code NaN} counts as missing
     * @throws IllegalArgumentException if there are more or fewer values than features, or a feature is text; nothing of
     *     the row is recorded then
     */
    public void recordRow(double... values) {
        int mine = take();
        try {
            window(mine).recordRow(values);
        } finally {
            giveBack(mine);
        }
    }

    /**
     * Records a row.
     *
     * @param numbers a value for each numeric feature, in the order of the profile; {@code NaN} counts as missing
     * @param texts a value for each text feature, in the order of the profile; {@code null} counts as missing
     * @throws IllegalArgumentException if there are more or fewer values than features; nothing of the row is recorded then
     */
    public void recordRow(double[] numbers, @Nullable String[] texts) {
        int mine = take();
        try {
            window(mine).recordRow(numbers, texts);
        } finally {
            giveBack(mine);
        }
    }

    /**
     * Takes what was recorded since the last snapshot. A row that is being recorded meanwhile is in this one or in the next.
     *
     * @return a new window, of which the recorder keeps nothing
     */
    public synchronized Window snapshot() {
        Window sum = profile.newWindow();
        Window empty = spare == null ? profile.newWindow() : spare;
        for (int i = 0; i < windows.length; i++) {
            Window full = swap(i, empty);
            if (full != null) {
                sum.merge(full);
                full.clear();
                empty = full;
            }
        }
        spare = empty;
        return sum;
    }

    /** Puts an empty window in the place of one that was used. */
    private @Nullable Window swap(int i, Window empty) {
        while (!tryTake(i)) {
            LockSupport.parkNanos(SHORTLY);
        }
        try {
            Window full = windows[i];
            windows[i] = full == null ? null : empty;
            return full;
        } finally {
            giveBack(i);
        }
    }

    private int take() {
        int hint = (int) Thread.currentThread().getId() & HINTS - 1;
        int first = hints[hint];
        if (tryTake(first)) {
            return first;
        }
        for (int tried = 1; ; tried++) {
            int next = (first + tried) % windows.length;
            if (tryTake(next)) {
                hints[hint] = (byte) next;
                return next;
            }
            if (tried % windows.length == 0) {
                LockSupport.parkNanos(SHORTLY);
            }
        }
    }

    private boolean tryTake(int i) {
        return taken.compareAndSet((i + 1) * APART, 0, 1);
    }

    private void giveBack(int i) {
        taken.setRelease((i + 1) * APART, 0);
    }

    private Window window(int mine) {
        Window window = windows[mine];
        if (window == null) {
            window = profile.newWindow();
            windows[mine] = window;
        }
        return window;
    }

    /**
     * The profile that is counted against, and how many windows its threads share.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return "recorder for profile " + profile.fingerprint().abbreviated()
                + ", for any number of threads, which share " + windows.length + " windows";
    }
}
