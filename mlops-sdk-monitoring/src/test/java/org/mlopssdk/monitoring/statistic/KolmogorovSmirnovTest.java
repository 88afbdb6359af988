package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class KolmogorovSmirnovTest {
    private static final KolmogorovSmirnov TEST =
            KolmogorovSmirnov.withDefaults().with(PValueMethod.ASYMPTOTIC);

    @TestFactory
    Stream<DynamicTest> agreesWithScipy() {
        return Oracle.rows("ks_cases.csv").stream().map(row -> DynamicTest.dynamicTest(row[0], () -> agrees(row)));
    }

    private static void agrees(String[] row) {
        double[] x = expand(row[1]);
        double[] y = expand(row[2]);

        KolmogorovSmirnovResult result = TEST.test(x, y);

        assertThat(result.statistic()).isCloseTo(Oracle.number(row[3]), within(1e-12));
        assertThat(result.statistic()).as("the correctly rounded fraction").isEqualTo(Oracle.number(row[4]));
        assertThat(result.location()).isEqualTo(Oracle.number(row[5]) + 0.0);
        assertThat(result.sign()).isEqualTo(Integer.parseInt(row[6]));
        assertThat(result.n()).isEqualTo(x.length);
        assertThat(result.m()).isEqualTo(y.length);
        assertThat(result.method()).isEqualTo(PValueMethod.ASYMPTOTIC);
        double p = Oracle.number(row[7]);
        Oracle.assertProbability(result.pValue(), Double.isNaN(p) ? 1 : p, row[0]);
    }

    /** The tokens of ks_cases.py: {@code v}, {@code v*k} and {@code a+s#k}. */
    private static double[] expand(String sample) {
        return Arrays.stream(sample.split(" "))
                .flatMapToDouble(token -> {
                    String[] parts = token.split("(?<=.)[*#]");
                    if (parts.length == 1) {
                        return Arrays.stream(new double[] {Oracle.number(token)});
                    }
                    double[] values = new double[Integer.parseInt(parts[1])];
                    String[] line = parts[0].split("\\+");
                    for (int i = 0; i < values.length; i++) {
                        values[i] = Oracle.number(line[0]) + (line.length == 1 ? 0 : Oracle.number(line[1]) * i);
                    }
                    return Arrays.stream(values);
                })
                .toArray();
    }

    @Test
    void theLawAgreesWithScipyOnEveryBranch() {
        for (String[] row : Oracle.rows("kstwo_grid.csv")) {
            double actual = KolmogorovLaw.survival(Long.parseLong(row[0]), Oracle.number(row[1]));
            Oracle.assertProbability(actual, Oracle.number(row[2]), "kstwo.sf(" + row[1] + ", " + row[0] + ")");
        }
    }

    @Test
    void theLawHoldsForEffectiveSizesBeyondAMillion() {
        // scipy.stats.kstwo.sf(0.002, 1000001), kstwo.sf(0.0186, 1000001), kstwo.sf(1e-5, 5000000000)
        Oracle.assertProbability(KolmogorovLaw.survival(1_000_001, 0.002), 0.0006700258874578572, "p 1e-3");
        Oracle.assertProbability(KolmogorovLaw.survival(1_000_001, 0.0186), 6.2850147959772115e-301, "p 1e-300");
        Oracle.assertProbability(KolmogorovLaw.survival(5_000_000_000L, 1e-5), 0.6993702561453369, "5e9 rows");
    }

    @Test
    void pValueNeedsOnlyTheStatisticAndTheSizes() {
        // scipy.stats.kstwo.sf(0.5, 2): round(4*4/(4+4)) = 2
        assertThat(TEST.pValue(0.5, 4, 4)).isEqualTo(0.5);
        assertThat(TEST.pValue(0, 4, 4)).isEqualTo(1);
        assertThat(TEST.pValue(1, 4, 4)).isZero();
        assertThat(TEST.pValue(0.3, Long.MAX_VALUE, Long.MAX_VALUE)).isZero();
        assertThat(TEST.pValue(0.25, 8143, 2665)).isEqualTo(TEST.pValue(0.25, 2665, 8143));
    }

    @Test
    void countsBeyondTwoToTheSixtyThreeInTheProductStayExact() {
        long n = 3_000_000_000_000_000_000L;
        long m = 4_000_000_000_000_000_001L;
        double[] points = {1, 2};

        KolmogorovSmirnovResult result =
                TEST.test(points, new long[] {n / 2, n / 2}, new long[] {m / 2 + 1, m - m / 2 - 1});

        // 2000000000000000001/4000000000000000001 - 1/2 = 1/(2m), far below the rounding of either share
        assertThat(result.statistic()).isEqualTo(1.0 / 2 / m);
        assertThat(result.sign()).isEqualTo(-1);
        assertThat(result.pValue()).isEqualTo(1);
    }

    @Test
    void orderedCellsAreLocatedByTheirIndex() {
        KolmogorovSmirnovResult result = TEST.test(new long[] {0, 5, 0, 5}, new long[] {0, 1, 4, 5});

        assertThat(result.statistic()).isEqualTo(0.4);
        assertThat(result.location()).isEqualTo(1);
        assertThat(result.sign()).isEqualTo(1);
    }

    @Test
    void inputsStayAsTheyWere() {
        double[] x = {3, 1, 2, -0.0};
        double[] y = {9, 7};

        TEST.test(x, y);

        assertThat(x).containsExactly(3, 1, 2, -0.0);
        assertThat(y).containsExactly(9, 7);
    }

    @Test
    void namesTheSampleAndTheIndexOfNaN() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.test(new double[] {1}, new double[] {1, Double.NaN}))
                .withMessageContainingAll("'y'", "index 1", "missing values");
    }

    @Test
    void refusesWhatCannotBeCompared() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.test(new double[0], new double[] {1}))
                .withMessageContaining("'x' is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.test(new long[] {1}, new long[] {1, 2}))
                .withMessageContaining("x has 1 cells and y has 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.test(new long[] {1, -2}, new long[] {1, 2}))
                .withMessageContainingAll("-2", "index 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.test(new long[] {1, 2}, new long[] {0, 0}))
                .withMessageContaining("all zero");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.test(new long[] {Long.MAX_VALUE, 1}, new long[] {1, 2}))
                .withMessageContaining("2^63");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.test(new double[] {1, 1}, new long[] {1, 2}, new long[] {1, 2}))
                .withMessageContaining("index 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.test(new double[] {1}, new long[] {1, 2}, new long[] {1, 2}))
                .withMessageContaining("1 points and 2 counts");
        assertThatIllegalArgumentException().isThrownBy(() -> TEST.pValue(Double.NaN, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> TEST.pValue(0.5, 0, 1));
    }

    @Test
    void printsWhatAPersonNeeds() {
        assertThat(TEST.test(new double[] {1, 2, 3, 4}, new double[] {2.5, 3.5, 4.5, 5.5}))
                .hasToString("KolmogorovSmirnov[D=0.5, p=0.5 (asymptotic), at 2.0: x tends lower, n=4, m=4]");
        assertThat(TEST).hasToString("KolmogorovSmirnov[two-sided, p-value asymptotic]");
    }
}
