package org.mlopssdk.run;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.artifact.VersionRef;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.metric.MetricPoint;

/**
 * One line of a run's log, as it is kept. Which field is there says what it is: {@code metric} with value, step and time; {@code param} or
 * {@code tag} with text; {@code input}; or the writer's id as text, by which one that is idle
 * shows that it is alive, and one that takes over fences off the one before it; or {@code lost}, in the place of lines that could not be read.
 */
record LogLine(
        @Nullable String metric,
        @Nullable Map<String, String> labels,
        @Nullable Double value,
        @Nullable Long step,
        @Nullable String param,
        @Nullable String tag,
        @Nullable String text,
        @Nullable VersionRef input,
        @Nullable String lost,
        @Nullable Instant time) {

    /** The longest line: 20 labels of 250 characters each side, or a text of 4,000, as far as UTF-8 and JSON make them longer. */
    static final int MAX_BYTES = 1 << 16;

    static LogLine metric(MetricPoint point) {
        Map<String, String> labels = point.labels().isEmpty() ? null : point.labels();
        return new LogLine(
                point.name(), labels, point.value(), point.step(), null, null, null, null, null, point.time());
    }

    static LogLine param(String name, String text, Instant time) {
        return new LogLine(null, null, null, null, name, null, text, null, null, time);
    }

    static LogLine tag(String name, String text, Instant time) {
        return new LogLine(null, null, null, null, null, name, text, null, null, time);
    }

    static LogLine input(VersionRef version, Instant time) {
        return new LogLine(null, null, null, null, null, null, null, version, null, time);
    }

    static LogLine alive(String writer, Instant time) {
        return new LogLine(null, null, null, null, null, null, writer, null, null, time);
    }

    /** Says what became of the lines that stood in its place. */
    static LogLine lost(String what) {
        return new LogLine(null, null, null, null, null, null, null, null, what, null);
    }

    /** Whether it says nothing but that its writer was alive. */
    boolean isAlive() {
        return metric == null && param == null && tag == null && input == null && lost == null;
    }

    /** Refuses what no writer writes. */
    LogLine requireSound(String subject) {
        try {
            if (lost == null) {
                Objects.requireNonNull(time, "a line without a time");
            }
            if (metric != null) {
                point();
            }
            return this;
        } catch (IllegalArgumentException | IllegalStateException | NullPointerException e) {
            throw new CorruptedException(subject, "has a line that is none of a log: " + e.getMessage(), e);
        }
    }

    /** The point that a metric's line holds. */
    MetricPoint point() {
        if (metric == null || value == null || time == null) {
            throw new IllegalStateException("not a metric's line: " + this);
        }
        return new MetricPoint(metric, labels == null ? Map.of() : labels, value, step == null ? 0 : step, time);
    }
}
