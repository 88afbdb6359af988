package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What holds for everyday numbers holds where doubles and longs end, too. */
class ExtremeNumbersTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** By {@code 2 * numpy.quantile(values / 2, numpy.linspace(0, 1, 5))}; numpy itself overflows, and so did these bins. */
    @Test
    void quantilesLieBetweenValuesFurtherApartThanTheLargestDouble() {
        double[] wide = {-1.7e308, -1e308, 1e308, 1.7e308};

        double[] edges = Bins.quantiles(wide, 4).edges();
        assertThat(edges).hasSize(5);
        assertThat(edges[1]).isCloseTo(-1.175e308, within(1e293));
        assertThat(edges[2]).isZero();
        assertThat(edges[3]).isCloseTo(1.175e308, within(1e293));
        assertThat(Bins.quantiles(new double[] {-1.7e308, 1.7e308}, 2).edges()).containsExactly(-INFINITY, 0, INFINITY);
        assertThat(PopulationStabilityIndex.withDefaults().compare(wide, wide).isBlind())
                .isFalse();
    }

    @Test
    void binsOfEqualWidthEndAtTheLargestValueWhereTheWidthIsRoundedUp() {
        double tiny = Double.MIN_VALUE;

        double[] edges = Bins.equalWidth(new double[] {0, 6 * tiny}, 10).edges();
        assertThat(edges).startsWith(0).endsWith(6 * tiny);
        assertThat(Bins.equalWidth(new double[] {0, tiny}, 10).edges()).containsExactly(0, tiny);
    }

    /** 1.0000000000000002 where the product of the sizes was rounded thrice. */
    @Test
    void noDistanceOfDisjointSamplesBeyondTheIntegersOfADoubleExceedsOne() {
        for (long size : new long[] {(1L << 53) + 1, (1L << 55) - 1, (1L << 61) + 12345, Long.MAX_VALUE}) {
            for (long other : new long[] {1, 3, 7, (1L << 53) + 1, Long.MAX_VALUE}) {
                long[] x = {size, 0};
                long[] y = {0, other};
                assertThat(LInfinity.distance(x, y)).isEqualTo(1);
                assertThat(TotalVariation.distance(x, y)).isEqualTo(1);
                assertThat(Hellinger.distance(x, y)).isBetween(1 - 1e-15, 1.0);
                assertThat(JensenShannon.distance(x, y)).isBetween(1 - 1e-15, 1.0);
                assertThat(CramersV.of(x, y)).isBetween(1 - 1e-15, 1.0);
            }
        }
    }

    /** (1 - e) ln(1 / e) twice, for e the smallest double, by mpmath 1.4.1 with 30 digits. */
    @Test
    void theSmallestEpsilonGivesAFiniteIndex() {
        PsiResult result = PopulationStabilityIndex.withDefaults()
                .epsilon(Double.MIN_VALUE)
                .compare(new long[] {5, 0}, new long[] {0, 5});

        assertThat(result.value()).isCloseTo(1488.880143842763, within(1e-9));
    }

    /** As {@code binomtest(x, n).proportion_ci(1e-17, method="wilson")}, which gives (0, 0) and (0.3, 0.3). */
    @Test
    void anIntervalOfHardlyAnyConfidenceIsThePoint() {
        assertThat(ProportionInterval.wilson(0, 10, 1e-17)).isEqualTo(new Interval(0, 0, 1e-17));
        assertThat(ProportionInterval.wilson(3, 10, 1e-17)).isEqualTo(new Interval(0.3, 0.3, 1e-17));
        for (long n = 1; n < 200; n++) {
            for (long x = 0; x <= n; x++) {
                Interval interval = ProportionInterval.wilson(x, n, 1e-17);
                assertThat(interval.lower()).isCloseTo((double) x / n, within(1e-15));
            }
        }
        assertThat(TwoProportions.withDefaults()
                        .confidence(1e-17)
                        .test(0, 10, 3, 10)
                        .difference()
                        .lower())
                .isCloseTo(0.3, within(1e-15));
    }

    /** Three of as many in each sample: each of the eight ways is as likely, whatever the sizes. Longer than 2^53 it never ended. */
    @Test
    void rareFailuresAmongMoreValuesThanADoubleCountsAreTestedAsRareSuccessesAre() {
        long size = 1L << 60;
        TwoProportions test = TwoProportions.withDefaults();

        assertThat(test.test(3, size, 0, size).pValue()).isCloseTo(0.25, within(1e-12));
        assertThat(test.test(size - 3, size, size, size).pValue()).isCloseTo(0.25, within(1e-12));
        assertThat(test.with(Alternative.LESS).test(size - 3, size, size, size).pValue())
                .isCloseTo(0.125, within(1e-12));
        assertThat(test.with(Alternative.GREATER)
                        .test(size - 3, size, size, size)
                        .pValue())
                .isEqualTo(1);
        assertThat(test.with(Alternative.GREATER).test(3, size, 0, size).pValue())
                .isCloseTo(0.125, within(1e-12));
    }

    @Test
    void exactLawsOfMoreValuesThanADoubleCountsAreRefused() {
        long half = 1L << 60;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TwoProportions.withDefaults().exact().test(half, 2 * half, half, 2 * half))
                .withMessageContaining("asymptotic");
        PsiResult psi =
                PopulationStabilityIndex.withDefaults().compare(new long[] {half, half}, new long[] {half, half});
        assertThatIllegalArgumentException()
                .isThrownBy(psi::exactlyExpectedWithoutDrift)
                .withMessageContaining("2^53");
        assertThat(psi.expectedWithoutDrift()).isPositive();
    }

    @Test
    void theLargestDoubleIsPrintedAsANumber() {
        WassersteinResult result =
                Wasserstein.compare(new double[] {-Double.MAX_VALUE / 2}, new double[] {Double.MAX_VALUE / 2});

        assertThat(result.distance()).isEqualTo(Double.MAX_VALUE);
        assertThat(result.toString()).contains("W1=1.798E+308,");
    }
}
