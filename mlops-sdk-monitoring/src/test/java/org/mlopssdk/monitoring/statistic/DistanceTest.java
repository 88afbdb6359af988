package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DistanceTest {

    @Test
    void wassersteinPrintsWhatItCanBeHeldAgainst() {
        WassersteinResult result = Wasserstein.compare(new double[] {0, 1, 2, 3}, new double[] {1, 2, 3, 4});

        assertThat(result).hasToString("Wasserstein[W1=1.0, 0.8944 deviations of the reference (1.118), n=4, m=4]");
        assertThat(result.inReferenceQuartileDeviations()).isCloseTo(1.3489795003921634 / 1.5, within(1e-15));
    }

    @Test
    void zeroCountsAreNotThere() {
        double[] points = {-1e9, 0, 1, 5e8};

        WassersteinResult result = Wasserstein.compare(points, new long[] {0, 1, 1, 0}, new long[] {0, 0, 3, 0});

        assertThat(result).isEqualTo(Wasserstein.compare(new double[] {0, 1}, new double[] {1, 1, 1}));
        assertThat(result.referenceDeviation()).isEqualTo(0.5);
    }

    @Test
    void aPointOfTheOtherSampleThatIsOutOfAllProportionLeavesTheDeviationAlone() {
        double[] reference = {0, 1e-300};

        WassersteinResult result = Wasserstein.compare(reference, new double[] {1e300});

        assertThat(result.referenceDeviation()).isEqualTo(5e-301);
        assertThat(result.distance()).isEqualTo(1e300);
    }

    @Test
    void samplesOfMoreValuesThanAnyArrayHolds() {
        long many = 1L << 50;

        WassersteinResult result =
                Wasserstein.compare(new double[] {0, 1}, new long[] {many, many}, new long[] {many + 1, many - 1});

        assertThat(result.distance()).isEqualTo(0.5 / many);
    }

    @Test
    void aDistanceNeedsFiniteValuesAndNamesTheFirstThatIsNot() {
        double[] fine = {1, 2};
        double[] infinite = {1, Double.NEGATIVE_INFINITY};
        double[] nan = {Double.NaN};

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wasserstein.compare(fine, infinite))
                .withMessageContainingAll("'current'", "index 1", "-Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnergyDistance.distance(infinite, fine))
                .withMessageContainingAll("'reference'", "index 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wasserstein.compare(nan, fine))
                .withMessageContainingAll("'reference'", "index 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnergyDistance.distance(new double[0], fine))
                .withMessageContaining("'reference' is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wasserstein.compare(new double[] {-1e308}, new double[] {1e308}))
                .withMessageContaining("a range that a double holds");
    }

    @Test
    void pointsAscendAndHaveOneCountEach() {
        long[] counts = {1, 1};

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wasserstein.compare(new double[] {1}, counts, counts))
                .withMessageContaining("1 points and 2 counts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnergyDistance.distance(new double[] {1, 1}, counts, counts))
                .withMessageContainingAll("index 0", "index 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnergyDistance.distance(new double[] {0.0, -0.0}, counts, counts))
                .withMessageContaining("do not ascend strictly");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wasserstein.compare(new double[] {1, Double.POSITIVE_INFINITY}, counts, counts))
                .withMessageContainingAll("'points'", "index 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new WassersteinResult(-1, 0, 0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new WassersteinResult(1, 0, 0, 0, 1));
    }

    @Test
    void aSumOfManySmallTermsKeepsItsBits() {
        Sum sum = new Sum();
        sum.add(1);
        for (int i = 0; i < 1_000_000; i++) {
            sum.add(1e-16);
        }

        assertThat(sum.value()).isCloseTo(1 + 1e-10, within(1e-15));
    }

    @Test
    void noArgumentIsModified() {
        double[] x = {3, -0.0, 1};
        double[] y = {2, 9, 2};

        Wasserstein.compare(x, y);
        EnergyDistance.distance(x, y);
        MannWhitney.withDefaults().test(x, y);

        assertThat(Arrays.toString(x)).isEqualTo("[3.0, -0.0, 1.0]");
        assertThat(Arrays.toString(y)).isEqualTo("[2.0, 9.0, 2.0]");
    }
}
