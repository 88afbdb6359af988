package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BinsTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void edgesAndCountsAreBitForBitThoseOfNumpy() {
        for (String[] row : Oracle.rows("bins_cases.csv")) {
            double[] reference = Oracle.numbers(row[2]);
            int count = Integer.parseInt(row[1]);
            Bins bins =
                    row[0].equals("quantile") ? Bins.quantiles(reference, count) : Bins.equalWidth(reference, count);

            assertThat(bins.edges()).as(row[0] + " of " + row[2]).containsExactly(Oracle.numbers(row[4]));
            assertThat(bins.count(reference)).as(row[0] + " of " + row[2]).containsExactly(Oracle.counts(row[5]));
            assertThat(bins.count(Oracle.numbers(row[3]))).as(row[0]).containsExactly(Oracle.counts(row[6]));
        }
    }

    @Test
    void aBinHoldsItsLowerEdgeAndTheLastOneAlsoItsUpper() {
        Bins bins = Bins.ofEdges(0, 1, 2);

        assertThat(bins.size()).isEqualTo(2);
        assertThat(bins.indexOf(-0.0)).isZero();
        assertThat(bins.indexOf(Math.nextDown(1.0))).isZero();
        assertThat(bins.indexOf(1)).isEqualTo(1);
        assertThat(bins.indexOf(2)).isEqualTo(1);
    }

    @Test
    void valuesBeyondTheOuterEdgesCountInTheOutermostBins() {
        assertThat(Bins.ofEdges(0, 1, 2).count(new double[] {-5, -INFINITY, 7, INFINITY}))
                .containsExactly(2, 2);
    }

    @Test
    void negativeZeroCountsAsZero() {
        Bins bins = Bins.ofEdges(-1, -0.0, 1);

        assertThat(bins.indexOf(0.0)).isEqualTo(1);
        assertThat(bins.indexOf(-0.0)).isEqualTo(1);
        assertThat(bins).isEqualTo(Bins.ofEdges(-1, 0.0, 1));
        assertThat(bins.edges()[1]).isEqualTo(0.0);
    }

    @Test
    void equalValuesGiveASingleBin() {
        assertThat(Bins.quantiles(new double[] {4, 4, 4}, 10).edges()).containsExactly(-INFINITY, INFINITY);
        assertThat(Bins.equalWidth(new double[] {4, 4, 4}, 10).edges()).containsExactly(-INFINITY, INFINITY);
    }

    @Test
    void quantilesOfInfiniteValuesTakeTheNearer() {
        Bins bins = Bins.quantiles(new double[] {-INFINITY, 0, 1, 2, INFINITY}, 4);

        assertThat(bins.edges()).containsExactly(-INFINITY, 0, 1, 2, INFINITY);
        assertThat(Bins.quantiles(new double[] {-INFINITY, 1}, 2).edges()).containsExactly(-INFINITY, INFINITY);
    }

    @Test
    void refusesWhatGivesNoBins() {
        assertThatIllegalArgumentException().isThrownBy(() -> Bins.ofEdges(1)).withMessageContaining("two edges");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bins.ofEdges(1, 2, 2))
                .withMessageContainingAll("index 1", "index 2");
        assertThatIllegalArgumentException().isThrownBy(() -> Bins.ofEdges(1, Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bins.quantiles(new double[0], 10))
                .withMessageContaining("empty");
        assertThatIllegalArgumentException().isThrownBy(() -> Bins.quantiles(new double[] {1}, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bins.equalWidth(new double[] {1, INFINITY}, 10))
                .withMessageContaining("finite range");
        assertThatIllegalArgumentException().isThrownBy(() -> Bins.ofEdges(0, 1).indexOf(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bins.ofEdges(0, 1).count(new double[] {0, Double.NaN}))
                .withMessageContaining("index 1");
    }

    @Test
    void equalEdgesAreEqualBins() {
        assertThat(Bins.ofEdges(0, 1)).isEqualTo(Bins.ofEdges(0, 1)).hasSameHashCodeAs(Bins.ofEdges(0, 1));
        assertThat(Bins.ofEdges(0, 1)).isNotEqualTo(Bins.ofEdges(0, 2)).hasToString("Bins[0.0, 1.0]");
    }
}
