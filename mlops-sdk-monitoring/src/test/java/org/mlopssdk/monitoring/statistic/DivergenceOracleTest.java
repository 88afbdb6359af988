package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every statistic of counts against SciPy, and against exact fractions where SciPy loses digits. */
class DivergenceOracleTest {
    private static final List<String[]> CASES = Oracle.rows("divergence_cases.csv");

    private static void each(int column, java.util.function.ToDoubleBiFunction<long[], long[]> ours) {
        assertThat(CASES).hasSizeGreaterThan(200);
        for (String[] row : CASES) {
            Oracle.assertDigits(
                    ours.applyAsDouble(Oracle.counts(row[0]), Oracle.counts(row[1])),
                    Oracle.number(row[column]),
                    "of " + row[0] + " against " + row[1]);
        }
    }

    private static void eachProbability(int column, java.util.function.ToDoubleBiFunction<long[], long[]> ours) {
        for (String[] row : CASES) {
            Oracle.assertTail(
                    ours.applyAsDouble(Oracle.counts(row[0]), Oracle.counts(row[1])),
                    Oracle.number(row[column]),
                    "of " + row[0] + " against " + row[1]);
        }
    }

    private static PsiResult psi(long[] x, long[] y) {
        return PopulationStabilityIndex.withDefaults().compare(x, y);
    }

    @Test
    void thePopulationStabilityIndex() {
        each(2, (x, y) -> psi(x, y).value());
        eachProbability(4, (x, y) -> psi(x, y).pValue());
    }

    @Test
    void theExactExpectationOfTheIndexIsTheSumOverAllDivisionsOfThePooledValues() {
        List<String[]> small =
                CASES.stream().filter(row -> !row[3].equals("nan")).toList();
        assertThat(small).hasSizeGreaterThan(100);
        for (String[] row : small) {
            double exact = psi(Oracle.counts(row[0]), Oracle.counts(row[1])).exactlyExpectedWithoutDrift();
            Oracle.assertDigits(exact, Oracle.number(row[3]), row[0] + " against " + row[1]);
        }
    }

    @Test
    void jensenShannonAndHellinger() {
        each(5, JensenShannon::divergence);
        each(6, Hellinger::distance);
    }

    @Test
    void totalVariationAndLInfinity() {
        each(7, TotalVariation::distance);
        each(8, LInfinity::distance);
    }

    @Test
    void kullbackLeiblerInBothDirections() {
        each(9, KullbackLeibler::divergence);
        each(10, (x, y) -> KullbackLeibler.divergence(y, x));
    }

    @Test
    void pearsonsChiSquare() {
        ChiSquare test = ChiSquare.withDefaults();
        each(11, (x, y) -> test.test(x, y).statistic());
        each(12, (x, y) -> test.test(x, y).degreesOfFreedom());
        eachProbability(13, (x, y) -> test.test(x, y).pValue());
    }

    @Test
    void theGTest() {
        ChiSquare test = ChiSquare.withDefaults().likelihoodRatio();
        each(14, (x, y) -> test.test(x, y).statistic());
        each(12, (x, y) -> test.test(x, y).degreesOfFreedom());
        eachProbability(15, (x, y) -> test.test(x, y).pValue());
    }

    @Test
    void pooledCellsAndTheTestOfWhatIsLeft() {
        ChiSquare test = ChiSquare.withDefaults().poolingBelow(5);
        int pooled = 0;
        for (String[] row : CASES) {
            List<Integer> cells = row[16].isEmpty()
                    ? List.of()
                    : Arrays.stream(row[16].split(" ")).map(Integer::valueOf).toList();
            ChiSquareResult result = test.test(Oracle.counts(row[0]), Oracle.counts(row[1]));
            assertThat(result.pooledCells()).as(row[0] + " against " + row[1]).isEqualTo(cells);
            pooled += cells.isEmpty() ? 0 : 1;
        }
        assertThat(pooled).isGreaterThan(50);
        each(17, (x, y) -> test.test(x, y).statistic());
        each(18, (x, y) -> test.test(x, y).degreesOfFreedom());
        eachProbability(19, (x, y) -> test.test(x, y).pValue());
    }

    @Test
    void cramersV() {
        each(20, CramersV::of);
        each(21, CramersV::biasCorrected);
    }
}
