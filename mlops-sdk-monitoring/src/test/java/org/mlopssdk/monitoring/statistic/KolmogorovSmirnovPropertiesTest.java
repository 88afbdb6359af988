package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class KolmogorovSmirnovPropertiesTest {
    private static final KolmogorovSmirnov TEST =
            KolmogorovSmirnov.withDefaults().with(PValueMethod.ASYMPTOTIC);

    private static final KolmogorovSmirnov EXACT = KolmogorovSmirnov.withDefaults();

    @Provide
    Arbitrary<double[]> samples() {
        Arbitrary<Double> tied = Arbitraries.integers().between(-6, 6).map(Integer::doubleValue);
        Arbitrary<Double> odd =
                Arbitraries.of(-0.0, Double.MIN_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e308);
        return Arbitraries.frequencyOf(Tuple.of(9, tied), Tuple.of(1, odd))
                .array(double[].class)
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Property(tries = 300, seed = "1")
    void liesBetweenZeroAndOneAndEqualsTheDefinition(@ForAll("samples") double[] x, @ForAll("samples") double[] y) {
        KolmogorovSmirnovResult result = TEST.test(x, y);

        double naive = DoubleStream.concat(Arrays.stream(x), Arrays.stream(y))
                .map(point -> Math.abs(share(x, point) - share(y, point)))
                .max()
                .orElseThrow();
        assertThat(result.statistic()).isBetween(0.0, 1.0).isCloseTo(naive, within(1e-15));
        assertThat(result.sign() * (share(x, result.location()) - share(y, result.location())))
                .as("the distance at the location")
                .isCloseTo(result.statistic(), within(1e-15));
        assertThat(result.pValue()).isBetween(0.0, 1.0);
    }

    private static double share(double[] sample, double point) {
        return (double) Arrays.stream(sample).filter(value -> value <= point).count() / sample.length;
    }

    @Property(tries = 300, seed = "1")
    void swappingTheSamplesChangesOnlyTheSign(@ForAll("samples") double[] x, @ForAll("samples") double[] y) {
        KolmogorovSmirnovResult result = TEST.test(x, y);
        KolmogorovSmirnovResult swapped = TEST.test(y, x);

        assertThat(swapped.statistic()).isEqualTo(result.statistic());
        assertThat(swapped.pValue()).isEqualTo(result.pValue());
    }

    @Property(tries = 300, seed = "1")
    void aStrictlyIncreasingMapChangesOnlyTheLocation(
            @ForAll("samples") double[] x,
            @ForAll("samples") double[] y,
            @ForAll @IntRange(min = 1, max = 9) int scale) {
        double[] points = points(x, y);
        KolmogorovSmirnovResult result = TEST.test(x, y);
        KolmogorovSmirnovResult mapped = TEST.test(mapped(x, points, scale), mapped(y, points, scale));

        assertThat(mapped.statistic()).isEqualTo(result.statistic());
        assertThat(mapped.pValue()).isEqualTo(result.pValue());
        assertThat(mapped.sign()).isEqualTo(result.sign());
    }

    /** Each value becomes a strictly increasing function of its rank. */
    private static double[] mapped(double[] values, double[] points, int scale) {
        return Arrays.stream(values)
                .map(value -> Math.exp(scale * (double) Arrays.binarySearch(points, value + 0.0) / 10) - 3)
                .toArray();
    }

    @Property(tries = 300, seed = "1")
    void countsGiveBitForBitWhatTheSamplesGive(@ForAll("samples") double[] x, @ForAll("samples") double[] y) {
        double[] points = points(x, y);
        long[] xCounts = counts(x, points);
        long[] yCounts = counts(y, points);

        KolmogorovSmirnovResult result = TEST.test(x, y);
        KolmogorovSmirnovResult ordered = TEST.test(xCounts, yCounts);

        assertThat(TEST.test(points, xCounts, yCounts)).isEqualTo(result);
        assertThat(ordered.statistic()).isEqualTo(result.statistic());
        assertThat(ordered.pValue()).isEqualTo(result.pValue());
        assertThat(points[(int) ordered.location()]).isEqualTo(result.location());
    }

    private static double[] points(double[] x, double[] y) {
        return DoubleStream.concat(Arrays.stream(x), Arrays.stream(y))
                .map(value -> value + 0.0)
                .sorted()
                .distinct()
                .toArray();
    }

    private static long[] counts(double[] sample, double[] points) {
        return Arrays.stream(points)
                .mapToLong(point ->
                        Arrays.stream(sample).filter(value -> value == point).count())
                .toArray();
    }

    @Property(tries = 200, seed = "1")
    void aSampleDoesNotDifferFromItself(@ForAll("samples") double[] x) {
        KolmogorovSmirnovResult result = TEST.test(x, x.clone());

        assertThat(result.statistic()).isZero();
        assertThat(result.pValue()).isEqualTo(1);
        assertThat(result.sign()).isEqualTo(1);
    }

    @Property(tries = 300, seed = "1")
    void swappingTheSamplesSwapsTheOneSidedAlternatives(@ForAll("samples") double[] x, @ForAll("samples") double[] y) {
        KolmogorovSmirnovResult less = EXACT.with(Alternative.LESS).test(x, y);
        KolmogorovSmirnovResult greater = EXACT.with(Alternative.GREATER).test(y, x);
        KolmogorovSmirnovResult both = EXACT.test(x, y);
        KolmogorovSmirnovResult other = EXACT.with(Alternative.GREATER).test(x, y);

        assertThat(less.statistic()).isEqualTo(greater.statistic());
        assertThat(less.pValue()).isEqualTo(greater.pValue());
        assertThat(both.statistic()).isEqualTo(Math.max(less.statistic(), other.statistic()));
        assertThat(both.pValue()).isEqualTo(EXACT.test(y, x).pValue());
    }

    @Property(tries = 300, seed = "1")
    void theTwoSidedProbabilityIsAtMostTwiceTheOneSided(
            @ForAll @DoubleRange(min = 0, max = 1) double d,
            @ForAll @IntRange(min = 1, max = 60) int n,
            @ForAll @IntRange(min = 1, max = 60) int m) {
        double two = EXACT.pValue(d, n, m);
        double one = EXACT.with(Alternative.LESS).pValue(d, n, m);

        assertThat(two).isBetween(one * (1 - 1e-13), 2 * one * (1 + 1e-13));
        assertThat(EXACT.with(Alternative.GREATER).pValue(d, m, n)).isEqualTo(one);
    }

    @Property(tries = 300, seed = "1")
    void tiesNeverMakeTheExactProbabilityLarger(
            @ForAll("samples") double[] x, @ForAll("samples") double[] y, @ForAll Alternative alternative) {
        KolmogorovSmirnov conditional = EXACT.with(alternative);
        KolmogorovSmirnov unconditional = conditional.with(PValueMethod.EXACT);

        double p = conditional.test(x, y).pValue();
        assertThat(p).isPositive().isLessThanOrEqualTo(unconditional.test(x, y).pValue() * (1 + 1e-13));
    }

    @Property(tries = 300, seed = "1")
    void aStrictlyIncreasingMapKeepsTheExactProbability(
            @ForAll("samples") double[] x,
            @ForAll("samples") double[] y,
            @ForAll @IntRange(min = 1, max = 9) int scale,
            @ForAll Alternative alternative) {
        double[] points = points(x, y);
        KolmogorovSmirnov test = EXACT.with(alternative);
        KolmogorovSmirnovResult result = test.test(x, y);
        KolmogorovSmirnovResult mapped = test.test(mapped(x, points, scale), mapped(y, points, scale));
        KolmogorovSmirnovResult prepared = test.test(KsReference.of(x), y);

        assertThat(mapped.pValue()).isEqualTo(result.pValue());
        assertThat(mapped.method()).isEqualTo(result.method());
        assertThat(prepared).isEqualTo(result);
    }

    @Property(tries = 300, seed = "1")
    void aLargerStatisticNeverHasALargerPValue(
            @ForAll @DoubleRange(min = 0, max = 1) double d,
            @ForAll @DoubleRange(min = 0, max = 1) double e,
            @ForAll @IntRange(min = 1, max = 3000) int n,
            @ForAll @IntRange(min = 1, max = 3000) int m) {
        double smaller = TEST.pValue(Math.min(d, e), n, m);
        double larger = TEST.pValue(Math.max(d, e), n, m);

        // Where one method hands over to the next, the law may step by what they differ.
        assertThat(larger).isLessThanOrEqualTo(smaller * (1 + 1e-4));
    }
}
