package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KolmogorovSmirnovExactTest {
    private static final KolmogorovSmirnov TEST = KolmogorovSmirnov.withDefaults();
    private static final KolmogorovSmirnov EXACT = TEST.with(PValueMethod.EXACT);

    private static Alternative alternative(String name) {
        return Arrays.stream(Alternative.values())
                .filter(side -> side.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sixHundredGeneratedComparisonsAgreeWithScipy() {
        List<String[]> rows = Oracle.rows("ks_two_sample.csv");
        assertThat(rows).hasSizeGreaterThanOrEqualTo(500);
        for (String[] row : rows) {
            String name = row[0] + ", " + row[3];
            double[] x = Oracle.numbers(row[1]);
            double[] y = Oracle.numbers(row[2]);
            KolmogorovSmirnovResult exact = EXACT.with(alternative(row[3])).test(x, y);
            KolmogorovSmirnovResult asymptotic =
                    TEST.with(alternative(row[3])).with(PValueMethod.ASYMPTOTIC).test(x, y);

            assertThat(exact.statistic()).as(name).isEqualTo(Oracle.number(row[4]));
            assertThat(exact.method()).isEqualTo(PValueMethod.EXACT);
            Oracle.assertProbability(exact.pValue(), Oracle.number(row[5]), name);
            double expected = Oracle.number(row[6]);
            Oracle.assertProbability(asymptotic.pValue(), Double.isNaN(expected) ? 1 : expected, name);
        }
    }

    @Test
    void tailsAreRightDownToTheSmallestDoublesAndForUnequalSizes() {
        for (String[] row : Oracle.rows("ks_tails.csv")) {
            int n = Integer.parseInt(row[0]);
            int m = Integer.parseInt(row[1]);
            long distance = Long.parseLong(row[2]);
            double expected = Oracle.number(row[4]);
            String name = String.join(" ", row);

            double actual = LatticePaths.survival(n, m, distance, alternative(row[3]), null);

            assertThat(actual).as(name).isCloseTo(expected, within(1e-12 * expected + 1e-315));
            assertThat(LatticePaths.survival(m, n, distance, alternative(row[3]).swapped(), null))
                    .as("swapped: %s", name)
                    .isEqualTo(actual);
            assertThat(EXACT.with(alternative(row[3])).pValue((double) distance / n / m, n, m))
                    .as("from the quotient: %s", name)
                    .isEqualTo(actual);
        }
    }

    @Test
    void tiesAgreeWithR() {
        List<String[]> rows = Oracle.rows("ks_ties.csv");
        assertThat(rows).hasSizeGreaterThanOrEqualTo(30);
        for (String[] row : rows) {
            KolmogorovSmirnovResult result = TEST.test(Oracle.numbers(row[1]), Oracle.numbers(row[2]));

            assertThat(result.statistic()).as(row[0]).isCloseTo(Oracle.number(row[3]), within(1e-14));
            // R takes one minus the lower tail.
            assertThat(result.pValue()).as(row[0]).isCloseTo(Oracle.number(row[4]), within(1e-12));
            assertThat(result.method()).as(row[0]).isNotEqualTo(PValueMethod.ASYMPTOTIC);
        }
    }

    @Test
    void publishedExamples() {
        // R's ks.test, exact, without ties
        KolmogorovSmirnovResult small = TEST.test(
                new double[] {6, 7, 9, 13, 19, 21, 22, 23, 24}, new double[] {10, 11, 12, 16, 20, 27, 28, 32, 44, 54});
        assertThat(small.pValue()).isCloseTo(0.105577085453247, within(1e-15));
        assertThat(small.method()).isEqualTo(PValueMethod.EXACT);

        // Schröer and Trenkler (1995), with ties: D = 3/7, p = 8/33; R's ?ks.test
        KolmogorovSmirnovResult tied = TEST.test(new double[] {1, 2, 2, 3, 3}, new double[] {1, 2, 3, 3, 4, 5, 6});
        assertThat(tied.statistic()).isEqualTo(3.0 / 7);
        assertThat(tied.pValue()).isCloseTo(8.0 / 33, within(1e-15));
        assertThat(tied.method()).isEqualTo(PValueMethod.CONDITIONAL);
    }

    /** Hodges (1958), table 1: the distance is given in units of 1/lcm(n, m); p to five digits. */
    @ParameterizedTest(name = "{0} and {1}, distance {2}: {3}")
    @CsvSource({
        "6, 7, 36, 0.00816",
        "6, 8, 21, 0.00466",
        "7, 8, 26, 0.31313",
        "7, 8, 27, 0.25221",
        "7, 8, 28, 0.19254",
        "7, 8, 35, 0.05594",
        "7, 10, 50, 0.01399",
        "7, 10, 53, 0.00946",
        "7, 10, 56, 0.00452",
        "8, 10, 22, 0.09511",
        "8, 10, 23, 0.07043",
        "9, 10, 54, 0.03027",
        "9, 10, 63, 0.00704",
        "12, 16, 30, 0.00525",
        "12, 16, 31, 0.00331",
        "15, 20, 31, 0.01363"
    })
    void hodgesTableOne(int n, int m, int distance, double p) {
        int divisor = java.math.BigInteger.valueOf(n)
                .gcd(java.math.BigInteger.valueOf(m))
                .intValue();

        double actual = LatticePaths.survival(n, m, (long) distance * divisor, Alternative.TWO_SIDED, null);

        assertThat(actual).isCloseTo(p, within(6e-6));
    }

    @Test
    void theLimitsAgreeWithScipy() {
        for (String[] row : Oracle.rows("ks_limit.csv")) {
            double z = Oracle.number(row[0]);
            Oracle.assertProbability(
                    KolmogorovLimit.survival(z, Alternative.TWO_SIDED), Oracle.number(row[1]), "kolmogorov(" + z + ")");
            Oracle.assertProbability(
                    KolmogorovLimit.survival(z, Alternative.LESS), Oracle.number(row[2]), "exp(-2 " + z + "^2)");
        }
        // scipy.special.kolmogorov(20**.5 * .25); R: ks.test(1:40, 11:50, exact = FALSE)
        double[] x =
                java.util.stream.DoubleStream.iterate(1, v -> v + 1).limit(40).toArray();
        double[] y = Arrays.stream(x).map(v -> v + 10).toArray();
        KolmogorovSmirnovResult result = TEST.with(PValueMethod.LIMIT).test(x, y);
        assertThat(result.pValue()).isCloseTo(0.1640791977266521, within(1e-14));
        assertThat(result).asString().contains("(limit)");
        assertThat(TEST.with(PValueMethod.LIMIT).pValue(0.25, 40, 40)).isEqualTo(result.pValue());
    }

    @Test
    void oneSampleAgreesWithScipy() {
        Map<String, DoubleUnaryOperator> distributions = Map.of(
                "uniform", v -> Math.max(0, Math.min(1, v)),
                "exponential", v -> -Math.expm1(-Math.max(0, v)),
                "logistic", v -> 1 / (1 + Math.exp(-v)));
        for (String[] row : Oracle.rows("ks_one_sample.csv")) {
            double[] x = Oracle.numbers(row[1]);
            KolmogorovSmirnov side = TEST.with(alternative(row[2]));
            KolmogorovSmirnovResult result = side.test(x, distributions.get(row[0]));

            String name = row[0] + ", n=" + x.length + ", " + row[2];
            assertThat(result.statistic()).as(name).isCloseTo(Oracle.number(row[3]), within(1e-12));
            assertThat(result.location()).as(name).isEqualTo(Oracle.number(row[4]));
            assertThat(result.sign()).as(name).isEqualTo(Integer.parseInt(row[5]));
            Oracle.assertProbability(result.pValue(), Oracle.number(row[6]), name);
            boolean exact = x.length <= 140 || !row[2].equals("two-sided");
            assertThat(result.method()).isEqualTo(exact ? PValueMethod.EXACT : PValueMethod.ASYMPTOTIC);
            Oracle.assertProbability(
                    side.with(PValueMethod.LIMIT)
                            .test(x, distributions.get(row[0]))
                            .pValue(),
                    Oracle.number(row[7]),
                    name);
        }
    }

    @Test
    void oneSampleRefusesWhatIsNoDistributionFunction() {
        double[] x = {1, 2};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.test(x, v -> 2 - v))
                .withMessageContainingAll("0.0 at 2.0", "never to decrease");
        assertThatIllegalArgumentException().isThrownBy(() -> TEST.test(x, v -> Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> TEST.test(x, v -> v));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EXACT.test(new double[141], v -> 0.5))
                .withMessageContainingAll("up to 140", "n is 141", "ASYMPTOTIC");
        assertThat(EXACT.with(Alternative.LESS).test(new double[141], v -> 0.5).method())
                .isEqualTo(PValueMethod.EXACT);
    }

    @Test
    void whereValuesAreTiedTheDefaultSaysSoAndExactAloneIgnoresIt() {
        double[] x = {1, 2, 2, 3, 3};
        double[] y = {1, 2, 3, 3, 4, 5, 6};

        // scipy.stats.ks_2samp(x, y, method='exact').pvalue
        assertThat(EXACT.test(x, y).pValue()).isCloseTo(0.5454545454545454, within(1e-15));
        assertThat(TEST.test(x, y)).asString().contains("p=0.2424 (exact, given ties)");
        assertThat(TEST.with(PValueMethod.CONDITIONAL).test(new double[] {1, 2}, new double[] {3, 4}))
                .asString()
                .contains("(exact)");
        assertThat(TEST.with(Alternative.GREATER).test(x, y))
                .hasToString("KolmogorovSmirnov[D=0.4286, p=0.178 (exact, given ties; greater),"
                        + " at 3.0: x tends lower, n=5, m=7]");
    }

    @Test
    void twoIdenticalConstantColumnsGiveAProbabilityOfOne() {
        double[] x = new double[500];
        Arrays.fill(x, 7);
        for (PValueMethod method : PValueMethod.values()) {
            for (Alternative side : Alternative.values()) {
                KolmogorovSmirnovResult result = TEST.with(method).with(side).test(x, Arrays.copyOf(x, 300));
                assertThat(result.statistic()).isZero();
                assertThat(result.pValue()).isEqualTo(1);
            }
        }
    }

    @Test
    void isExactWhileThatIsAffordable() {
        double[] some = new double[10_000];
        double[] more = new double[10_001];
        Arrays.setAll(some, i -> 2 * i);
        Arrays.setAll(more, i -> 2 * i + 1);

        assertThat(TEST.test(some, some.clone()).method()).isEqualTo(PValueMethod.CONDITIONAL);
        assertThat(TEST.test(some, Arrays.copyOf(more, 10_000)).method()).isEqualTo(PValueMethod.EXACT);
        assertThat(TEST.test(some, more).method()).isEqualTo(PValueMethod.ASYMPTOTIC);
        // scipy.stats._stats_py._attempt_exact_2kssamp(9999, 10000, 1, .02, 'two-sided')
        Oracle.assertProbability(TEST.pValue(0.02, 9999, 10_000), 0.03589605170521495, "9999 and 10000");
        // scipy.stats._stats_py._attempt_exact_2kssamp(20000, 20000, 20000, .02, 'two-sided')
        Oracle.assertProbability(EXACT.pValue(0.02, 20_000, 20_000), 0.0006707016186506218, "20000 and 20000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EXACT.pValue(0.1, 2_000_000, 2_000_000))
                .withMessageContainingAll("2000000 against 2000000", "ASYMPTOTIC");
        assertThatIllegalArgumentException().isThrownBy(() -> EXACT.pValue(0.1, 1, Long.MAX_VALUE));
    }

    @Test
    void saysWhatItComputes() {
        assertThat(TEST).hasToString("KolmogorovSmirnov[two-sided, p-value exact where affordable]");
        assertThat(EXACT.with(Alternative.LESS)).hasToString("KolmogorovSmirnov[less, p-value exact]");
    }
}
