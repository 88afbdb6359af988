package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Every statistic of samples but Kolmogorov's against SciPy, and against exact fractions and counts where it loses digits. */
class DistanceOracleTest {
    private static final List<String[]> CASES = Oracle.rows("distance_cases.csv");

    private static double[] x(String[] row) {
        return Oracle.numbers(row[0]);
    }

    private static double[] y(String[] row) {
        return Oracle.numbers(row[1]);
    }

    private static String what(String[] row) {
        return "of " + row[0] + " against " + row[1];
    }

    @Test
    void wassersteinAndTheDeviationsOfTheReference() {
        assertThat(CASES).hasSizeGreaterThan(160);
        for (String[] row : CASES) {
            WassersteinResult result = Wasserstein.compare(x(row), y(row));

            Oracle.assertDigits(result.distance(), Oracle.number(row[2]), "distance " + what(row));
            Oracle.assertDigits(result.referenceDeviation(), Oracle.number(row[3]), "deviation " + what(row));
            Oracle.assertDigits(result.referenceQuartileDeviation(), Oracle.number(row[4]), "quartiles " + what(row));
        }
    }

    @Test
    void energyDistance() {
        for (String[] row : CASES) {
            Oracle.assertDigits(EnergyDistance.distance(x(row), y(row)), Oracle.number(row[5]), what(row));
        }
    }

    @Test
    void mannWhitneyFromTheNormalLaw() {
        MannWhitney test = MannWhitney.withDefaults().exactUpTo(0);
        for (String[] row : CASES) {
            MannWhitneyResult result = test.test(x(row), y(row));

            assertThat(result.statistic()).as(what(row)).isEqualTo(Oracle.number(row[6]));
            assertThat(result.method()).isEqualTo(PValueMethod.ASYMPTOTIC);
            Oracle.assertTail(result.pValue(), Oracle.number(row[7]), what(row));
            Oracle.assertTail(
                    test.with(Alternative.LESS).test(x(row), y(row)).pValue(), Oracle.number(row[9]), what(row));
            Oracle.assertTail(
                    test.with(Alternative.GREATER).test(x(row), y(row)).pValue(), Oracle.number(row[10]), what(row));
        }
    }

    @Test
    void mannWhitneyExactAlsoWithTies() {
        List<String[]> small =
                CASES.stream().filter(row -> !row[8].equals("nan")).toList();
        assertThat(small).hasSizeGreaterThan(110);
        for (String[] row : small) {
            MannWhitneyResult result = MannWhitney.withDefaults().test(x(row), y(row));

            assertThat(result.method()).isIn(PValueMethod.EXACT, PValueMethod.CONDITIONAL);
            Oracle.assertDigits(result.pValue(), Oracle.number(row[8]), what(row));
            MannWhitney less = MannWhitney.withDefaults().with(Alternative.LESS);
            MannWhitney greater = MannWhitney.withDefaults().with(Alternative.GREATER);
            Oracle.assertDigits(less.test(x(row), y(row)).pValue(), Oracle.number(row[11]), what(row));
            Oracle.assertDigits(greater.test(x(row), y(row)).pValue(), Oracle.number(row[12]), what(row));
        }
    }
}
