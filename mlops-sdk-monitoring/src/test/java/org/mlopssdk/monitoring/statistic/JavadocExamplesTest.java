package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs the examples of this package's Javadoc, word for word. */
class JavadocExamplesTest {

    @Test
    void kolmogorovSmirnov() {
        double[] reference = {1.0, 2.0, 3.0, 4.0};
        double[] current = {2.5, 3.5, 4.5, 5.5};
        KolmogorovSmirnovResult result = KolmogorovSmirnov.withDefaults().test(reference, current);

        assertThat(result.statistic()).isEqualTo(0.5);
    }

    @Test
    void ksReference() {
        KsReference reference = KsReference.of(new double[] {1.0, 2.0, 3.0, 4.0});
        KolmogorovSmirnovResult result = reference.test(new double[] {2.5, 3.5, 4.5, 5.5});

        assertThat(result.statistic()).isEqualTo(0.5);
    }

    @Test
    void populationStabilityIndex() {
        double[] reference = {1, 2, 3, 4, 5, 6, 7, 8};
        double[] current = {5, 6, 7, 8, 9, 9, 9, 9};
        PsiResult result =
                PopulationStabilityIndex.withDefaults().quantileBins(4).compare(reference, current);

        assertThat(result.bins()).extracting(PsiBin::currentCount).containsExactly(0L, 0L, 2L, 6L);
    }

    @Test
    void chiSquare() {
        long[] reference = {60, 40};
        long[] current = {45, 55};
        ChiSquareResult result = ChiSquare.withDefaults().test(reference, current);

        assertThat(result.degreesOfFreedom()).isEqualTo(1);
    }

    @Test
    void wasserstein() {
        double[] reference = {0, 1, 2, 3};
        double[] current = {1, 2, 3, 4};
        WassersteinResult result = Wasserstein.compare(reference, current);

        assertThat(result.distance()).isEqualTo(1);
    }

    @Test
    void mannWhitney() {
        double[] reference = {1, 2, 3, 4};
        double[] current = {3, 5, 6, 7};
        MannWhitneyResult result = MannWhitney.withDefaults().test(reference, current);

        assertThat(result.statistic()).isEqualTo(1.5);
    }

    @Test
    void twoProportions() {
        TwoProportionsResult result = TwoProportions.withDefaults().test(230, 1000, 900, 1000);

        assertThat(result.difference().contains(0.67)).isTrue();
    }
}
