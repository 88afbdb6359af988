package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Where tools in common use give infinity, NaN, a false alarm or nothing at all. */
class FailuresOfOthersTest {
    private static final Map<String, ToDoubleBiFunction<long[], long[]>> P_VALUES = Map.of(
            "chi-square", (x, y) -> ChiSquare.withDefaults().test(x, y).pValue(),
            "G", (x, y) -> ChiSquare.withDefaults().likelihoodRatio().test(x, y).pValue(),
            "pooled chi-square",
                    (x, y) ->
                            ChiSquare.withDefaults().poolingBelow(5).test(x, y).pValue(),
            "PSI",
                    (x, y) -> PopulationStabilityIndex.withDefaults()
                            .compare(x, y)
                            .pValue(),
            "Mann-Whitney", (x, y) -> MannWhitney.withDefaults().test(x, y).pValue(),
            "Mann-Whitney by z",
                    (x, y) -> MannWhitney.withDefaults().exactUpTo(0).test(x, y).pValue());
    private static final Map<String, ToDoubleBiFunction<long[], long[]>> DISTANCES = Map.of(
            "PSI",
                    (x, y) -> PopulationStabilityIndex.withDefaults()
                            .compare(x, y)
                            .value(),
            "Jensen-Shannon", JensenShannon::distance,
            "Jensen-Shannon divergence", JensenShannon::divergence,
            "Hellinger", Hellinger::distance,
            "total variation", TotalVariation::distance,
            "L-infinity", LInfinity::distance,
            "Kullback-Leibler", KullbackLeibler::divergence,
            "Cramer's V", CramersV::of,
            "Cramer's V, corrected", CramersV::biasCorrected);

    @Test
    void twoIdenticalConstantColumnsGiveAPValueOfOneAndNoDistance() {
        long[] x = {0, 50, 0};
        long[] y = {0, 70, 0};
        P_VALUES.forEach((name, p) -> assertThat(p.applyAsDouble(x, y)).as(name).isEqualTo(1));
        DISTANCES.forEach((name, distance) ->
                assertThat(distance.applyAsDouble(x, y)).as(name).isZero());

        double[] sevens = DoubleStream.generate(() -> 7).limit(50).toArray();
        WassersteinResult wasserstein = Wasserstein.compare(sevens, sevens);
        assertThat(wasserstein.distance()).isZero();
        assertThat(wasserstein.inReferenceDeviations()).isZero();
        assertThat(wasserstein.inReferenceQuartileDeviations()).isZero();
        assertThat(EnergyDistance.distance(sevens, sevens)).isZero();
        for (int exactUpTo : new int[] {0, 10_000}) {
            MannWhitneyResult test =
                    MannWhitney.withDefaults().exactUpTo(exactUpTo).test(sevens, sevens);
            assertThat(test.pValue()).isEqualTo(1);
            assertThat(test.rankBiserial()).isZero();
        }
        assertThat(TwoProportions.withDefaults().test(50, 50, 70, 70).pValue()).isEqualTo(1);
        assertThat(TwoProportions.withDefaults().exact().test(0, 50, 0, 70).pValue())
                .isEqualTo(1);
    }

    @Test
    void aBinaryFeatureGoingFrom23To90PercentOnesIsFoundByEveryStatisticThatCanSeeIt() {
        long[] x = {770, 230};
        long[] y = {100, 900};
        P_VALUES.forEach((name, p) ->
                assertThat(p.applyAsDouble(x, y)).as(name).isGreaterThan(0).isLessThan(1e-150));
        DISTANCES.forEach((name, distance) ->
                assertThat(distance.applyAsDouble(x, y)).as(name).isGreaterThan(0.3));
        // scipy.stats.chi2_contingency([[770, 230], [100, 900]], correction=False)
        Oracle.assertTail(
                TwoProportions.withDefaults().test(230, 1000, 900, 1000).pValue(), 1.3031898711885762e-200, "p");

        double[] before = ones(230);
        double[] now = ones(900);
        assertThat(Wasserstein.compare(before, now).distance()).isCloseTo(0.67, within(1e-15));
        assertThat(Wasserstein.compare(before, now).inReferenceDeviations()).isGreaterThan(1.5);
        assertThat(EnergyDistance.distance(before, now)).isCloseTo(Math.sqrt(2) * 0.67, within(1e-15));
        assertThat(MannWhitney.withDefaults().test(before, now).rankBiserial()).isCloseTo(-0.67, within(1e-15));
        // The deciles of a binary reference are all 0 or 1: one bin. It says so instead of saying "stable".
        assertThat(PopulationStabilityIndex.withDefaults().compare(before, now).isBlind())
                .isTrue();
    }

    private static double[] ones(int count) {
        double[] values = new double[1000];
        Arrays.fill(values, 0, count, 1);
        return values;
    }

    @Test
    void aColumnOfZerosAndNegativeZerosIsConstant() {
        double[] x = {0.0, -0.0, 0.0, -0.0};
        double[] y = {-0.0, -0.0, 0.0};

        assertThat(Wasserstein.compare(x, y).distance()).isZero();
        assertThat(Wasserstein.compare(x, y).referenceDeviation()).isZero();
        assertThat(EnergyDistance.distance(x, y)).isZero();
        assertThat(MannWhitney.withDefaults().test(x, y).pValue()).isEqualTo(1);
        assertThat(MannWhitney.withDefaults().test(x, y).statistic()).isEqualTo(6);
        assertThat(PopulationStabilityIndex.withDefaults().compare(x, y).value())
                .isZero();
        assertThat(Wasserstein.compare(new double[] {-0.0}, new long[] {1}, new long[] {2}))
                .isEqualTo(Wasserstein.compare(new double[] {0.0}, new long[] {1}, new long[] {2}));
    }

    @Test
    void emptyCellsGiveNeitherNaNNorASilentInfinity() {
        long[] x = {5, 0, 3, 0};
        long[] y = {0, 4, 3, 0};
        P_VALUES.forEach((name, p) -> assertThat(p.applyAsDouble(x, y)).as(name).isBetween(0.0, 1.0));
        DISTANCES.forEach((name, distance) -> {
            if (name.equals("Kullback-Leibler")) {
                assertThat(distance.applyAsDouble(x, y)).isEqualTo(Double.POSITIVE_INFINITY); // as documented
            } else {
                assertThat(distance.applyAsDouble(x, y)).as(name).isFinite();
            }
        });
        PsiResult psi = PopulationStabilityIndex.withDefaults().compare(x, y);
        assertThat(psi.replacedShares()).isEqualTo(2);
        assertThat(psi.toString()).contains("1.0E-4 put in place of an empty share in bins: 2");
        assertThat(psi.degreesOfFreedom()).isEqualTo(2);
    }

    @Test
    void oneOutlierDoesNotHideAShiftInReferenceDeviationsSilently() {
        double[] reference = new SplittableRandom(20261122).doubles(1000).toArray();
        double[] shifted = Arrays.stream(reference).map(value -> value + 0.5).toArray();
        WassersteinResult clean = Wasserstein.compare(reference, shifted);
        reference[17] = 1e6;
        WassersteinResult wild = Wasserstein.compare(reference, shifted);

        assertThat(clean.inReferenceDeviations()).isCloseTo(1.7, within(0.1));
        assertThat(clean.isDeviationStretched()).isFalse();
        // 1,000 of W1 is the outlier's own way; in deviations of 31,623 that is 0.03, which nobody would look at
        assertThat(wild.inReferenceDeviations()).isLessThan(0.05);
        assertThat(wild.isDeviationStretched()).isTrue();
        assertThat(wild.inReferenceQuartileDeviations()).isGreaterThan(1000);
        assertThat(wild.toString()).contains("which far values stretch");
        // Ranks and bins do not care.
        double tail = MannWhitney.withDefaults().test(reference, shifted).rankBiserial();
        assertThat(tail).isCloseTo(-0.75, within(0.05));
    }

    @Test
    void oneOutlierOfAMillionInTheReferenceChangesTheIndexByLessThanOnePercent() {
        SplittableRandom random = new SplittableRandom(20261122);
        double[] reference = random.doubles(5000).map(u -> u * u).toArray();
        double[] current = random.doubles(5000).map(u -> u * u * u).toArray();
        PopulationStabilityIndex index = PopulationStabilityIndex.withDefaults();
        double deciles = index.compare(reference, current).value();
        double equalWidth = index.equalWidthBins(10).compare(reference, current).value();
        reference[17] = 1e6;

        assertThat(deciles).isGreaterThan(0.05);
        assertThat(index.compare(reference, current).value()).isCloseTo(deciles, within(0.01 * deciles));
        // Bins of equal width, which others use by default, lose the shift.
        assertThat(equalWidth).isGreaterThan(0.05);
        assertThat(index.equalWidthBins(10).compare(reference, current).value()).isLessThan(0.01);
    }

    @Test
    void aConstantReferenceHasNoScaleAndSaysSo() {
        WassersteinResult result = Wasserstein.compare(new double[] {7, 7}, new double[] {7, 8});

        assertThat(result.distance()).isEqualTo(0.5);
        assertThat(result.inReferenceDeviations()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(result.isDeviationStretched()).isFalse();
        assertThat(result).hasToString("Wasserstein[W1=0.5, Infinity deviations of the reference (0.0), n=2, m=2]");
    }

    @Test
    void aMillionRowsWithATinyShiftAreSignificantAndSmall() {
        long[] x = {500_000, 500_000};
        long[] y = {498_000, 502_000};

        assertThat(ChiSquare.withDefaults().test(x, y).pValue()).isLessThan(0.005);
        assertThat(CramersV.of(x, y)).isLessThan(0.0021);
        assertThat(JensenShannon.distance(x, y)).isLessThan(0.0021);
        // What nearly cancels keeps its digits: 8.0000640006826748587e-6 by 50 decimal digits.
        assertThat(KullbackLeibler.divergence(x, y)).isCloseTo(8.000064000682675e-6, within(1e-18));
    }

    @Test
    void saturatedProbabilitiesDoNotThrow() {
        double[] x = DoubleStream.concat(
                        DoubleStream.generate(() -> 1.0).limit(900),
                        DoubleStream.generate(() -> 0.0).limit(100))
                .toArray();
        double[] y = DoubleStream.generate(() -> 1.0).limit(1000).toArray();

        // scipy.stats.mannwhitneyu(x, y, method="asymptotic")
        Oracle.assertTail(MannWhitney.withDefaults().test(x, y).pValue(), 1.0994160038880178e-24, "p");
        assertThat(Wasserstein.compare(x, y).distance()).isCloseTo(0.1, within(1e-15));
        assertThat(EnergyDistance.distance(x, y)).isCloseTo(Math.sqrt(2) * 0.1, within(1e-15));
    }
}
