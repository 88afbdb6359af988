package org.mlopssdk.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.metric.FreeText;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;

/**
 * The slices of a metric by one label: a condition holds in each of them, and none hides behind the mean of all.
 *
 * <pre>{@code
 * Gate.named("release").require("recall", inEach("segment", "new", "old"), atLeast(0.7));
 * }</pre>
 *
 * <p>Every slice that was measured of the candidate is checked by itself. Those that are named have to be among them: one that is
 * missing fails. Where none are named, those of the baseline have to be; and where there is none at all, that fails, too, since nothing was checked.
 *
 * @param label the label that tells the slices apart, such as {@code segment}
 * @param named the slices that have to be there, without repetition; may be empty
 * @since 0.1.0
 */
public record Slices(String label, List<String> named) {

    /** Checks the label and the names, as those of a {@link Metric} are, and copies them. */
    public Slices {
        FreeText.require("a label's key", label);
        named.forEach(value -> FreeText.require("a label's value", value));
        named = List.copyOf(new LinkedHashSet<>(named));
    }

    /**
     * Each slice.
     *
     * @param label the label that tells the slices apart
     * @param named the slices that have to be there; none means those of the baseline, and at least one
     * @return the slices
     */
    public static Slices inEach(String label, String... named) {
        return new Slices(label, Arrays.asList(named));
    }

    /** The labels of each slice that is checked: the named ones first, then the others in their order. */
    List<Map<String, String>> labels(
            String metric, Map<String, String> labels, Metrics candidate, @Nullable Metrics baseline) {
        Set<String> others = new TreeSet<>(found(metric, labels, candidate));
        if (named.isEmpty() && baseline != null) {
            others.addAll(found(metric, labels, baseline));
        }
        Set<String> values = new LinkedHashSet<>(named);
        values.addAll(others);
        List<Map<String, String>> all = new ArrayList<>();
        values.forEach(value -> all.add(with(labels, value)));
        return all;
    }

    private List<String> found(String metric, Map<String, String> labels, Metrics metrics) {
        return metrics.all().stream()
                .filter(some -> some.name().equals(metric) && isSlice(labels, some.labels()))
                .map(some -> some.labels().get(label))
                .toList();
    }

    private boolean isSlice(Map<String, String> labels, Map<String, String> some) {
        String value = some.get(label);
        return value != null && some.equals(with(labels, value));
    }

    private Map<String, String> with(Map<String, String> labels, String value) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(label, value);
        return more;
    }

    @Override
    public String toString() {
        return "in each " + label + (named.isEmpty() ? "" : " " + named);
    }
}
