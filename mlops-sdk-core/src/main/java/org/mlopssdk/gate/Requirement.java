package org.mlopssdk.gate;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;

/**
 * One condition on one metric.
 *
 * @param metric the name of the metric
 * @param labels exactly the labels of the metric; may be empty
 * @param condition what is asked of it
 * @param advisory whether it is only advice: reported, and without effect on the gate's verdict
 * @since 0.1.0
 */
public record Requirement(String metric, Map<String, String> labels, Condition condition, boolean advisory) {

    /** Checks the name and labels, as those of a {@link Metric} are, and copies them. */
    public Requirement {
        labels = new Metric(metric, labels, 0, null, null).labels();
    }

    /**
     * Judges a candidate.
     *
     * @param candidate what was measured of it
     * @param baseline what was measured of the baseline, or null where there is none
     * @return the verdict with its reason
     */
    public CheckResult check(Metrics candidate, @Nullable Metrics baseline) {
        Optional<Metric> found = candidate.find(metric, labels);
        if (found.isEmpty()) {
            return result(otherwise(), "was not logged" + logged(candidate), null, null);
        }
        double value = found.get().value();
        if (!Double.isFinite(value)) {
            return result(otherwise(), "is " + value + ", " + asked() + " required", value, null);
        }
        return condition instanceof Bound bound
                ? checkBound(bound, found.get())
                : checkChange((Change) condition, found.get(), baseline);
    }

    /** How it ends where there is no number to judge. */
    private Verdict otherwise() {
        return condition instanceof Bound bound ? bound.otherwise() : Verdict.FAIL;
    }

    private String asked() {
        return condition instanceof Bound bound ? bound.range() : condition.describe();
    }

    private CheckResult checkBound(Bound bound, Metric measured) {
        double value = measured.value();
        if (bound.holds(value)) {
            return result(
                    Verdict.PASS, Numbers.text(value) + ", " + bound.range() + " required" + n(measured), value, null);
        }
        double broken = value < bound.least() ? bound.least() : bound.most();
        String sentence = Numbers.text(value, broken) + " " + bound.broken(value) + " required" + n(measured);
        return result(bound.otherwise(), sentence, value, null);
    }

    private CheckResult checkChange(Change change, Metric measured, @Nullable Metrics baselines) {
        double value = measured.value();
        if (baselines == null) {
            String sentence = Numbers.text(value) + ", no baseline to compare with yet"
                    + (change.bootstrap() ? "" : "; add orBootstrap() to let the first version pass");
            return result(change.bootstrap() ? Verdict.PASS : Verdict.INCONCLUSIVE, sentence, value, null);
        }
        Optional<Metric> found = baselines.find(metric, labels);
        if (found.isEmpty()) {
            return result(
                    Verdict.INCONCLUSIVE,
                    Numbers.text(value) + ", but it was not logged for the baseline" + logged(baselines),
                    value,
                    null);
        }
        return compare(change, measured, found.get().value());
    }

    private CheckResult compare(Change change, Metric measured, double baseline) {
        double value = measured.value();
        if (!Double.isFinite(baseline)) {
            return result(
                    Verdict.INCONCLUSIVE, Numbers.text(value) + ", but the baseline's is " + baseline, value, baseline);
        }
        if (change.relative() && baseline == 0) {
            return result(
                    Verdict.INCONCLUSIVE,
                    Numbers.text(value) + ", and a baseline of 0 has no percentage; ask for an absolute change",
                    value,
                    baseline);
        }
        boolean holds = change.holds(value, baseline);
        return result(holds ? Verdict.PASS : Verdict.FAIL, sentence(change, measured, baseline), value, baseline);
    }

    private static String sentence(Change change, Metric measured, double baseline) {
        double value = measured.value();
        double moved = change.moved(value, baseline);
        String move = moved == 0
                ? "unchanged"
                : (moved > 0 ? change.word() : opposite(change)) + " of " + Numbers.text(Math.abs(moved), change.most())
                        + change.unit();
        String allowed = "at most " + Numbers.text(change.most()) + change.unit();
        return Numbers.text(value) + " against " + Numbers.text(baseline) + ": " + move + ", "
                + (moved >= 0 ? allowed + " allowed" : "a " + change.word() + " of " + allowed + " is allowed")
                + n(measured);
    }

    private static String opposite(Change change) {
        return change.direction() == Change.Direction.DROP ? "rise" : "drop";
    }

    private static String n(Metric measured) {
        return measured.n() == null ? "" : ", n=" + measured.n();
    }

    private static String logged(Metrics metrics) {
        if (metrics.isEmpty()) {
            return "; nothing was";
        }
        int shown = Math.min(metrics.all().size(), 10);
        String names = String.join(
                ", ",
                metrics.all().subList(0, shown).stream().map(Metric::title).toList());
        return "; these were: " + names + (shown < metrics.all().size() ? ", ..." : "");
    }

    private CheckResult result(Verdict verdict, String reason, @Nullable Double value, @Nullable Double baseline) {
        return new CheckResult(this, verdict, title() + " " + reason, value, baseline);
    }

    /**
     * The metric with its labels, as people read them.
     *
     * @return for example {@code f1{segment=new}}
     */
    public String title() {
        return labels.isEmpty() ? metric : metric + new TreeMap<>(labels);
    }

    @Override
    public String toString() {
        return title() + " " + condition.describe() + (advisory ? " (advice)" : "");
    }
}
