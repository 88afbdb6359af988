package org.mlopssdk.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.metric.FreeText;
import org.mlopssdk.metric.Measured;
import org.mlopssdk.metric.Metrics;

/**
 * A quality gate: requirements on the metrics of a candidate, some of them against a baseline. A pure function; immutable, so it can be
 * declared once and shared.
 *
 * <pre>{@code
 * Gate release = Gate.named("release")
 *         .require("f1", atLeast(0.78))
 *         .require("f1", dropAtMost(0.02).orBootstrap())
 *         .advise("latency.p95.ms", atMost(20));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Gate {

    private final String name;
    private final List<Requirement> requirements;

    private Gate(String name, List<Requirement> requirements) {
        this.name = name;
        this.requirements = List.copyOf(requirements);
    }

    /**
     * A gate that asks nothing yet.
     *
     * @param name its name in reports, 1 to 250 printable characters
     * @return the gate
     */
    public static Gate named(String name) {
        return new Gate(FreeText.require("a gate's name", name), List.of());
    }

    /**
     * Asks for a condition on a metric without labels.
     *
     * @param metric the metric
     * @param condition the condition, from the factories of {@link Condition}
     * @return a gate that asks this too
     */
    public Gate require(String metric, Condition condition) {
        return with(new Requirement(metric, Map.of(), condition, false));
    }

    /**
     * Asks for a condition on a metric with labels.
     *
     * @param metric the metric
     * @param labels exactly its labels
     * @param condition the condition
     * @return a gate that asks this too
     */
    public Gate require(String metric, Map<String, String> labels, Condition condition) {
        return with(new Requirement(metric, labels, condition, false));
    }

    /**
     * Advises a condition on a metric without labels: reported, and without effect on the verdict.
     *
     * @param metric the metric
     * @param condition the condition
     * @return a gate that advises this too
     */
    public Gate advise(String metric, Condition condition) {
        return with(new Requirement(metric, Map.of(), condition, true));
    }

    /**
     * Adds a requirement.
     *
     * @param requirement the requirement
     * @return a gate that asks this too
     */
    public Gate with(Requirement requirement) {
        List<Requirement> more = new ArrayList<>(requirements);
        more.add(requirement);
        return new Gate(name, more);
    }

    /**
     * Judges a candidate by itself. Conditions on a change have no baseline then.
     *
     * @param candidate the candidate
     * @return the report
     * @throws IllegalStateException if the gate requires nothing: it would pass anything
     */
    public GateReport evaluate(Measured candidate) {
        return evaluate(candidate, null, null);
    }

    /**
     * Judges a candidate against a baseline, such as {@code model.alias("champion")}.
     *
     * @param candidate the candidate
     * @param baseline what it is compared with; may not be there yet
     * @return the report, which names both
     * @throws IllegalStateException if the gate requires nothing: it would pass anything
     */
    public GateReport evaluate(Measured candidate, Baseline baseline) {
        return evaluate(candidate, baseline.subject(), baseline.baseline().orElse(null));
    }

    /**
     * Judges a candidate against another that was measured.
     *
     * @param candidate the candidate
     * @param baseline what it is compared with
     * @return the report, which names both
     * @throws IllegalStateException if the gate requires nothing: it would pass anything
     */
    public GateReport evaluate(Measured candidate, Measured baseline) {
        return evaluate(candidate, Baseline.of(baseline));
    }

    private GateReport evaluate(Measured candidate, @Nullable String baseline, @Nullable Metrics baselines) {
        if (requirements.stream().allMatch(Requirement::advisory)) {
            throw new IllegalStateException(
                    "gate " + name + " requires nothing and would pass anything; add a require(...)");
        }
        Metrics metrics = candidate.metrics();
        List<CheckResult> checks = requirements.stream()
                .map(requirement -> requirement.check(metrics, baselines))
                .toList();
        return GateReport.of(name, candidate.subject(), baseline, checks);
    }

    /**
     * The gate's name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * What it asks and advises.
     *
     * @return the requirements in the order they were added
     */
    public List<Requirement> requirements() {
        return requirements;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("gate ").append(name);
        requirements.forEach(
                requirement -> text.append(System.lineSeparator()).append("  ").append(requirement));
        return text.toString();
    }
}
