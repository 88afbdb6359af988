package org.mlopssdk.monitoring.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;

/** What holds for all rows. */
class EvaluationPropertiesTest {
    private static final Intervals FEW = Intervals.withDefaults().withResamples(100);

    private static Cases.Binary rows(long seed, int n, int levels) {
        return Cases.binary(seed, n, levels, 0.1 * (Math.floorMod(seed, 11)));
    }

    private static double value(Metrics metrics, String name) {
        return metrics.value(name).orElseThrow();
    }

    @Property(tries = 200, seed = "1")
    void partsInAnyOrderAddToTheWhole(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 3000) int n, @ForAll @IntRange(max = 40) int levels) {
        Cases.Binary rows = rows(seed, n, levels);
        SplittableRandom random = new SplittableRandom(seed);
        List<BinaryScores.Recorder> recorders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            recorders.add(BinaryScores.recorder());
        }
        for (int row = 0; row < n; row++) {
            recorders.get(random.nextInt(3)).add(rows.labels()[row], rows.scores()[row]);
        }

        BinaryScores sum = recorders
                .get(2)
                .sample()
                .plus(recorders.get(0).sample())
                .plus(recorders.get(1).sample());

        assertThat(sum).isEqualTo(rows.sample()).hasSameHashCodeAs(rows.sample());
        assertThat(sum.evaluate(FEW)).isEqualTo(rows.sample().evaluate(FEW));
    }

    @Property(tries = 100, seed = "1")
    void partsOfRegressionAddToTheWhole(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int n) {
        RegressionPairs first = Cases.regression(seed, n, 4, 3);
        RegressionPairs second = Cases.regression(seed + 1, n, 10, 3);

        assertThat(first.plus(second)).isEqualTo(second.plus(first)).hasSameHashCodeAs(second.plus(first));
        assertThat(first.plus(second).evaluate(FEW))
                .isEqualTo(second.plus(first).evaluate(FEW));
    }

    @Property(tries = 100, seed = "1")
    void partsOfClassesAddToTheWhole(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int n) {
        ClassProbabilities first = Cases.classes(seed, n, 3, 0, 0.3);
        ClassProbabilities second = Cases.classes(seed + 1, n, 3, 1, 0.3);
        ConfusionMatrix both = first.plus(second).confusion();

        assertThat(first.confusion().plus(second.confusion())).isEqualTo(both).hasSameHashCodeAs(both);
        assertThat(first.plus(second).rows()).isEqualTo(2L * n);
    }

    @Property(tries = 200, seed = "1")
    void monotoneTransformsLeaveTheAreas(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 500) int n, @ForAll @IntRange(max = 40) int levels) {
        Cases.Binary rows = rows(seed, n, levels);
        double[] moved = Arrays.stream(rows.scores())
                .map(score -> 100 * Math.sqrt(score) - 3)
                .toArray();
        Metrics before = rows.sample().evaluate(FEW).metrics();
        Metrics after = BinaryScores.of(rows.labels(), moved).evaluate(FEW).metrics();

        assertThat(after.find("roc.auc")).isEqualTo(before.find("roc.auc"));
        assertThat(after.find("pr.auc")).isEqualTo(before.find("pr.auc"));
        assertThat(value(after, "brier")).isNaN();
    }

    @Property(tries = 200, seed = "1")
    void swappingTheLabelsMirrorsTheArea(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 500) int n, @ForAll @IntRange(max = 40) int levels) {
        Cases.Binary rows = rows(seed, n, levels);
        boolean[] swapped = new boolean[n];
        for (int row = 0; row < n; row++) {
            swapped[row] = !rows.labels()[row];
        }
        Metrics before = rows.sample().evaluate(FEW).metrics();
        Metrics after = BinaryScores.of(swapped, rows.scores()).evaluate(FEW).metrics();

        if (Double.isNaN(value(before, "roc.auc"))) {
            assertThat(value(after, "roc.auc")).isNaN();
        } else {
            assertThat(value(after, "roc.auc")).isCloseTo(1 - value(before, "roc.auc"), within(1e-15));
        }
    }

    @Property(tries = 200, seed = "1")
    void sharesLieInTheirRangeAndTheirInterval(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int n, @ForAll @IntRange(max = 10) int levels) {
        Metrics metrics = rows(seed, n, levels).sample().evaluate(FEW).metrics();

        for (String name : List.of("accuracy", "precision", "recall", "f1", "roc.auc")) {
            Metric metric = metrics.find(name).orElseThrow();
            if (!Double.isNaN(metric.value())) {
                assertThat(metric.value()).as(name).isBetween(0.0, 1.0);
            }
            if (metric.interval() != null && !name.equals("roc.auc")) {
                assertThat(metric.value())
                        .as(name)
                        .isBetween(metric.interval().lower(), metric.interval().upper());
            }
        }
        for (Metric metric : metrics.all()) {
            assertThat(Objects.requireNonNull(metric.n())).isBetween(0L, (long) n);
            assertThat(metric.value()).isNotNegative();
        }
    }

    @Property(tries = 100, seed = "1")
    void twoClassesAsClassesAreTwoClasses(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int n) {
        Cases.Binary rows = rows(seed, n, 10);
        ClassProbabilities.Recorder recorder = ClassProbabilities.recorder(List.of("no", "yes"));
        for (int row = 0; row < n; row++) {
            // A probability of one half is a yes here, and the first declared class there
            double yes = rows.scores()[row] == 0.5 ? 0.51 : rows.scores()[row];
            rows.scores()[row] = yes;
            recorder.add(rows.labels()[row] ? "yes" : "no", 1 - yes, yes);
        }

        ClassProbabilities classes = recorder.sample();

        assertThat(classes.confusion().confusion("yes")).isEqualTo(rows.sample().confusion());
        assertThat(classes.scores("yes")).isEqualTo(rows.sample());
        double expected = value(rows.sample().evaluate(FEW).metrics(), "log.loss");
        assertThat(value(classes.evaluate(FEW).metrics(), "log.loss")).isCloseTo(expected, within(1e-12));
    }

    @Property(tries = 100, seed = "1")
    void sortsAsTheJdkDoes(@ForAll long seed, @ForAll @IntRange(max = 3) int kind) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] numbers = random.doubles(20_000)
                .map(u -> switch (kind) {
                    case 0 -> u;
                    case 1 -> Math.rint(u * 100) / 100;
                    case 2 -> (u - 0.5) * Math.pow(10, random.nextInt(-300, 300));
                    default -> u < 0.1 ? -1 / 0.0 : u < 0.2 ? 1 / 0.0 : u < 0.3 ? Double.MIN_VALUE : 0.0;
                })
                .toArray();
        double[] expected = numbers.clone();
        Arrays.sort(expected);

        SortedDoubles.sort(numbers, numbers.length);

        assertThat(numbers).isEqualTo(expected);
    }

    @Property(tries = 100, seed = "1")
    void bestOfASweepIsBest(@ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int n) {
        ThresholdSweep sweep = rows(seed, n, 30).sample().sweepScores();
        double best =
                sweep.best(Confusion::f1).map(point -> point.confusion().f1()).orElse(Double.NaN);

        for (ThresholdSweep.Point point : sweep.points()) {
            double f1 = point.confusion().f1();
            assertThat(Double.isNaN(f1) || f1 <= best).isTrue();
        }
    }
}
