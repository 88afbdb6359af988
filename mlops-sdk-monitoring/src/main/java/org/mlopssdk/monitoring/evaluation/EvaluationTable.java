package org.mlopssdk.monitoring.evaluation;

import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.metric.Interval;
import org.mlopssdk.metric.Metric;

/** An evaluation as text. */
final class EvaluationTable {
    private static final int WIDEST = 40;
    private static final int WIDTH = 100;

    private EvaluationTable() {}

    static String of(Evaluation evaluation) {
        int width = Math.min(
                WIDEST,
                evaluation.metrics().all().stream()
                        .mapToInt(metric -> metric.title().length())
                        .max()
                        .orElse(0));
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        lines.add(Display.shortened(evaluation.subject(), WIDTH));
        for (Metric metric : evaluation.metrics().all()) {
            lines.add(String.format(
                            Locale.ROOT,
                            "%-" + Math.max(1, width) + "s %12s  %-30s %s",
                            Display.shortened(metric.title(), WIDEST),
                            Display.number(metric.value()),
                            interval(metric.interval()),
                            n(metric.n()))
                    .stripTrailing());
        }
        evaluation.notes().forEach(note -> lines.add("note: " + note));
        return lines.toString();
    }

    private static String n(@Nullable Long rows) {
        return rows == null ? "" : "n=" + Display.count(rows);
    }

    private static String interval(@Nullable Interval interval) {
        return interval == null
                ? ""
                : "[" + Display.number(interval.lower()) + ", " + Display.number(interval.upper()) + "] at "
                        + interval.confidence();
    }
}
