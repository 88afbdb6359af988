package org.mlopssdk.monitoring.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What was recorded in a span of time.
 *
 * @param from when it began, inclusive
 * @param to when it ended, exclusive; not before {@code from}
 * @param window what was recorded then
 * @since 0.1.0
 */
public record Pane(Instant from, Instant to, Window window) {

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if it ended before it began
     */
    public Pane {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("A pane ends when it began or later; got " + from + " to " + to + ".");
        }
    }

    /**
     * The sum of panes, from the beginning of the earliest to the end of the latest, whether or not they follow each other.
     *
     * @param panes the panes, at least one, of the same profile, in any order; each stays as it is
     * @return their sum
     * @throws IllegalArgumentException if there is none, or their profiles differ
     */
    public static Pane sum(List<Pane> panes) {
        Window sum = Window.sum(panes.stream().map(Pane::window).toList());
        Instant from = panes.stream().map(Pane::from).min(Instant::compareTo).orElseThrow();
        Instant to = panes.stream().map(Pane::to).max(Instant::compareTo).orElseThrow();
        return new Pane(from, to, sum);
    }

    /**
     * How long it lasted.
     *
     * @return the duration, not negative
     */
    public Duration length() {
        return Duration.between(from, to);
    }

    /**
     * When it was, and what was recorded.
     *
     * @return several lines
     */
    @Override
    public String toString() {
        return from + " to " + to + System.lineSeparator() + window;
    }
}
