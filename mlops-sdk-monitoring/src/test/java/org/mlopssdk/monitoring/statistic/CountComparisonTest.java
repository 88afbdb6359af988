package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CountComparisonTest {

    @Test
    void distancesAndChiSquareAgreeWithScipy() {
        for (String[] row : Oracle.rows("counts_cases.csv")) {
            long[] reference = Oracle.counts(row[0]);
            long[] current = Oracle.counts(row[1]);
            String what = row[0] + " against " + row[1];

            ChiSquareResult chiSquare = ChiSquare.withDefaults().test(reference, current);

            double psi = PopulationStabilityIndex.withDefaults()
                    .compare(reference, current)
                    .value();
            Oracle.assertNumber(psi, Oracle.number(row[2]), "psi of " + what);
            Oracle.assertNumber(JensenShannon.distance(reference, current), Oracle.number(row[3]), "js of " + what);
            Oracle.assertNumber(Hellinger.distance(reference, current), Oracle.number(row[4]), "hellinger of " + what);
            Oracle.assertNumber(TotalVariation.distance(reference, current), Oracle.number(row[5]), "tv of " + what);
            Oracle.assertNumber(chiSquare.statistic(), Oracle.number(row[6]), "chi-square of " + what);
            assertThat(chiSquare.degreesOfFreedom()).as(what).isEqualTo(Integer.parseInt(row[7]));
            Oracle.assertProbability(chiSquare.pValue(), Oracle.number(row[8]), "p of " + what);
        }
    }

    @Test
    void disjointSamplesAreAtDistanceOne() {
        long[] left = {3, 4, 0};
        long[] right = {0, 0, 5};

        assertThat(JensenShannon.distance(left, right)).isCloseTo(1, within(1e-15));
        assertThat(Hellinger.distance(left, right)).isCloseTo(1, within(1e-15));
        assertThat(TotalVariation.distance(left, right)).isEqualTo(1);
    }

    @Test
    void refusesAnEmptySample() {
        assertThatIllegalArgumentException().isThrownBy(() -> JensenShannon.distance(new long[2], new long[] {1, 2}));
        assertThatIllegalArgumentException().isThrownBy(() -> Hellinger.distance(new long[2], new long[] {1, 2}));
        assertThatIllegalArgumentException().isThrownBy(() -> TotalVariation.distance(new long[2], new long[] {1, 2}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChiSquare.withDefaults().test(new long[0], new long[0]));
    }

    @Test
    void aChiSquareResultPrintsAndChecksItself() {
        ChiSquareResult result = new ChiSquareResult(
                ChiSquareStatistic.PEARSON, 248.77271059702701, 4.808420272112338e-56, 1, 7, List.of());

        assertThat(result).hasToString("ChiSquare[X2=248.8, df=1, p=4.808E-56]");
        assertThat(ChiSquare.withDefaults()
                        .likelihoodRatio()
                        .poolingBelow(0.5)
                        .test(new long[] {3, 1, 0, 0}, new long[] {5, 0, 1, 0}))
                .hasToString(
                        "ChiSquare[G=0.1026, df=1, p=0.7487, rough: only 0.8 expected in a cell, cells pooled: 2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChiSquareResult(ChiSquareStatistic.PEARSON, -1, 0.5, 1, 7, List.of()));
    }

    @Test
    void cellsOfEqualSizeArePooledTogetherSoThatTheirOrderHasNoSay() {
        // Of 40 in the smaller sample, 3 are expected in the cell of 6, too few; both cells of 10 join it, not one of
        // them.
        ChiSquareResult result =
                ChiSquare.withDefaults().poolingBelow(5).test(new long[] {2, 7, 1, 30}, new long[] {4, 3, 9, 24});

        assertThat(result.pooledCells()).containsExactly(0, 1, 2);
        assertThat(result.degreesOfFreedom()).isEqualTo(1);
        assertThat(ChiSquare.withDefaults()
                        .poolingBelow(3)
                        .test(new long[] {2, 7, 1, 30}, new long[] {4, 3, 9, 24})
                        .pooledCells())
                .isEmpty();
    }

    @Test
    void whatIsPooledIntoASingleCellCannotBeTestedAndSaysSo() {
        ChiSquareResult result = ChiSquare.withDefaults().poolingBelow(5).test(new long[] {2, 1}, new long[] {1, 2});

        assertThat(result.degreesOfFreedom()).isZero();
        assertThat(result.pValue()).isEqualTo(1);
        assertThat(result.pooledCells()).containsExactly(0, 1);
    }

    @Test
    void aTestSaysWhatItComputes() {
        assertThat(ChiSquare.withDefaults()).hasToString("ChiSquare[2 x k, X2 without Yates' correction]");
        assertThat(ChiSquare.withDefaults().likelihoodRatio().poolingBelow(5))
                .hasToString("ChiSquare[2 x k, G without Yates' correction, pooling cells below 5.0 expected]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChiSquare.withDefaults().poolingBelow(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChiSquare.withDefaults().poolingBelow(Double.NaN));
    }

    @Test
    void aSingleValueOnEachSideHasNoCorrectedAssociation() {
        assertThat(CramersV.of(new long[] {1, 0}, new long[] {0, 1})).isEqualTo(1);
        assertThat(CramersV.biasCorrected(new long[] {1, 0}, new long[] {0, 1})).isZero();
    }

    @Test
    void countsBeyond2To53KeepTheirDifference() {
        long[] x = {1L << 60, 1L << 60};
        long[] y = {(1L << 60) + 1, (1L << 60) - 1};

        assertThat(TotalVariation.distance(x, y)).isEqualTo(0x1p-61);
        assertThat(LInfinity.distance(x, y)).isEqualTo(0x1p-61);
        assertThat(JensenShannon.divergence(x, y)).isPositive();
        // The products of counts and sizes, 2^122, differ by a multiple of 2^64.
        assertThat(TotalVariation.distance(new long[] {1L << 61, 0}, new long[] {0, 1L << 61}))
                .isEqualTo(1);
    }
}
