package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of every statistic of samples, whatever the samples. */
class DistancePropertiesTest {
    private static final List<ToDoubleBiFunction<double[], double[]>> METRICS =
            List.of((x, y) -> Wasserstein.compare(x, y).distance(), EnergyDistance::distance);

    /** Quarters, so that there are many ties and no rounding. */
    @Provide
    Arbitrary<double[]> samples() {
        return Arbitraries.integers()
                .between(-20, 20)
                .map(value -> value / 4.0)
                .array(double[].class)
                .ofMinSize(1)
                .ofMaxSize(30);
    }

    @Property(tries = 300, seed = "1")
    void aMetricIsSymmetricZeroForEqualsAndObeysTheTriangleInequality(
            @ForAll("samples") double[] x, @ForAll("samples") double[] y, @ForAll("samples") double[] z) {
        for (ToDoubleBiFunction<double[], double[]> metric : METRICS) {
            double there = metric.applyAsDouble(x, y);

            assertThat(there).isNotNegative().isEqualTo(metric.applyAsDouble(y, x));
            assertThat(there)
                    .isLessThanOrEqualTo((metric.applyAsDouble(x, z) + metric.applyAsDouble(z, y)) * (1 + 1e-12));
            assertThat(metric.applyAsDouble(x, repeated(x, 3))).isZero();
        }
    }

    @Property(tries = 300, seed = "1")
    void wassersteinFollowsAnAffineMap(
            @ForAll("samples") double[] x,
            @ForAll("samples") double[] y,
            @ForAll @IntRange(min = -6, max = 6) int factor,
            @ForAll @IntRange(min = -50, max = 50) int shift) {
        WassersteinResult before = Wasserstein.compare(x, y);
        WassersteinResult after = Wasserstein.compare(affine(x, factor, shift), affine(y, factor, shift));

        assertThat(after.distance())
                .isCloseTo(Math.abs(factor) * before.distance(), within(1e-12 * (1 + after.distance())));
        assertThat(after.referenceDeviation())
                .isCloseTo(Math.abs(factor) * before.referenceDeviation(), within(1e-12 * (1 + after.distance())));
        double energy = EnergyDistance.distance(affine(x, factor, shift), affine(y, factor, shift));
        assertThat(energy)
                .isCloseTo(Math.sqrt(Math.abs(factor)) * EnergyDistance.distance(x, y), within(1e-12 * (1 + energy)));
    }

    @Property(tries = 300, seed = "1")
    void aShiftOfAllValuesIsItsOwnDistance(
            @ForAll("samples") double[] x, @ForAll @IntRange(min = 0, max = 40) int quarters) {
        assertThat(Wasserstein.compare(x, affine(x, 1, quarters / 4.0)).distance())
                .isCloseTo(quarters / 4.0, within(1e-13));
        double meansApart = Math.abs(mean(x) - mean(affine(x, -1, 0.25)));
        assertThat(Wasserstein.compare(x, affine(x, -1, 0.25)).distance()).isGreaterThanOrEqualTo(meansApart - 1e-13);
    }

    @Property(tries = 300, seed = "1")
    void countsOfValuesGiveTheSameBitsAsTheValues(@ForAll("samples") double[] x, @ForAll("samples") double[] y) {
        double[] points = DoubleStream.concat(Arrays.stream(x), Arrays.stream(y))
                .map(value -> value + 0.0)
                .distinct()
                .sorted()
                .toArray();
        long[] xs = counts(points, x);
        long[] ys = counts(points, y);

        assertThat(Wasserstein.compare(points, xs, ys)).isEqualTo(Wasserstein.compare(x, y));
        assertThat(EnergyDistance.distance(points, xs, ys)).isEqualTo(EnergyDistance.distance(x, y));
        assertThat(MannWhitney.withDefaults().test(xs, ys))
                .isEqualTo(MannWhitney.withDefaults().test(x, y));
    }

    @Property(tries = 300, seed = "1")
    void theOrderOfValuesHasNoSay(@ForAll("samples") double[] x, @ForAll("samples") double[] y, @ForAll long seed) {
        List<Double> shuffled = Arrays.stream(x).boxed().collect(Collectors.toList());
        Collections.shuffle(shuffled, new Random(seed));
        double[] other = shuffled.stream().mapToDouble(Double::doubleValue).toArray();

        assertThat(Wasserstein.compare(other, y)).isEqualTo(Wasserstein.compare(x, y));
        assertThat(MannWhitney.withDefaults().test(other, y))
                .isEqualTo(MannWhitney.withDefaults().test(x, y));
    }

    @Property(tries = 300, seed = "1")
    void mannWhitneySeesRanksOnly(@ForAll("samples") double[] x, @ForAll("samples") double[] y) {
        for (MannWhitney test :
                List.of(MannWhitney.withDefaults(), MannWhitney.withDefaults().exactUpTo(0))) {
            MannWhitneyResult result = test.test(x, y);
            MannWhitneyResult swapped = test.test(y, x);
            double[] cubed = Arrays.stream(x).map(v -> v * v * v).toArray();
            double[] cubedToo = Arrays.stream(y).map(v -> v * v * v).toArray();

            assertThat(test.test(cubed, cubedToo)).isEqualTo(result);
            assertThat(swapped.statistic()).isEqualTo((double) x.length * y.length - result.statistic());
            assertThat(swapped.pValue()).isEqualTo(result.pValue());
            assertThat(result.pValue()).isBetween(0.0, 1.0);
            assertThat(result.rankBiserial()).isBetween(-1.0, 1.0).isEqualTo(-swapped.rankBiserial());
            assertThat(2 * result.commonLanguage() - 1).isCloseTo(result.rankBiserial(), within(1e-14));
        }
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double[] affine(double[] values, double factor, double shift) {
        return Arrays.stream(values).map(value -> factor * value + shift).toArray();
    }

    private static double[] repeated(double[] values, int times) {
        return Arrays.stream(values)
                .flatMap(value -> DoubleStream.generate(() -> value).limit(times))
                .toArray();
    }

    private static long[] counts(double[] points, double[] values) {
        return Arrays.stream(points)
                .mapToLong(
                        point -> Arrays.stream(values).filter(v -> v == point).count())
                .toArray();
    }
}
