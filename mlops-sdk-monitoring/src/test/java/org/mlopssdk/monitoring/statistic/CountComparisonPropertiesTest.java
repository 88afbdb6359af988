package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CountComparisonPropertiesTest {
    private static final PopulationStabilityIndex PSI = PopulationStabilityIndex.withDefaults();

    /** Two rows of counts over the same one to twelve cells, neither of them empty. */
    @Provide
    Arbitrary<long[][]> counts() {
        return Arbitraries.integers()
                .between(1, 12)
                .flatMap(cells -> Arbitraries.longs()
                        .between(0, 50)
                        .array(long[].class)
                        .ofSize(cells)
                        .filter(row -> Arrays.stream(row).sum() > 0)
                        .array(long[][].class)
                        .ofSize(2));
    }

    @Provide
    Arbitrary<double[]> samples() {
        return Arbitraries.integers()
                .between(-30, 30)
                .map(value -> value / 4.0)
                .array(double[].class)
                .ofMinSize(1)
                .ofMaxSize(80);
    }

    @Property(tries = 300, seed = "1")
    void theIndexIsNotNegativeAndSymmetricOverGivenCells(@ForAll("counts") long[][] rows) {
        PsiResult result = PSI.compare(rows[0], rows[1]);

        assertThat(result.value()).isNotNegative();
        assertThat(result.bins())
                .allSatisfy(bin -> assertThat(bin.contribution()).isNotNegative());
        assertThat(PSI.compare(rows[1], rows[0]).value()).isCloseTo(result.value(), within(1e-12));
    }

    @Property(tries = 300, seed = "1")
    void aSampleDoesNotDifferFromItselfNorFromItsMultiple(@ForAll("counts") long[][] rows) {
        long[] doubled = Arrays.stream(rows[0]).map(count -> 2 * count).toArray();

        assertThat(PSI.compare(rows[0], doubled).value()).isZero();
        assertThat(JensenShannon.distance(rows[0], doubled)).isZero();
        assertThat(Hellinger.distance(rows[0], doubled)).isZero();
        assertThat(TotalVariation.distance(rows[0], doubled)).isZero();
        assertThat(ChiSquare.withDefaults().test(rows[0], doubled).pValue()).isEqualTo(1);
    }

    @Property(tries = 300, seed = "1")
    void distancesAreSymmetricBitForBitAndOrdered(@ForAll("counts") long[][] rows) {
        double hellinger = Hellinger.distance(rows[0], rows[1]);
        double variation = TotalVariation.distance(rows[0], rows[1]);
        double jensenShannon = JensenShannon.distance(rows[0], rows[1]);

        assertThat(hellinger).isEqualTo(Hellinger.distance(rows[1], rows[0])).isBetween(0.0, 1.0);
        assertThat(variation)
                .isEqualTo(TotalVariation.distance(rows[1], rows[0]))
                .isBetween(0.0, 1.0);
        assertThat(jensenShannon)
                .isEqualTo(JensenShannon.distance(rows[1], rows[0]))
                .isBetween(0.0, 1.0);
        // Le Cam: H² <= TV <= H sqrt(2); Lin: JS² <= TV
        assertThat(hellinger * hellinger).isLessThanOrEqualTo(variation + 1e-12);
        assertThat(variation).isLessThanOrEqualTo(hellinger * Math.sqrt(2) + 1e-12);
        assertThat(jensenShannon * jensenShannon).isLessThanOrEqualTo(variation + 1e-12);
    }

    @Property(tries = 300, seed = "1")
    void samplesAndTheirCountsOverTheSameBinsGiveTheSameIndex(
            @ForAll("samples") double[] reference, @ForAll("samples") double[] current) {
        Bins bins = PSI.bins(reference);

        assertThat(PSI.compare(bins, bins.count(reference), bins.count(current)))
                .isEqualTo(PSI.compare(reference, current));
        assertThat(PSI.compare(reference, reference).value()).isZero();
    }

    @Property(tries = 300, seed = "1")
    void everyValueLiesWithinTheEdgesOfItsBin(
            @ForAll("samples") double[] values, @ForAll @IntRange(min = 1, max = 15) int count) {
        for (Bins bins : new Bins[] {Bins.quantiles(values, count), Bins.equalWidth(values, count)}) {
            double[] edges = bins.edges();
            assertThat(bins.size()).isBetween(1, count);
            assertThat(Arrays.stream(bins.count(values)).sum()).isEqualTo(values.length);
            for (double value : values) {
                int bin = bins.indexOf(value);
                assertThat(value).isGreaterThanOrEqualTo(edges[bin]);
                assertThat(value < edges[bin + 1] || bin == bins.size() - 1 && value == edges[bin + 1])
                        .isTrue();
            }
        }
    }

    @Property(tries = 200, seed = "1")
    void adjustedPValuesKeepTheOrderAndNeverShrink(@ForAll @IntRange(min = 0, max = 40) int count, @ForAll long seed) {
        double[] p = new java.util.SplittableRandom(seed)
                .doubles(count)
                .map(u -> u * u * u)
                .toArray();
        double[] adjusted = BenjaminiHochberg.adjust(p);

        IntStream.range(0, count).forEach(i -> assertThat(adjusted[i]).isBetween(p[i], 1.0));
        IntStream.range(0, count * count)
                .filter(pair -> p[pair / count] <= p[pair % count])
                .forEach(pair -> assertThat(adjusted[pair / count]).isLessThanOrEqualTo(adjusted[pair % count]));
    }
}
