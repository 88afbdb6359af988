package org.mlopssdk.metric;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One measured value: its name, the labels that tell it from others of that name, and, where they are known, the number of rows
 * behind it and its confidence interval.
 *
 * <p>NaN and infinities are kept as they were measured; what they mean is for a gate to say.
 *
 * @param name the metric in the field's own term, such as {@code f1} or {@code latency.p95.ms}; 1 to 250 printable characters
 * @param labels what it is about, such as {@code feature=Light}; may be empty; kept sorted by key
 * @param value the value, in the unit that the name says
 * @param n the number of rows behind it, or null where unknown; not negative
 * @param interval the confidence interval, or null where none was computed
 * @since 0.1.0
 */
public record Metric(
        String name,
        Map<String, String> labels,
        double value,
        @Nullable Long n,
        @Nullable Interval interval) {

    /** Checks and copies the parts. */
    public Metric {
        FreeText.require("a metric's name", name);
        labels = Labels.sorted(labels);
        if (n != null && n < 0) {
            throw new IllegalArgumentException("metric " + name + " counts " + n + " rows; a count is not negative");
        }
    }

    /**
     * A value and nothing else.
     *
     * @param name the metric
     * @param value its value
     * @return the metric, without labels, count or interval
     */
    public static Metric of(String name, double value) {
        return new Metric(name, Map.of(), value, null, null);
    }

    /**
     * The same metric about something narrower.
     *
     * @param labels the labels in place of the present ones
     * @return a copy
     */
    public Metric withLabels(Map<String, String> labels) {
        return new Metric(name, labels, value, n, interval);
    }

    /**
     * The same metric with the number of rows behind it.
     *
     * @param rows how many rows; not negative
     * @return a copy
     */
    public Metric withN(long rows) {
        return new Metric(name, labels, value, rows, interval);
    }

    /**
     * The same metric with its confidence interval.
     *
     * @param bounds the interval
     * @return a copy
     */
    public Metric withInterval(Interval bounds) {
        return new Metric(name, labels, value, n, bounds);
    }

    /**
     * The name and the labels, as people read them.
     *
     * @return for example {@code psi{feature=Light}}
     */
    public String title() {
        return Labels.title(name, labels);
    }

    @Override
    public String toString() {
        return title() + " = " + value + (n == null ? "" : " (n=" + n + ")") + (interval == null ? "" : " " + interval);
    }
}
