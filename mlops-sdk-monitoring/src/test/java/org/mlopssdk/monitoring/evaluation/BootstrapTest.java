package org.mlopssdk.monitoring.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mlopssdk.metric.Interval;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.monitoring.statistic.Oracle;

/** Resampling by counts is resampling of rows, and its intervals are SciPy's. */
class BootstrapTest {
    private static final Intervals MANY = Intervals.withDefaults().withResamples(10_000);

    /** Several standard errors of an end of an interval from 5,000 resamples, in widths of the interval. */
    private static final double MONTE_CARLO = 0.05;

    private static Interval interval(String[] row) {
        long seed = Long.parseLong(row[1]);
        int n = Integer.parseInt(row[2]);
        int levels = Integer.parseInt(row[3]);
        double last = Oracle.number(row[4]);
        if (List.of("mae", "rmse", "r2", "wape").contains(row[0])) {
            return interval(
                    Cases.regression(seed, n, levels, last).evaluate(MANY).metrics(), row[0]);
        }
        BinaryScores scores = Cases.binary(seed, n, levels, last).sample();
        if (row[0].equals("f1.bootstrapped")) {
            return f1(scores.confusion());
        }
        return interval(scores.evaluate(MANY).metrics(), row[0]);
    }

    private static Interval interval(Metrics metrics, String name) {
        return Objects.requireNonNull(metrics.find(name).orElseThrow().interval());
    }

    private static Interval f1(Confusion c) {
        long[] cells = {c.truePositives(), c.falsePositives(), c.falseNegatives(), c.trueNegatives()};
        return Objects.requireNonNull(
                CellStatistics.intervals(
                        cells, counts -> new double[] {2 * counts[0] / (2 * counts[0] + counts[1] + counts[2])}, MANY)[
                        0]);
    }

    @Test
    void intervalsAreThoseOfScipyWithinMonteCarloError() {
        List<String[]> cases = Oracle.rows(BootstrapTest.class, "bootstrap_cases.csv");
        assertThat(cases).hasSize(23);
        for (String[] row : cases) {
            Interval ours = interval(row);
            double lower = Oracle.number(row[5]);
            double upper = Oracle.number(row[6]);

            assertThat(ours.lower()).as(String.join("|", row)).isCloseTo(lower, within(MONTE_CARLO * (upper - lower)));
            assertThat(ours.upper()).as(String.join("|", row)).isCloseTo(upper, within(MONTE_CARLO * (upper - lower)));
        }
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() throws Exception {
        BinaryScores scores = Cases.binary(1, 3000, 0, 0.3).sample();
        Evaluation here = scores.evaluate();
        ForkJoinPool one = new ForkJoinPool(1);
        try {
            assertThat(one.submit(() -> scores.evaluate()).get()).isEqualTo(here);
        } finally {
            one.shutdown();
        }
        assertThat(scores.evaluate(Intervals.withDefaults().withSeed(2))).isNotEqualTo(here);
    }

    /** Weights of every kind of block: single rows in full and part blocks, few rows a cell, many rows a cell. */
    @Test
    void weightsHaveTheMeansAndVariancesOfAMultinomial() {
        long[] mixed = new long[1500];
        Arrays.setAll(mixed, i -> i < 1024 ? i % 5 : i % 2 == 0 ? 100 : i * 3L);
        long[] few = {0, 3, 0, 1, 7};
        long[] huge = {900_000_000_000L, 10, 0, 99_000_000_000L, 5_000};
        assertMultinomial(Resampler.ofRows(1500), ones(1500), 20_000);
        assertMultinomial(Resampler.ofCounts(mixed), mixed, 5_000);
        assertMultinomial(Resampler.ofCounts(few), few, 100_000);
        assertMultinomial(Resampler.ofCounts(huge), huge, 100_000);
    }

    private static long[] ones(int size) {
        long[] ones = new long[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static void assertMultinomial(Resampler resampler, long[] counts, int resamples) {
        double rows = Arrays.stream(counts).sum();
        double[] sums = new double[counts.length];
        double[] squares = new double[counts.length];
        double[] products = new double[counts.length];
        double[] all = new double[counts.length];
        int half = Math.min(1024, counts.length - 1);
        double halfRows = Arrays.stream(counts, 0, half).sum();
        double halves = 0;
        Resampler.Visitor keep = (from, count, weights) -> System.arraycopy(weights, 0, all, from, count);
        for (int i = 0; i < resamples; i++) {
            resampler.draw(new RandomBits[] {RandomBits.of(5, i)}, new Resampler.Visitor[] {keep});
            assertThat(Arrays.stream(all).sum()).isEqualTo(rows);
            double offHalf = Arrays.stream(all, 0, half).sum() - halfRows;
            halves += offHalf * offHalf;
            for (int cell = 0; cell < all.length; cell++) {
                double off = all[cell] - counts[cell];
                sums[cell] += off;
                squares[cell] += off * off;
                products[cell] += off * (all[(cell + 1) % all.length] - counts[(cell + 1) % all.length]);
            }
        }
        double halfVariance = halfRows * (1 - halfRows / rows);
        assertThat(halves / resamples)
                .as("variance of the first blocks together")
                .isCloseTo(halfVariance, within(6 * halfVariance * Math.sqrt(2.0 / resamples)));
        double worst = 0;
        double worstSquare = 0;
        double worstProduct = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            double variance = counts[cell] * (1 - counts[cell] / rows);
            if (counts[cell] == 0) {
                assertThat(squares[cell]).isZero();
                continue;
            }
            double next = counts[(cell + 1) % counts.length];
            worst = Math.max(worst, Math.abs(sums[cell]) / Math.sqrt(resamples * variance));
            double fourth = variance * variance * 2 + variance;
            worstSquare = Math.max(
                    worstSquare, Math.abs(squares[cell] - resamples * variance) / Math.sqrt(resamples * fourth));
            double scale = Math.sqrt(resamples * (variance * next + counts[cell] * next / rows + 1));
            worstProduct =
                    Math.max(worstProduct, Math.abs(products[cell] + resamples * counts[cell] * next / rows) / scale);
        }
        assertThat(worst).as("means, in standard errors").isLessThan(5);
        assertThat(worstSquare).as("variances, in standard errors").isLessThan(6);
        assertThat(worstProduct).as("covariances, in standard errors").isLessThan(6);
    }

    /** Chi-square of the counts of each number against its probability, for inversion, rejection and their mirror images. */
    @Test
    void binomialNumbersHaveTheirProbabilities() {
        for (double[] law : new double[][] {{5, 0.3}, {40, 0.2}, {40, 0.5}, {100, 0.9}, {1000, 0.011}, {3000, 0.4}}) {
            RandomBits random = RandomBits.of(11, (long) law[0]);
            int n = (int) law[0];
            int draws = 200_000;
            long[] seen = new long[n + 1];
            IntStream.range(0, draws).forEach(i -> seen[(int) random.binomial(n, law[1])]++);
            var exact = org.apache.commons.statistics.distribution.BinomialDistribution.of(n, law[1]);
            double square = 0;
            double cells = 0;
            for (int k = 0; k <= n; k++) {
                double expected = draws * exact.probability(k);
                if (expected >= 5) {
                    square += (seen[k] - expected) * (seen[k] - expected) / expected;
                    cells++;
                }
            }
            assertThat(square).as("n=%s, p=%s", n, law[1]).isLessThan(cells + 5 * Math.sqrt(2 * cells));
        }
    }

    /** The closed forms of the jackknife against leaving out rows one by one. */
    @Test
    void theJackknifeLeavesOutOneRowOfEachCell() {
        for (int levels : new int[] {0, 4, 20}) {
            Cases.Binary rows = Cases.binary(levels + 3, 60, levels, 0.4);
            RankedCells cells =
                    RankedCells.of(rows.sample().positiveScores(), rows.sample().negativeScores());
            for (int statistic = 0; statistic < RankedCells.STATISTICS; statistic++) {
                double[] left = cells.leftOut(statistic);
                double[] sorted =
                        IntStream.range(0, 60).mapToDouble(row -> Double.NaN).toArray();
                for (int row = 0; row < 60; row++) {
                    sorted[row] = without(rows, row)[statistic];
                }
                double expected = Bootstrap.acceleration(sorted, null);
                assertThat(Bootstrap.acceleration(left, cells.counts()))
                        .as("statistic %s, levels %s", statistic, levels)
                        .isCloseTo(expected, within(1e-9));
            }
        }
    }

    private static double[] without(Cases.Binary rows, int out) {
        boolean[] labels = new boolean[59];
        double[] scores = new double[59];
        for (int row = 0, to = 0; row < 60; row++) {
            if (row != out) {
                labels[to] = rows.labels()[row];
                scores[to++] = rows.scores()[row];
            }
        }
        BinaryScores sample = BinaryScores.of(labels, scores);
        return BinaryPass.of(sample.positiveScores(), sample.negativeScores(), 10);
    }

    @Test
    void biasAndAccelerationMoveTheQuantiles() {
        double[] resampled = IntStream.range(1, 1000).mapToDouble(i -> i).toArray();

        Interval interval = Objects.requireNonNull(Bootstrap.bca(600, resampled, 0.05, 0.9));

        // z0 = norm.ppf(599.5 / 999); np.quantile(d, norm.cdf(z0 + (z0 + z) / (1 - 0.05 * (z0 + z)))) for z =
        // norm.ppf(0.05),
        // norm.ppf(0.95)
        assertThat(interval.lower()).isCloseTo(148.21855166200766, within(1e-9));
        assertThat(interval.upper()).isCloseTo(989.6615589845625, within(1e-9));
    }

    @Test
    void whatRowsCannotSayHasNoInterval() {
        assertThat(Bootstrap.bca(1, new double[] {1, 1, 1}, 0.1, 0.95)).isNull();
        assertThat(Bootstrap.bca(Double.NaN, new double[] {1, 2, 3}, 0.1, 0.95)).isNull();
        assertThat(Bootstrap.bca(1, new double[] {1, 2, 3}, Double.NaN, 0.95)).isNull();
        assertThat(Bootstrap.bca(1, new double[] {1, 2, Double.NaN}, 0.1, 0.95)).isNull();
    }

    @Test
    void resamplesAllOnOneSideReachFromTheStatisticToTheirFarEnd() {
        double[] above = IntStream.rangeClosed(1, 100).mapToDouble(i -> i).toArray();

        Interval interval = Objects.requireNonNull(Bootstrap.bca(0, above, 0.1, 0.9));

        assertThat(interval.lower()).isZero();
        assertThat(interval.upper()).isCloseTo(95, within(1.0));
    }
}
