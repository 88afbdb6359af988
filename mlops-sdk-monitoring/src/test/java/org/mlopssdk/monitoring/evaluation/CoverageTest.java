package org.mlopssdk.monitoring.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mlopssdk.metric.Interval;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;

/**
 * How often intervals hold the true value, in simulated evaluations: rows are drawn from a population of a hundred thousand whose
 * metrics are known exactly. The tables are printed; {@code -Dmlops.seed} sets the seed.
 */
class CoverageTest {
    private static final long SEED = Long.getLong("mlops.seed", 1);
    private static final int POPULATION = 100_000;
    private static final double[] SHARES = {
        0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99
    };

    /** The whole population needs no good intervals. */
    private static Evaluation evaluate(Sample<?> sample) {
        Intervals intervals = Intervals.withDefaults();
        return sample.evaluate(sample.rows() == POPULATION ? intervals.withResamples(100) : intervals);
    }

    private static double normal(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private static int[] everyone() {
        return IntStream.range(0, POPULATION).toArray();
    }

    /** Scores of a decent model, three rows in ten positive; rounded to two digits where asked, so that there are ties. */
    private static Function<int[], Sample<?>> scores(boolean rounded) {
        SplittableRandom random = new SplittableRandom(SEED);
        boolean[] labels = new boolean[POPULATION];
        double[] scores = new double[POPULATION];
        for (int row = 0; row < POPULATION; row++) {
            double logit = 1.5 * normal(random) - 1;
            labels[row] = random.nextDouble() < 1 / (1 + Math.exp(-logit));
            double said = 1 / (1 + Math.exp(-1.2 * logit - 0.5 * normal(random)));
            scores[row] = rounded ? Math.rint(said * 100) / 100 : said;
        }
        return rows -> {
            BinaryScores.Recorder recorder = BinaryScores.recorder();
            Arrays.stream(rows).forEach(row -> recorder.add(labels[row], scores[row]));
            return recorder.sample();
        };
    }

    private static Function<int[], Sample<?>> pairs() {
        SplittableRandom random = new SplittableRandom(SEED + 1);
        boolean[] labels = new boolean[POPULATION];
        double[][] scores = new double[2][POPULATION];
        for (int row = 0; row < POPULATION; row++) {
            double logit = 1.5 * normal(random) - 1;
            labels[row] = random.nextDouble() < 1 / (1 + Math.exp(-logit));
            scores[0][row] = 1 / (1 + Math.exp(-logit - normal(random)));
            scores[1][row] = 1 / (1 + Math.exp(-1.2 * logit - 0.5 * normal(random)));
        }
        return rows -> {
            PairedScores.Recorder recorder = PairedScores.recorder();
            Arrays.stream(rows).forEach(row -> recorder.add(labels[row], scores[0][row], scores[1][row]));
            return recorder.sample();
        };
    }

    /** Labels away from zero, and normal errors, or such of which one in ten is three times as large. */
    private static Function<int[], Sample<?>> regression(boolean heavy) {
        SplittableRandom random = new SplittableRandom(SEED + 2);
        double[] labels = new double[POPULATION];
        double[] predictions = new double[POPULATION];
        for (int row = 0; row < POPULATION; row++) {
            labels[row] = 5 + 10 * random.nextDouble();
            predictions[row] = labels[row] + 0.3 + normal(random) * (heavy && random.nextDouble() < 0.1 ? 3 : 1);
        }
        return rows -> {
            RegressionPairs.Recorder recorder = RegressionPairs.recorder();
            Arrays.stream(rows).forEach(row -> recorder.add(labels[row], predictions[row]));
            return recorder.sample();
        };
    }

    private static Function<int[], Sample<?>> classes() {
        SplittableRandom random = new SplittableRandom(SEED + 3);
        String[] labels = new String[POPULATION];
        String[] predictions = new String[POPULATION];
        for (int row = 0; row < POPULATION; row++) {
            double u = random.nextDouble();
            labels[row] = u < 0.5 ? "a" : u < 0.8 ? "b" : "c";
            predictions[row] = random.nextDouble() < 0.75
                    ? labels[row]
                    : "abc".substring(random.nextInt(3)).substring(0, 1);
        }
        return rows -> {
            ConfusionMatrix.Recorder recorder = ConfusionMatrix.recorder();
            Arrays.stream(rows).forEach(row -> recorder.add(labels[row], predictions[row]));
            return recorder.sample();
        };
    }

    private static Function<int[], Evaluation> fairness() {
        SplittableRandom random = new SplittableRandom(SEED + 4);
        boolean[] labels = new boolean[POPULATION];
        double[] scores = new double[POPULATION];
        int[] groups = new int[POPULATION];
        for (int row = 0; row < POPULATION; row++) {
            groups[row] = random.nextDouble() < 0.6 ? 0 : 1;
            labels[row] = random.nextDouble() < 0.4;
            scores[row] = random.nextDouble() < (labels[row] ? 0.7 : 0.3) - 0.15 * groups[row] ? 1 : 0;
        }
        return rows -> {
            Segments.Recorder<BinaryScores, BinaryScores.Recorder> recorder =
                    Segments.recorder("group", BinaryScores::recorder);
            Arrays.stream(rows).forEach(row -> recorder.at("g" + groups[row]).add(labels[row], scores[row]));
            return Fairness.of(recorder.segments()).evaluate();
        };
    }

    /** The share of simulations in which each metric's interval held the true value; a missing interval did not. */
    private static Map<String, Double> coverage(Function<int[], Evaluation> evaluations, int n, int simulations) {
        Metrics truth = evaluations.apply(everyone()).metrics();
        Map<String, AtomicInteger> held = new LinkedHashMap<>();
        truth.all().stream()
                .filter(metric -> metric.interval() != null)
                .forEach(metric -> held.put(metric.title(), new AtomicInteger()));
        IntStream.range(0, simulations).parallel().forEach(simulation -> {
            SplittableRandom random = new SplittableRandom(SEED * 1_000_003 + simulation);
            int[] rows = random.ints(n, 0, POPULATION).toArray();
            for (Metric metric : evaluations.apply(rows).metrics().all()) {
                Interval interval = metric.interval();
                double value =
                        truth.find(metric.name(), metric.labels()).orElseThrow().value();
                if (interval != null && interval.lower() <= value && value <= interval.upper()) {
                    held.get(metric.title()).incrementAndGet();
                }
            }
        });
        Map<String, Double> shares = new LinkedHashMap<>();
        held.forEach((title, count) -> shares.put(title, (double) count.get() / simulations));
        return shares;
    }

    /** Prints a line for each metric, and fails where one is covered more rarely than promised, beyond chance. */
    private static void assertCoverage(
            String what,
            Function<int[], Evaluation> evaluations,
            int n,
            int simulations,
            ToDoubleFunction<String> promise) {
        double error = 3 * Math.sqrt(0.05 * 0.95 / simulations);
        List<String> missed = new ArrayList<>();
        coverage(evaluations, n, simulations).forEach((title, share) -> {
            double promised = promise.applyAsDouble(title);
            System.out.printf(Locale.ROOT, "%-12s n=%-5d %-52s %.4f, promised %.2f%n", what, n, title, share, promised);
            if (!(share > promised - error)) {
                missed.add(title + " " + share);
            }
        });
        assertThat(missed).as("below the promise: %s, n=%s", what, n).isEmpty();
    }

    private static final double EXACT = 0.95;
    private static final double BOOTSTRAPPED = 0.93;

    /** Where few rows decide, resamples see too few of these. */
    private static final double BOOTSTRAPPED_TAILS = 0.9;

    /** Differences of average precision, which the few highest scores decide. */
    private static final double BOOTSTRAPPED_PRECISIONS = 0.92;

    private static final Set<String> SHARES_OF_TWO = Set.of("accuracy", "precision", "recall", "f1");

    private static double ofTwo(String title) {
        return SHARES_OF_TWO.contains(title) ? EXACT : BOOTSTRAPPED;
    }

    private static double ofClasses(String title) {
        return title.endsWith(".macro") || title.endsWith(".weighted") ? BOOTSTRAPPED : EXACT;
    }

    private static double ofPairs(String title) {
        return title.equals("pr.auc.difference") ? BOOTSTRAPPED_PRECISIONS : BOOTSTRAPPED;
    }

    private static double ofTails(String title) {
        return Set.of("rmse", "r2").contains(title) ? BOOTSTRAPPED_TAILS : BOOTSTRAPPED;
    }

    private static void simulate(int simulations, int n) {
        System.out.println("Coverage of intervals at 0.95, " + simulations + " simulations each, seed " + SEED);
        assertCoverage("continuous", rows -> evaluate(CONTINUOUS.apply(rows)), n, simulations, CoverageTest::ofTwo);
        assertCoverage("rounded", rows -> evaluate(ROUNDED.apply(rows)), n, simulations, CoverageTest::ofTwo);
        assertCoverage("classes", rows -> evaluate(CLASSES.apply(rows)), n, simulations, CoverageTest::ofClasses);
        assertCoverage("fairness", FAIRNESS, n, simulations, title -> EXACT);
        assertCoverage("regression", rows -> evaluate(REGRESSION.apply(rows)), n, simulations, title -> BOOTSTRAPPED);
        assertCoverage("heavy tails", rows -> evaluate(HEAVY.apply(rows)), n, simulations, CoverageTest::ofTails);
        assertCoverage("pairs", rows -> evaluate(PAIRS.apply(rows)), n, simulations, CoverageTest::ofPairs);
    }

    private static final Function<int[], Sample<?>> CONTINUOUS = scores(false);
    private static final Function<int[], Sample<?>> ROUNDED = scores(true);
    private static final Function<int[], Sample<?>> REGRESSION = regression(false);
    private static final Function<int[], Sample<?>> HEAVY = regression(true);
    private static final Function<int[], Sample<?>> CLASSES = classes();
    private static final Function<int[], Sample<?>> PAIRS = pairs();
    private static final Function<int[], Evaluation> FAIRNESS = fairness();

    @Test
    @Tag("heavy")
    void intervalsHoldTheTrueValueAsOftenAsTheySay() {
        simulate(300, 200);
    }

    @Test
    @Tag("campaign")
    void intervalsOf200RowsHoldTheTrueValueInTenThousandSimulations() {
        simulate(10_000, 200);
    }

    @Test
    @Tag("campaign")
    void intervalsOf1000RowsHoldTheTrueValueInTenThousandSimulations() {
        simulate(10_000, 1000);
    }

    /** The probabilities of all outcomes, summed: no simulation could be as exact. */
    @Test
    void sharesAreCoveredAsPromisedWhateverTheShare() {
        List<Double> wilson = new ArrayList<>();
        for (int n : new int[] {10, 50, 200, 1000}) {
            for (double share : SHARES) {
                assertThat(exactCoverage(Intervals.withDefaults(), n, share))
                        .as("Clopper-Pearson, n=%s, p=%s", n, share)
                        .isGreaterThanOrEqualTo(0.95);
                wilson.add(exactCoverage(Intervals.withDefaults().withWilson(), n, share));
            }
        }
        assertThat(wilson.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
                .as("Wilson's mean")
                .isCloseTo(0.95, within(0.01));
    }

    private static double exactCoverage(Intervals intervals, int n, double share) {
        BinomialDistribution law = BinomialDistribution.of(n, share);
        double covered = 0;
        for (int x = 0; x <= n; x++) {
            double probability = law.probability(x);
            if (probability > 1e-9) {
                Interval interval = intervals.proportion(x, n, 0.95);
                covered += interval.lower() <= share && share <= interval.upper() ? probability : 0;
            }
        }
        return covered;
    }

    @Test
    @Tag("campaign")
    void sharesAreCoveredInTenThousandSimulations() {
        int simulations = 10_000;
        System.out.println("Coverage of shares at 0.95, " + simulations + " simulations each, seed " + SEED);
        for (int n : new int[] {10, 50, 200, 1000}) {
            for (double share : SHARES) {
                RandomBits random = RandomBits.of(SEED, n);
                int[] held = new int[2];
                for (int i = 0; i < simulations; i++) {
                    long x = random.binomial(n, share);
                    held[0] += holds(Intervals.withDefaults().proportion(x, n, 0.95), share);
                    held[1] += holds(Intervals.withDefaults().withWilson().proportion(x, n, 0.95), share);
                }
                System.out.printf(
                        Locale.ROOT,
                        "n=%-5d p=%.2f  Clopper-Pearson %.4f  Wilson %.4f%n",
                        n,
                        share,
                        held[0] / (double) simulations,
                        held[1] / (double) simulations);
                assertThat(held[0] / (double) simulations)
                        .isGreaterThan(0.95 - 3 * Math.sqrt(0.05 * 0.95 / simulations));
            }
        }
    }

    private static int holds(Interval interval, double value) {
        return interval.lower() <= value && value <= interval.upper() ? 1 : 0;
    }
}
