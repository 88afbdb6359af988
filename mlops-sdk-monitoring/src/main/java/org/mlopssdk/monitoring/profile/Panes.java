package org.mlopssdk.monitoring.profile;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Live values over time: a {@link Recorder} whose snapshots are taken at even times, and the last of them kept. A tumbling window is one such pane,
 * a sliding one the sum of the last few.
 *
 * <pre>{@code
 * Panes panes = Panes.of(profile.newRecorder(), Duration.ofMinutes(5), 12, InstantSource.system());
 * panes.recorder().record("Temperature", 21.4);             // any thread
 * panes.roll();                                             // a scheduler, each minute or so
 * Optional<Pane> lastHour = panes.last(Duration.ofHours(1));
 * }</pre>
 *
 * <p>Even times are multiples of the length since the epoch, so that the panes of several processes begin together and can be added. No clock is
 * read while recording: a pane ends when someone {@linkplain #roll() rolls} for the first time after its end, and says when that was. So call
 * {@code roll()} several times a pane; what is read here rolls first.
 *
 * <p>Safe for use by several threads; those that record wait for nobody.
 *
 * @since 0.1.0
 */
public final class Panes {
    private static final int MOST_KEPT = 100_000;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(100_000);

    private final Recorder recorder;
    private final Duration length;
    private final int kept;
    private final InstantSource clock;
    private final Deque<Pane> closed = new ArrayDeque<>();
    private Instant from;

    private Panes(Recorder recorder, Duration length, int kept, InstantSource clock) {
        this.recorder = recorder;
        this.length = length;
        this.kept = kept;
        this.clock = clock;
        this.from = clock.instant();
    }

    /**
     * Begins the first pane now.
     *
     * @param recorder whose snapshots are taken, by nobody else from now on
     * @param length how long a pane is; a number of milliseconds, 100,000 days at most
     * @param kept how many closed panes are kept, each of which takes the memory of a window; 1 to 100,000
     * @param clock tells the time
     * @return the panes
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static Panes of(Recorder recorder, Duration length, int kept, InstantSource clock) {
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0 || length.toNanosPart() % 1_000_000 != 0) {
            throw new IllegalArgumentException("A pane lasts a number of milliseconds, up to " + LONGEST.toDays()
                    + " days, for example PT5M; got " + length + ".");
        }
        if (kept < 1 || kept > MOST_KEPT) {
            throw new IllegalArgumentException(
                    "The number of panes to keep lies in 1 to " + MOST_KEPT + "; got " + kept + ".");
        }
        return new Panes(recorder, length, kept, clock);
    }

    /**
     * Where to record.
     *
     * @return the recorder
     */
    public Recorder recorder() {
        return recorder;
    }

    /**
     * Closes the current pane if its time is over; the oldest one is dropped if there are too many.
     *
     * @return the pane that was closed, or empty where its time is not over
     */
    public synchronized Optional<Pane> roll() {
        Instant now = clock.instant();
        if (now.isBefore(evenTimeAfter(from))) {
            return Optional.empty();
        }
        Pane pane = new Pane(from, now, recorder.snapshot());
        closed.addLast(pane);
        if (closed.size() > kept) {
            closed.removeFirst();
        }
        from = now;
        return Optional.of(pane);
    }

    private Instant evenTimeAfter(Instant time) {
        long millis = length.toMillis();
        return Instant.ofEpochMilli((Math.floorDiv(time.toEpochMilli(), millis) + 1) * millis);
    }

    /**
     * The closed panes that are kept.
     *
     * @return the panes, the oldest first
     */
    public synchronized List<Pane> closed() {
        roll();
        return List.copyOf(closed);
    }

    /**
     * A sliding window: the sum of the last closed panes, as many as last so long, to the nearest pane; the last one in any case.
     *
     * @param time how long
     * @return the sum, or empty where no pane was closed yet
     */
    public synchronized Optional<Pane> last(Duration time) {
        roll();
        if (closed.isEmpty()) {
            return Optional.empty();
        }
        Pane newest = closed.getLast();
        Duration late = length.dividedBy(2); // panes end a little late
        List<Pane> within = closed.stream()
                .filter(pane -> pane.to().equals(newest.to())
                        || Duration.between(pane.from(), newest.to())
                                        .minus(late)
                                        .compareTo(time)
                                <= 0)
                .toList();
        return Optional.of(Pane.sum(within));
    }

    /**
     * The panes kept and what they span.
     *
     * @return one line
     */
    @Override
    public synchronized String toString() {
        return closed.size() + " panes of " + length
                + (closed.isEmpty() ? "" : " since " + closed.getFirst().from());
    }
}
