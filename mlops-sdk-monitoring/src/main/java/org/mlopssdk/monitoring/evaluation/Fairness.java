package org.mlopssdk.monitoring.evaluation;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.metric.FreeText;
import org.mlopssdk.metric.Interval;

/**
 * How differently a model that says yes or no treats groups of people. Groups are compared by the largest and smallest of their
 * rates: differences are 0 and ratios 1 where all are treated alike. Differences and ratios are those of Fairlearn.
 *
 * <p>{@link #evaluate()} gives for each group, with exact intervals and the label {@code <attribute>=<group>}: {@code
 * selection.rate}, {@code true.positive.rate}, {@code false.positive.rate} and {@code precision}; and over the groups, labelled
 * {@code attribute=<attribute>}, each as {@code .difference} and {@code .ratio}:
 *
 * <ul>
 *   <li>{@code demographic.parity}: selection rates, whoever deserves it;
 *   <li>{@code equal.opportunity}: true positive rates;
 *   <li>{@code equalized.odds}: the worse of true positive rates and false positive rates;
 *   <li>{@code predictive.parity}: precisions.
 * </ul>
 *
 * <p>Their intervals come from those of the rates of each pair of groups, each at a confidence that covers all pairs together (Zou
 * and Donner 2008, with Bonferroni's correction): the largest of several rates less the smallest is above 0 by chance alone, and
 * resamples, which are further apart still, do not know that. {@code n} is the number of rows of the group
 * with the fewest that count, since that one decides. A rate without rows, such as the precision of a group nobody of which was
 * selected, is NaN, and so is what is compared by it; Fairlearn counts it as 0. A ratio of two zeros is NaN.
 *
 * @param attribute what tells the groups apart, a label of metrics
 * @param groups the counts of each group, sorted; at least two
 * @since 0.1.0
 */
public record Fairness(String attribute, SortedMap<String, Confusion> groups) {

    /**
     * Checks and copies the parts.
     *
     * @throws IllegalArgumentException if there are fewer than two groups, or a name is no label
     */
    public Fairness {
        FreeText.require("the attribute that makes groups", attribute);
        groups.keySet().forEach(group -> FreeText.require("a group's name", group));
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
        if (groups.size() < 2) {
            throw new IllegalArgumentException(
                    "Fairness compares at least two groups by '" + attribute + "'; got " + groups.keySet() + ".");
        }
    }

    /**
     * Groups by their counts.
     *
     * @param attribute what tells the groups apart
     * @param groups the counts of each
     * @return the groups
     * @throws IllegalArgumentException if there are fewer than two, or a name is no label
     */
    public static Fairness of(String attribute, Map<String, Confusion> groups) {
        return new Fairness(attribute, new TreeMap<>(groups));
    }

    /**
     * Segments as groups, each at its sample's threshold.
     *
     * @param segments the segments
     * @return the groups
     * @throws IllegalArgumentException if there are fewer than two
     */
    public static Fairness of(Segments<BinaryScores> segments) {
        SortedMap<String, Confusion> groups = new TreeMap<>();
        segments.samples().forEach((name, scores) -> groups.put(name, scores.confusion()));
        return new Fairness(segments.name(), groups);
    }

    /**
     * The metrics, with {@link Intervals#withDefaults()}.
     *
     * @return the evaluation
     */
    public Evaluation evaluate() {
        return evaluate(Intervals.withDefaults());
    }

    /**
     * The metrics.
     *
     * @param intervals how intervals are made
     * @return the evaluation
     */
    public Evaluation evaluate(Intervals intervals) {
        Findings findings = new Findings(intervals);
        groups.forEach((group, c) -> {
            Map<String, String> labels = Map.of(attribute, group);
            findings.share("selection.rate", labels, c.selected(), c.rows(), "the group has no rows");
            findings.share("true.positive.rate", labels, c.truePositives(), c.positives(), "no row is positive");
            findings.share("false.positive.rate", labels, c.falsePositives(), c.negatives(), "no row is negative");
            findings.share("precision", labels, c.truePositives(), c.selected(), "no row was selected");
        });
        compare(findings);
        return findings.of("fairness of " + groups.size() + " groups by " + attribute);
    }

    private void compare(Findings findings) {
        GroupRates selection = rates(Confusion::selected, Confusion::rows, findings.intervals());
        GroupRates hits = rates(Confusion::truePositives, Confusion::positives, findings.intervals());
        GroupRates alarms = rates(Confusion::falsePositives, Confusion::negatives, findings.intervals());
        GroupRates precision = rates(Confusion::truePositives, Confusion::selected, findings.intervals());
        compare("demographic.parity", fewest(Confusion::rows), findings, selection);
        compare("equal.opportunity", fewest(Confusion::positives), findings, hits);
        long odds = Math.min(fewest(Confusion::positives), fewest(Confusion::negatives));
        compare("equalized.odds", odds, findings, hits, alarms);
        compare("predictive.parity", fewest(Confusion::selected), findings, precision);
    }

    private GroupRates rates(
            ToLongFunction<Confusion> successes, ToLongFunction<Confusion> trials, Intervals intervals) {
        long[] parts = groups.values().stream().mapToLong(successes).toArray();
        long[] wholes = groups.values().stream().mapToLong(trials).toArray();
        return new GroupRates(parts, wholes, intervals);
    }

    private long fewest(ToLongFunction<Confusion> count) {
        return groups.values().stream().mapToLong(count).min().orElseThrow();
    }

    /** The worse of several rates: the larger difference, the smaller ratio. */
    private void compare(String name, long rows, Findings findings, GroupRates... rates) {
        double difference = 0;
        double ratio = 1;
        @Nullable Interval differences = new Interval(0, 0, findings.intervals().confidence());
        @Nullable Interval ratios = new Interval(1, 1, findings.intervals().confidence());
        for (GroupRates rate : rates) {
            difference = Math.max(difference, rate.difference());
            ratio = Math.min(ratio, rate.ratio());
            differences = outer(differences, rate.differenceInterval(rates.length), true);
            ratios = outer(ratios, rate.ratioInterval(rates.length), false);
        }
        add(name + ".difference", difference, rows, differences, findings);
        add(name + ".ratio", ratio, rows, ratios, findings);
    }

    /** The bounds of the larger, or smaller, of two values; null if one is unknown. */
    private static @Nullable Interval outer(@Nullable Interval one, @Nullable Interval other, boolean larger) {
        if (one == null || other == null) {
            return null;
        }
        return larger
                ? new Interval(
                        Math.max(one.lower(), other.lower()), Math.max(one.upper(), other.upper()), one.confidence())
                : new Interval(
                        Math.min(one.lower(), other.lower()), Math.min(one.upper(), other.upper()), one.confidence());
    }

    private void add(String name, double value, long rows, @Nullable Interval interval, Findings findings) {
        Map<String, String> labels = Map.of("attribute", attribute);
        if (Double.isNaN(value)) {
            findings.note(name, labels, "is NaN: a rate of a group is, or all are zero");
        }
        findings.add(name, labels, value, rows, interval);
    }

    /**
     * A table with a line for each group.
     *
     * @return several lines of at most 100 characters
     */
    @Override
    public String toString() {
        String format = "%-24s %14s %14s %14s %14s %12s";
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        lines.add(String.format(
                Locale.ROOT,
                format,
                Display.shortened(attribute, 24),
                "rows",
                "selected",
                "true pos.",
                "false pos.",
                "precision"));
        groups.forEach((group, c) -> lines.add(String.format(
                Locale.ROOT,
                format,
                Display.shortened(group, 24),
                Display.count(c.rows()),
                Display.number(c.selectionRate()),
                Display.number(c.recall()),
                Display.number(c.falsePositiveRate()),
                Display.number(c.precision()))));
        return lines.toString();
    }
}
