package org.mlopssdk.monitoring.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.metric.Interval;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;

/** Metrics and notes as they are found. */
final class Findings {
    private final Intervals intervals;
    private final List<Metric> metrics = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Findings(Intervals intervals) {
        this.intervals = intervals;
    }

    Intervals intervals() {
        return intervals;
    }

    void add(String name, double value, long rows, @Nullable Interval interval) {
        add(name, Map.of(), value, rows, interval);
    }

    void add(String name, Map<String, String> labels, double value, long rows, @Nullable Interval interval) {
        metrics.add(new Metric(name, labels, value, rows, interval));
    }

    /** A proportion with its interval; NaN of no trials, for the reason given. */
    void share(String name, Map<String, String> labels, long successes, long trials, String undefined) {
        if (trials == 0) {
            note(name, labels, "is NaN: " + undefined);
        }
        add(name, labels, (double) successes / trials, trials, intervals.proportion(successes, trials));
    }

    /** The F1 of two classes, whose interval comes from that of tp / (tp + fp + fn), of which it is a function. */
    void f1(String name, Map<String, String> labels, Confusion confusion) {
        long hits = confusion.truePositives();
        long trials = hits + confusion.falsePositives() + confusion.falseNegatives();
        if (trials == 0) {
            note(name, labels, "is NaN: no row is positive, and none was predicted to be");
        }
        Interval shares = intervals.proportion(hits, trials);
        add(
                name,
                labels,
                confusion.f1(),
                confusion.rows(),
                shares == null ? null : new Interval(f1(shares.lower()), f1(shares.upper()), intervals.confidence()));
    }

    private static double f1(double share) {
        return 2 * share / (1 + share);
    }

    /** A value with the interval of a bootstrap, or a note why it has none. */
    void bootstrapped(String name, Map<String, String> labels, double value, long rows, @Nullable Interval interval) {
        if (interval == null && intervals.resamples() > 0 && Double.isFinite(value)) {
            note(name, labels, "has no interval: resamples of these rows cannot tell how far it may be off");
        }
        add(name, labels, value, rows, interval);
    }

    void note(String name, Map<String, String> labels, String note) {
        notes.add(name + (labels.isEmpty() ? "" : labels) + " " + note);
    }

    Evaluation of(String subject) {
        return new Evaluation(subject, new Metrics(metrics), notes);
    }
}
