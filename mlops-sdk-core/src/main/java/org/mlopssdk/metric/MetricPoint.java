package org.mlopssdk.metric;

import java.time.Instant;
import java.util.Map;

/**
 * One point of a metric's history in a run.
 *
 * @param name the metric; 1 to 250 printable characters
 * @param labels what it is about; may be empty; kept sorted by key
 * @param value the value; NaN and infinities are kept
 * @param step the step it belongs to, such as an epoch; any number, in any order
 * @param time when it was logged
 * @since 0.1.0
 */
public record MetricPoint(String name, Map<String, String> labels, double value, long step, Instant time) {

    /** Checks and copies the parts. */
    public MetricPoint {
        FreeText.require("a metric's name", name);
        labels = labels.isEmpty() ? Map.of() : Labels.sorted(labels);
    }

    @Override
    public String toString() {
        return Labels.title(name, labels) + " = " + value + " at step " + step;
    }
}
