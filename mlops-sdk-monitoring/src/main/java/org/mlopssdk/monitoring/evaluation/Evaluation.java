package org.mlopssdk.monitoring.evaluation;

import java.util.List;
import java.util.Map;
import org.mlopssdk.metric.FreeText;
import org.mlopssdk.metric.Measured;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;

/**
 * The metrics of a model on a sample, ready for a run, a version or a gate, with notes on what is undefined and why. Prints as a
 * table.
 *
 * @param subject what was evaluated, one line
 * @param metrics the metrics, with counts and intervals
 * @param notes why values are NaN, or lack an interval; may be empty
 * @since 0.1.0
 */
public record Evaluation(String subject, Metrics metrics, List<String> notes) implements Measured {

    /** Checks the subject and copies the notes. */
    public Evaluation {
        FreeText.require("a subject", subject);
        notes = List.copyOf(notes);
    }

    /**
     * The same under a name that nothing else has.
     *
     * @param name the subject, one line, for example {@code fraud 7 on 2026-03}
     * @return a copy
     */
    public Evaluation of(String name) {
        return new Evaluation(name, metrics, notes);
    }

    /**
     * This and another evaluation of the same subject: its metrics take the place of those with the same name and labels.
     *
     * @param other the other
     * @return an evaluation with the metrics and notes of both
     */
    public Evaluation and(Evaluation other) {
        List<String> all = new java.util.ArrayList<>(notes);
        other.notes.stream().filter(note -> !all.contains(note)).forEach(all::add);
        return new Evaluation(subject, metrics.and(other.metrics), all);
    }

    /** The same, its metrics labelled. */
    Evaluation labelled(String key, String value) {
        List<Metric> labelled = metrics.all().stream()
                .map(metric -> {
                    Map<String, String> labels = new java.util.TreeMap<>(metric.labels());
                    labels.put(key, value);
                    return metric.withLabels(labels);
                })
                .toList();
        List<String> told =
                notes.stream().map(note -> key + "=" + value + ": " + note).toList();
        return new Evaluation(subject, new Metrics(labelled), told);
    }

    /**
     * A table with a line for each metric, and the notes.
     *
     * @return several lines of at most 100 characters, unless names are long
     */
    @Override
    public String toString() {
        return EvaluationTable.of(this);
    }
}
