package org.mlopssdk.monitoring.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
 * <p>Their intervals are BCa intervals of resamples of all rows, by counts. The largest of several rates less the smallest is above 0
 * by chance alone, the more so in small groups; the interval corrects this in part. {@code n} is the number of rows of the group
 * with the fewest that count, since that one decides. A rate without rows, such as the precision of a group nobody of which was
 * selected, is NaN, and so is what is compared by it; Fairlearn counts it as 0. A ratio of two zeros is NaN.
 *
 * @param attribute what tells the groups apart, a label of metrics
 * @param groups the counts of each group, sorted; at least two
 * @since 0.1.0
 */
public record Fairness(String attribute, SortedMap<String, Confusion> groups) {
    private static final String[] NAMES = {
        "demographic.parity", "equal.opportunity", "equalized.odds", "predictive.parity"
    };
    private static final int CELLS = 4;

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
        List<Long> cells = new ArrayList<>();
        groups.values()
                .forEach(c -> cells.addAll(
                        List.of(c.truePositives(), c.falsePositives(), c.falseNegatives(), c.trueNegatives())));
        long[] counts = cells.stream().mapToLong(Long::longValue).toArray();
        double[] values =
                comparisons(cells.stream().mapToDouble(Long::doubleValue).toArray());
        @Nullable Interval[] bounds = CellStatistics.intervals(counts, Fairness::comparisons, findings.intervals());
        long[] rows = {
            fewest(Confusion::rows),
            fewest(Confusion::positives),
            Math.min(fewest(Confusion::positives), fewest(Confusion::negatives)),
            fewest(Confusion::selected)
        };
        Map<String, String> labels = Map.of("attribute", attribute);
        for (int i = 0; i < values.length; i++) {
            String name = NAMES[i / 2] + (i % 2 == 0 ? ".difference" : ".ratio");
            if (Double.isNaN(values[i])) {
                findings.note(name, labels, "is NaN: a rate of a group is, or all are zero");
            }
            findings.bootstrapped(name, labels, values[i], rows[i / 2], bounds[i]);
        }
    }

    private long fewest(ToLongFunction<Confusion> count) {
        return groups.values().stream().mapToLong(count).min().orElseThrow();
    }

    /** Difference and ratio of each comparison from the four cells of each group. */
    private static double[] comparisons(double[] cells) {
        int groups = cells.length / CELLS;
        double[] selection = new double[groups];
        double[] hits = new double[groups];
        double[] alarms = new double[groups];
        double[] precision = new double[groups];
        for (int group = 0; group < groups; group++) {
            double tp = cells[group * CELLS];
            double fp = cells[group * CELLS + 1];
            double fn = cells[group * CELLS + 2];
            double tn = cells[group * CELLS + 3];
            selection[group] = (tp + fp) / (tp + fp + fn + tn);
            hits[group] = tp / (tp + fn);
            alarms[group] = fp / (fp + tn);
            precision[group] = tp / (tp + fp);
        }
        return new double[] {
            difference(selection),
            ratio(selection),
            difference(hits),
            ratio(hits),
            Math.max(difference(hits), difference(alarms)),
            Math.min(ratio(hits), ratio(alarms)),
            difference(precision),
            ratio(precision)
        };
    }

    private static double largest(double... rates) {
        double largest = rates[0];
        for (double rate : rates) {
            largest = Math.max(largest, rate);
        }
        return largest;
    }

    private static double smallest(double... rates) {
        double smallest = rates[0];
        for (double rate : rates) {
            smallest = Math.min(smallest, rate);
        }
        return smallest;
    }

    private static double difference(double... rates) {
        return largest(rates) - smallest(rates);
    }

    private static double ratio(double... rates) {
        return smallest(rates) / largest(rates);
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
