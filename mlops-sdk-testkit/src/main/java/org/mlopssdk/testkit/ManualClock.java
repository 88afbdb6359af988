package org.mlopssdk.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until a test turns it. Clocks of other zones made from it show the same time. Safe for use by many
 * threads.
 *
 * <pre>{@code
 * ManualClock clock = ManualClock.at(Instant.parse("2026-11-01T12:00:00Z"));
 * clock.advance(Duration.ofMinutes(5));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class ManualClock extends Clock {

    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private ManualClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /**
     * A clock in UTC.
     *
     * @param start what it shows until it is turned
     * @return the clock
     */
    public static ManualClock at(Instant start) {
        return new ManualClock(new AtomicReference<>(start), ZoneOffset.UTC);
    }

    /**
     * Turns the clock on.
     *
     * @param step how far; a negative step turns it back, as clocks in the world do now and then
     * @return what it shows now
     */
    public Instant advance(Duration step) {
        return now.updateAndGet(instant -> instant.plus(step));
    }

    /**
     * Sets the clock.
     *
     * @param instant what it shows from now on
     */
    public void set(Instant instant) {
        now.set(instant);
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get(), "set from the start");
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /**
     * The same clock in another zone: turning either turns both.
     *
     * @param other the zone
     * @return a clock that shows the same time
     */
    @Override
    public ManualClock withZone(ZoneId other) {
        return new ManualClock(now, other);
    }

    @Override
    public String toString() {
        return "ManualClock[" + now.get() + ", " + zone + "]";
    }
}
