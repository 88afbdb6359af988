package org.mlopssdk.run;

import java.time.Duration;

/**
 * How a run logs.
 *
 * @param flushEvery how long a point may wait before it is written; positive
 * @param capacity how many points may wait in memory; at least 1
 * @param dropping whether a point that finds no room is dropped and counted, instead of waiting for room
 * @since 0.1.0
 */
public record RunOptions(Duration flushEvery, int capacity, boolean dropping) {

    private static final int DEFAULT_CAPACITY = 1 << 16;

    /** Refuses what could not work. */
    public RunOptions {
        if (flushEvery.isZero() || flushEvery.isNegative()) {
            throw new IllegalArgumentException("the time between flushes is positive, got " + flushEvery);
        }
        if (capacity < 1) {
            throw new IllegalArgumentException("at least one point has room, got " + capacity);
        }
    }

    /**
     * Flushed each second, room for 65,536 points, none dropped.
     *
     * @return the options
     */
    public static RunOptions ofDefaults() {
        return new RunOptions(Duration.ofSeconds(1), DEFAULT_CAPACITY, false);
    }

    /**
     * The same options with another time between flushes.
     *
     * @param time positive
     * @return a copy
     */
    public RunOptions flushEvery(Duration time) {
        return new RunOptions(time, capacity, dropping);
    }

    /**
     * The same options with other room.
     *
     * @param points how many points may wait in memory
     * @return a copy
     */
    public RunOptions capacity(int points) {
        return new RunOptions(flushEvery, points, dropping);
    }

    /**
     * The same options, dropping and counting what finds no room.
     *
     * @return a copy
     */
    public RunOptions droppingWhenFull() {
        return new RunOptions(flushEvery, capacity, true);
    }
}
