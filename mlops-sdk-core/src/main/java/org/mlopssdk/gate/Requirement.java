package org.mlopssdk.gate;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.metric.FreeText;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;

/**
 * One condition on one metric, or on each slice of it.
 *
 * @param metric the name of the metric
 * @param labels exactly the labels of the metric, beside the one that tells slices apart; may be empty
 * @param slices in which slices it is asked, or null for the metric itself
 * @param condition what is asked of it
 * @param advisory whether it is only advice: reported, and without effect on the gate's verdict
 * @param group the group it belongs to in reports, 1 to 250 printable characters, or null for none
 * @since 0.1.0
 */
public record Requirement(
        String metric,
        Map<String, String> labels,
        @Nullable Slices slices,
        Condition condition,
        boolean advisory,
        @Nullable String group) {

    private static final int SHOWN = 10;

    /** Checks the name, labels and group, as those of a {@link Metric} are, and copies them. */
    public Requirement {
        labels = new Metric(metric, labels, 0, null, null).labels();
        if (slices != null) {
            if (labels.containsKey(slices.label())) {
                throw new IllegalArgumentException(
                        metric + " is asked in each " + slices.label() + " and of one of them; name the label once");
            }
            new Metric(metric, withSlice(labels, slices, "any"), 0, null, null);
        }
        if (group != null) {
            FreeText.require("a group's name", group);
        }
    }

    /**
     * A requirement in no group, on the metric itself.
     *
     * @param metric the name of the metric
     * @param labels exactly the labels of the metric; may be empty
     * @param condition what is asked of it
     * @param advisory whether it is only advice
     */
    public Requirement(String metric, Map<String, String> labels, Condition condition, boolean advisory) {
        this(metric, labels, null, condition, advisory, null);
    }

    private static Map<String, String> withSlice(Map<String, String> labels, Slices slices, String value) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(slices.label(), value);
        return more;
    }

    Requirement in(String name) {
        if (group != null) {
            throw new IllegalArgumentException("the group " + group + " stands within the group " + name
                    + "; groups do not nest, put them beside each other");
        }
        return new Requirement(metric, labels, slices, condition, advisory, name);
    }

    /**
     * Judges a candidate.
     *
     * @param candidate what was measured of it
     * @param baseline what was measured of the baseline, or null where there is none
     * @return the verdict with its reason, of each slice if it is asked of slices; never empty
     */
    public List<CheckResult> check(Metrics candidate, @Nullable Metrics baseline) {
        if (slices == null) {
            return List.of(checkOne(candidate, baseline));
        }
        List<CheckResult> checks = slices.labels(metric, labels, candidate, baseline).stream()
                .map(slice ->
                        new Requirement(metric, slice, null, condition, advisory, group).checkOne(candidate, baseline))
                .toList();
        return checks.isEmpty()
                ? List.of(result(new Finding(Verdict.FAIL, "was not logged" + logged(candidate)), null, null))
                : checks;
    }

    private CheckResult checkOne(Metrics candidate, @Nullable Metrics baselines) {
        Metric measured = candidate.find(metric, labels).orElse(null);
        if (measured == null) {
            return result(new Finding(Judge.otherwise(condition), "was not logged" + logged(candidate)), null, null);
        }
        if (baselines == null || condition instanceof Bound) {
            return result(Judge.judge(condition, measured, null), measured, null);
        }
        Metric baseline = baselines.find(metric, labels).orElse(null);
        if (baseline == null && Double.isFinite(measured.value())) {
            String reason =
                    Numbers.text(measured.value()) + ", but it was not logged for the baseline" + logged(baselines);
            return result(new Finding(Verdict.INCONCLUSIVE, reason), measured, null);
        }
        return result(Judge.judge(condition, measured, baseline), measured, baseline);
    }

    /** What was logged, that with a name most like the one asked for at first: often only the labels were forgotten. */
    private String logged(Metrics metrics) {
        if (metrics.isEmpty()) {
            return "; nothing was";
        }
        int shown = Math.min(metrics.all().size(), SHOWN);
        String names = String.join(
                ", ",
                metrics.all().stream()
                        .sorted(Comparator.comparing(this::unlike))
                        .limit(shown)
                        .map(Metric::title)
                        .toList());
        return "; these were: " + names + (shown < metrics.all().size() ? ", ..." : "");
    }

    private int unlike(Metric logged) {
        if (logged.name().equals(metric)) {
            return 0;
        }
        return logged.name().toLowerCase(Locale.ROOT).contains(metric.toLowerCase(Locale.ROOT)) ? 1 : 2;
    }

    private CheckResult result(Finding finding, @Nullable Metric measured, @Nullable Metric baseline) {
        return new CheckResult(this, finding.verdict(), title() + " " + finding.reason(), measured, baseline);
    }

    /**
     * The metric with its labels, as people read them.
     *
     * @return for example {@code f1{segment=new}}, or {@code f1 in each segment}
     */
    public String title() {
        String title = labels.isEmpty() ? metric : metric + new TreeMap<>(labels);
        return slices == null ? title : title + " " + slices;
    }

    @Override
    public String toString() {
        return title() + " " + condition.describe() + (advisory ? " (advice)" : "");
    }
}
