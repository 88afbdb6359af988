package org.mlopssdk.gate;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.json.Json;
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

    Gate(String name, List<Requirement> requirements) {
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
     * Asks for a condition on each slice of a metric: {@code require("recall", inEach("segment", "new", "old"), atLeast(0.7))}.
     *
     * @param metric the metric
     * @param slices the slices, from {@link Slices#inEach}
     * @param condition the condition
     * @return a gate that asks this too
     */
    public Gate require(String metric, Slices slices, Condition condition) {
        return with(new Requirement(metric, Map.of(), slices, condition, false, null));
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
     * Advises a condition on a metric with labels.
     *
     * @param metric the metric
     * @param labels exactly its labels
     * @param condition the condition
     * @return a gate that advises this too
     */
    public Gate advise(String metric, Map<String, String> labels, Condition condition) {
        return with(new Requirement(metric, labels, condition, true));
    }

    /**
     * Advises a condition on each slice of a metric.
     *
     * @param metric the metric
     * @param slices the slices, from {@link Slices#inEach}
     * @param condition the condition
     * @return a gate that advises this too
     */
    public Gate advise(String metric, Slices slices, Condition condition) {
        return with(new Requirement(metric, Map.of(), slices, condition, true, null));
    }

    /**
     * Adds requirements under a common name, which has a verdict of its own in reports:
     * {@code group("speed", speed -> speed.require("latency.p95.ms", atMost(20)))}.
     *
     * @param group the name of the group, 1 to 250 printable characters
     * @param requirements adds the requirements to an empty gate
     * @return a gate that asks these too
     * @throws IllegalArgumentException if they are in groups already: groups do not nest
     */
    public Gate group(String group, UnaryOperator<Gate> requirements) {
        Gate all = this;
        for (Requirement requirement : requirements.apply(named(group)).requirements) {
            all = all.with(requirement.in(group));
        }
        return all;
    }

    /**
     * One group as a gate of its own, so that the parts of a policy can be judged apart: a release by one, live drift by another. It is named after
     * both, for a report on a part does not vouch for the whole.
     *
     * @param group the name of the group
     * @return the gate
     * @throws NotFoundException if there is no such group; the message names those there are
     */
    public Gate group(String group) {
        List<Requirement> part = requirements.stream()
                .filter(requirement -> group.equals(requirement.group()))
                .toList();
        if (part.isEmpty()) {
            throw new NotFoundException(
                    "gate " + name,
                    "has no group " + FreeText.require("a group's name", group) + "; it has " + groups());
        }
        return new Gate(FreeText.require("a gate's name", name + "/" + group), part);
    }

    /**
     * Its groups.
     *
     * @return their names in the order of the requirements
     */
    public List<String> groups() {
        return requirements.stream()
                .map(Requirement::group)
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
    }

    /**
     * Reads a gate that {@link #toJson} or a person wrote, so that it can be kept and reviewed apart from code; see {@code docs/gates.md}.
     *
     * <pre>{@code
     * {"format": 1, "gate": "release", "requirements": [
     *   {"metric": "f1", "atLeast": 0.78, "confidence": 0.95},
     *   {"metric": "recall", "inEach": {"segment": ["new", "old"]}, "dropAtMost": 0.02}]}
     * }</pre>
     *
     * @param json the gate, an object; up to 1 MiB
     * @return the gate
     * @throws org.mlopssdk.error.CorruptedException if it is something else, has an unknown or a repeated field, or requires nothing; the message says where
     * @throws org.mlopssdk.error.UnsupportedFormatException if it is of a newer format
     */
    public static Gate fromJson(String json) {
        return fromJson(json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a gate, see {@link #fromJson(String)}.
     *
     * @param json the gate in UTF-8
     * @return the gate
     */
    public static Gate fromJson(byte[] json) {
        return GateDocument.read(json, "gate");
    }

    /**
     * Reads a gate from a file, see {@link #fromJson(String)}.
     *
     * @param file the file, in UTF-8
     * @return the gate
     * @throws NotFoundException if there is no such file
     * @throws org.mlopssdk.error.StorageException if it cannot be read
     */
    public static Gate fromJson(Path file) {
        return GateDocument.read(file);
    }

    /**
     * The gate as JSON, always the same bytes for the same gate.
     *
     * @return one line in UTF-8
     */
    public byte[] toJson() {
        return Json.write(GateDocument.of(this));
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
                .flatMap(requirement -> requirement.check(metrics, baselines).stream())
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
