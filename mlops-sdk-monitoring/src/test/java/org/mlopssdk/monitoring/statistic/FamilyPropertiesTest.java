package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of every statistic of counts, whatever the counts. */
class FamilyPropertiesTest {
    private static final List<ToDoubleBiFunction<long[], long[]>> METRICS =
            List.of(JensenShannon::distance, Hellinger::distance, TotalVariation::distance, LInfinity::distance);

    /** All that neither the order of cells nor the splitting of a cell in proportion may change. */
    private static final List<ToDoubleBiFunction<long[], long[]>> OF_SHARES = List.of(
            JensenShannon::divergence,
            Hellinger::distance,
            TotalVariation::distance,
            KullbackLeibler::divergence,
            CramersV::of,
            (x, y) -> ChiSquare.withDefaults().test(x, y).statistic(),
            (x, y) -> ChiSquare.withDefaults().likelihoodRatio().test(x, y).statistic());

    /** Three rows of counts over the same one to nine cells, none of them empty. */
    @Provide
    Arbitrary<long[][]> rows() {
        return Arbitraries.integers()
                .between(1, 9)
                .flatMap(cells -> Arbitraries.longs()
                        .between(0, 30)
                        .array(long[].class)
                        .ofSize(cells)
                        .filter(row -> LongStream.of(row).sum() > 0)
                        .array(long[][].class)
                        .ofSize(3));
    }

    @Property(tries = 300, seed = "1")
    void aMetricIsSymmetricZeroForEqualsAndObeysTheTriangleInequality(@ForAll("rows") long[][] rows) {
        for (ToDoubleBiFunction<long[], long[]> metric : METRICS) {
            double there = metric.applyAsDouble(rows[0], rows[1]);
            double detour = metric.applyAsDouble(rows[0], rows[2]) + metric.applyAsDouble(rows[2], rows[1]);

            assertThat(there).isBetween(0.0, 1.0).isEqualTo(metric.applyAsDouble(rows[1], rows[0]));
            assertThat(there).isLessThanOrEqualTo(detour + 1e-14);
            assertThat(metric.applyAsDouble(rows[0], rows[0])).isZero();
        }
    }

    @Property(tries = 300, seed = "1")
    void theOrderOfCellsHasNoSay(@ForAll("rows") long[][] rows, @ForAll long seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, rows[0].length).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        long[] x = order.stream().mapToLong(cell -> rows[0][cell]).toArray();
        long[] y = order.stream().mapToLong(cell -> rows[1][cell]).toArray();

        for (ToDoubleBiFunction<long[], long[]> statistic : OF_SHARES) {
            assertSame(statistic.applyAsDouble(x, y), statistic.applyAsDouble(rows[0], rows[1]));
        }
        ChiSquare pooling = ChiSquare.withDefaults().poolingBelow(5);
        ChiSquareResult one = pooling.test(rows[0], rows[1]);
        ChiSquareResult other = pooling.test(x, y);
        assertSame(other.statistic(), one.statistic());
        assertThat(other.pooledCells().stream().map(order::get).sorted().toList())
                .isEqualTo(one.pooledCells());
    }

    @Property(tries = 300, seed = "1")
    void splittingEveryCellInProportionChangesNothing(
            @ForAll("rows") long[][] rows, @ForAll @IntRange(min = 1, max = 5) int parts) {
        long[] x = split(rows[0], parts);
        long[] y = split(rows[1], parts);
        long[] wholeX = Arrays.stream(rows[0]).map(count -> parts * count).toArray();
        long[] wholeY = Arrays.stream(rows[1]).map(count -> parts * count).toArray();

        for (ToDoubleBiFunction<long[], long[]> statistic : OF_SHARES) {
            assertSame(statistic.applyAsDouble(x, y), statistic.applyAsDouble(wholeX, wholeY));
        }
    }

    private static long[] split(long[] row, int parts) {
        return Arrays.stream(row)
                .flatMap(count -> LongStream.generate(() -> count).limit(parts))
                .toArray();
    }

    @Property(tries = 300, seed = "1")
    void mergingCellsNeverMovesSamplesApart(@ForAll("rows") long[][] rows) {
        long[] x = mergedFirst(rows[0]);
        long[] y = mergedFirst(rows[1]);

        for (ToDoubleBiFunction<long[], long[]> statistic : OF_SHARES) {
            double before = statistic.applyAsDouble(rows[0], rows[1]);
            assertThat(statistic.applyAsDouble(x, y)).isLessThanOrEqualTo(before + 1e-12 * before);
        }
    }

    private static long[] mergedFirst(long[] row) {
        long[] merged = Arrays.copyOfRange(row, Math.min(1, row.length - 1), row.length);
        merged[0] += row.length == 1 ? 0 : row[0];
        return merged;
    }

    @Property(tries = 300, seed = "1")
    void theIndexIsKullbackLeiblerInBothDirectionsWhereNothingIsEmpty(@ForAll("rows") long[][] rows) {
        long[] x = Arrays.stream(rows[0]).map(count -> count + 1).toArray();
        long[] y = Arrays.stream(rows[1]).map(count -> count + 1).toArray();
        PsiResult psi = PopulationStabilityIndex.withDefaults().compare(x, y);

        assertThat(psi.replacedShares()).isZero();
        assertSame(psi.value(), KullbackLeibler.divergence(x, y) + KullbackLeibler.divergence(y, x));
    }

    @Property(tries = 300, seed = "1")
    void kullbackLeiblerIsInfiniteExactlyWhereACellOfTheSecondAloneIsEmpty(@ForAll("rows") long[][] rows) {
        boolean missing = IntStream.range(0, rows[0].length).anyMatch(cell -> rows[0][cell] > 0 && rows[1][cell] == 0);
        double divergence = KullbackLeibler.divergence(rows[0], rows[1]);

        assertThat(divergence).isNotNaN().isNotNegative();
        assertThat(Double.isInfinite(divergence)).isEqualTo(missing);
        // Pinsker: TV² <= KL / 2
        double variation = TotalVariation.distance(rows[0], rows[1]);
        assertThat(variation * variation).isLessThanOrEqualTo(divergence / 2 + 1e-12);
    }

    @Property(tries = 300, seed = "1")
    void pValuesAreProbabilitiesAndPoolingReportsWhatItPooled(@ForAll("rows") long[][] rows) {
        ChiSquareResult pooled = ChiSquare.withDefaults().poolingBelow(5).test(rows[0], rows[1]);
        PsiResult psi = PopulationStabilityIndex.withDefaults().compare(rows[0], rows[1]);
        long occupied = IntStream.range(0, rows[0].length)
                .filter(cell -> rows[0][cell] + rows[1][cell] > 0)
                .count();

        assertThat(pooled.pValue()).isBetween(0.0, 1.0);
        assertThat(pooled.smallestExpected() >= 5 || pooled.degreesOfFreedom() == 0)
                .isTrue();
        assertThat(pooled.degreesOfFreedom())
                .isEqualTo(occupied - 1 - Math.max(0, pooled.pooledCells().size() - 1));
        assertThat(psi.pValue()).isBetween(0.0, 1.0);
        assertThat(psi.degreesOfFreedom()).isEqualTo((int) occupied - 1);
        assertThat(psi.exactlyExpectedWithoutDrift()).isNotNegative();
        assertThat(psi.biasCorrected()).isEqualTo(psi.value() - psi.expectedWithoutDrift());
    }

    @Property(tries = 300, seed = "1")
    void twoProportionsAreAChiSquareTestOfTwoCells(
            @ForAll @IntRange(min = 1, max = 400) int n,
            @ForAll @IntRange(min = 1, max = 400) int m,
            @ForAll @IntRange(min = 0, max = 100) int percentX,
            @ForAll @IntRange(min = 0, max = 100) int percentY) {
        long x = n * percentX / 100;
        long y = m * percentY / 100;
        TwoProportions test = TwoProportions.withDefaults();
        TwoProportionsResult z = test.asymptotic().test(x, n, y, m);
        ChiSquareResult chiSquare = ChiSquare.withDefaults().test(new long[] {x, n - x}, new long[] {y, m - y});

        assertSame(z.statistic() * z.statistic(), chiSquare.statistic());
        assertThat(z.pValue()).isCloseTo(chiSquare.pValue(), within(1e-12));

        TwoProportionsResult fisher = test.exact().test(x, n, y, m);
        TwoProportionsResult failures = test.exact().test(n - x, n, m - y, m);
        TwoProportionsResult swapped = test.exact().test(y, m, x, n);
        assertThat(fisher.pValue()).isBetween(0.0, 1.0).isCloseTo(failures.pValue(), within(1e-12));
        assertThat(fisher.pValue()).isCloseTo(swapped.pValue(), within(1e-12));
        assertThat(fisher.difference().contains(fisher.current() - fisher.reference()))
                .isTrue();
        assertThat(fisher.difference().lower()).isCloseTo(-swapped.difference().upper(), within(1e-14));
        assertThat(fisher.difference().upper()).isCloseTo(-failures.difference().lower(), within(1e-14));
    }

    @Property(tries = 200, seed = "1")
    void anIntervalHoldsTheShareSeenAndIsTheMirrorOfThatOfTheFailures(
            @ForAll @IntRange(min = 1, max = 3000) int trials, @ForAll @IntRange(min = 0, max = 100) int percent) {
        long successes = (long) trials * percent / 100;
        Interval wilson = ProportionInterval.wilson(successes, trials, 0.95);
        Interval exact = ProportionInterval.clopperPearson(successes, trials, 0.95);
        double share = (double) successes / trials;

        for (Interval interval : List.of(wilson, exact)) {
            assertThat(interval.contains(share)).isTrue();
            assertThat(interval.lower()).isNotNegative();
            assertThat(interval.upper()).isLessThanOrEqualTo(1);
        }
        assertThat(ProportionInterval.wilson(trials, trials, 0.95).upper()).isEqualTo(1);
        assertThat(ProportionInterval.wilson(0, trials, 0.95).lower()).isZero();
        assertThat(ProportionInterval.wilson(trials - successes, trials, 0.95).upper())
                .isCloseTo(1 - wilson.lower(), within(1e-14));
        assertThat(ProportionInterval.clopperPearson(trials - successes, trials, 0.95)
                        .upper())
                .isCloseTo(1 - exact.lower(), within(1e-12));
    }

    private static void assertSame(double one, double other) {
        if (one != other) {
            assertThat(one).isCloseTo(other, within(1e-12 * Math.abs(other) + 1e-300));
        }
    }
}
