package org.mlopssdk.metric;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What was measured of one subject: metrics, no two with the same name and labels, in the order of name and labels. Immutable.
 *
 * <pre>{@code
 * Metrics metrics = Metrics.of("f1", 0.81).with("latency.p95.ms", 12.5);
 * double f1 = metrics.value("f1").orElseThrow();
 * }</pre>
 *
 * @param all the metrics, sorted
 * @since 0.1.0
 */
public record Metrics(@JsonValue List<Metric> all) {

    private static final Comparator<Metric> ORDER = Comparator.comparing(Metric::name)
            .thenComparing(metric -> metric.labels().toString())
            .thenComparing(Metrics::unambiguous);

    private static final Metrics NONE = new Metrics(List.of());

    /** Sorts and copies; refuses two metrics of the same name and labels. */
    @JsonCreator
    public Metrics {
        all = all.stream().sorted(ORDER).collect(Collectors.toUnmodifiableList());
        for (int i = 1; i < all.size(); i++) {
            if (ORDER.compare(all.get(i - 1), all.get(i)) == 0) {
                throw new IllegalArgumentException("metric " + all.get(i).title() + " is given twice; name it once");
            }
        }
    }

    /** Labels that only print alike are not the same: {a=1, b=2} may be one label or two. */
    private static String unambiguous(Metric metric) {
        return metric.labels().entrySet().stream()
                .map(label -> label.getKey().length() + ":" + label.getValue().length())
                .collect(Collectors.joining(","));
    }

    /**
     * No metrics.
     *
     * @return the empty metrics
     */
    public static Metrics none() {
        return NONE;
    }

    /**
     * One metric.
     *
     * @param name its name
     * @param value its value
     * @return metrics with that one
     */
    public static Metrics of(String name, double value) {
        return of(Metric.of(name, value));
    }

    /**
     * These metrics.
     *
     * @param metrics the metrics, in any order
     * @return the metrics, sorted
     * @throws IllegalArgumentException if two have the same name and labels
     */
    public static Metrics of(Metric... metrics) {
        return new Metrics(Arrays.asList(metrics));
    }

    /**
     * These and one more, which takes the place of one with the same name and no labels.
     *
     * @param name its name
     * @param value its value
     * @return a copy with it
     */
    public Metrics with(String name, double value) {
        return with(Metric.of(name, value));
    }

    /**
     * These and one more, which takes the place of one with the same name and labels.
     *
     * @param metric the metric
     * @return a copy with it
     */
    public Metrics with(Metric metric) {
        List<Metric> merged = new ArrayList<>(all);
        merged.removeIf(present -> ORDER.compare(present, metric) == 0);
        merged.add(metric);
        return new Metrics(merged);
    }

    /**
     * These and others, which take the place of those with the same name and labels.
     *
     * @param others the others
     * @return a copy with them
     */
    public Metrics and(Metrics others) {
        SortedSet<Metric> merged = new TreeSet<>(ORDER);
        merged.addAll(others.all);
        merged.addAll(all); // leaves those that are there already
        return new Metrics(List.copyOf(merged));
    }

    /**
     * The metric of that name without labels.
     *
     * @param name the name
     * @return the metric, or empty where nobody logged it
     */
    public Optional<Metric> find(String name) {
        return find(name, Map.of());
    }

    /**
     * The metric of that name and exactly those labels.
     *
     * @param name the name
     * @param labels the labels
     * @return the metric, or empty where nobody logged it
     */
    public Optional<Metric> find(String name, Map<String, String> labels) {
        return all.subList(first(name), all.size()).stream()
                .takeWhile(metric -> metric.name().equals(name))
                .filter(metric -> metric.labels().equals(labels))
                .findFirst();
    }

    /** Where the metrics of a name begin: a gate of a thousand features looks for as many among ten thousand. */
    private int first(String name) {
        int from = 0;
        int to = all.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (all.get(middle).name().compareTo(name) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /**
     * The value of the metric of that name without labels.
     *
     * @param name the name
     * @return the value, perhaps NaN, or empty where nobody logged it
     */
    public OptionalDouble value(String name) {
        return find(name).map(metric -> OptionalDouble.of(metric.value())).orElseGet(OptionalDouble::empty);
    }

    /**
     * Whether there are none.
     *
     * @return true if nothing was measured
     */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /**
     * A line for each metric.
     *
     * @return the metrics as text
     */
    @Override
    public String toString() {
        return all.isEmpty()
                ? "no metrics"
                : all.stream().map(Metric::toString).collect(Collectors.joining(System.lineSeparator()));
    }
}
