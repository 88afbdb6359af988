package org.mlopssdk.monitoring.multivariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mlopssdk.monitoring.multivariate.Tables.bells;
import static org.mlopssdk.monitoring.multivariate.Tables.numbers;
import static org.mlopssdk.monitoring.multivariate.Tables.texts;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnov;
import org.mlopssdk.monitoring.statistic.Oracle;
import org.mlopssdk.monitoring.table.Table;

class MaximumMeanDiscrepancyTest {
    private static final MaximumMeanDiscrepancy TEST = MaximumMeanDiscrepancy.withDefaults();
    private static final long SEED = Long.getLong("mlops.seed", 1);

    /** See {@code src/test/oracles/multivariate_cases.py}. */
    @Test
    void statisticAndPValueAreThoseOfTheWholeMatrixOfProducts() {
        List<String[]> cases = Oracle.rows(MaximumMeanDiscrepancyTest.class, "discrepancy_cases.csv");
        for (String[] row : cases) {
            int n = Integer.parseInt(row[1]);
            Table rows = rows(row, n);

            DiscrepancyResult result = TEST.frequencies(Integer.parseInt(row[6]))
                    .permutations(Integer.parseInt(row[7]))
                    .bandwidth(Double.parseDouble(row[8]))
                    .seed(Long.parseLong(row[0]))
                    .test(rows.slice(0, n), rows.slice(n, rows.rows()));

            String what = String.join(" ", row);
            Oracle.assertClose(result.statistic(), Double.parseDouble(row[9]), 1e-10, "statistic of " + what);
            assertThat(result.pValue()).as("p of %s", what).isEqualTo(Double.parseDouble(row[10]));
            Oracle.assertClose(result.bandwidth(), Double.parseDouble(row[11]), 1e-10, "bandwidth of " + what);
            assertThat(result.blockSize()).as("block of %s", what).isEqualTo(Integer.parseInt(row[12]));
        }
        assertThat(cases).hasSize(27);
    }

    /** Rows made as the script makes them. */
    private static Table rows(String[] row, int n) {
        Oracle.Lcg random = new Oracle.Lcg(Long.parseLong(row[0]));
        int m = Integer.parseInt(row[2]);
        double[][] columns = new double[Integer.parseInt(row[3])][n + m];
        for (int i = 0; i < n + m; i++) {
            double common = random.next() - 0.5;
            for (double[] column : columns) {
                column[i] = random.next() - 0.5 + (i >= n ? Double.parseDouble(row[5]) * common : 0);
            }
            columns[0][i] += i >= n ? Double.parseDouble(row[4]) : 0;
        }
        var builder = Table.builder();
        for (int column = 0; column < columns.length; column++) {
            builder.column("x" + column, columns[column]);
        }
        return builder.build();
    }

    /** Two columns that rise together in the reference, and of which one falls while the other rises now. */
    private static Table[] correlationTurned(long seed, int rows) {
        RandomNumbers random = new RandomNumbers(seed);
        double[] common = numbers(rows, row -> random.gaussian());
        double[] noise = numbers(rows, row -> random.gaussian());
        double[] first = numbers(rows, row -> common[row] + 0.4 * noise[row]);
        double[] second = numbers(rows, row -> common[row] - 0.4 * noise[row]);
        int[] order = sortedBy(second);
        double[] turned = new double[rows];
        for (int rank = 0; rank < rows; rank++) {
            // The smallest value changes places with the largest, and so on.
            turned[order[rank]] = second[order[rows - 1 - rank]];
        }
        return new Table[] {
            Table.builder().column("x", first).column("y", second).build(),
            Table.builder().column("x", first).column("y", turned).build()
        };
    }

    private static int[] sortedBy(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted((i, j) -> Double.compare(values[i], values[j]))
                .mapToInt(i -> i)
                .toArray();
    }

    @Test
    void aChangeOfCorrelationAloneIsSeenThoughEveryColumnIsExactlyAsBefore() {
        for (int rows : new int[] {200, 2000}) {
            Table[] tables = correlationTurned(4, rows);
            for (String column : tables[0].names()) {
                assertThat(KolmogorovSmirnov.withDefaults()
                                .test(
                                        tables[0].numeric(column).values(),
                                        tables[1].numeric(column).values())
                                .statistic())
                        .isZero();
            }

            assertThat(TEST.test(tables[0], tables[1]).pValue()).isEqualTo(0.001);
            // Not linear, so not seen by it.
            assertThat(DomainClassifier.withDefaults()
                            .compare(tables[0], tables[1])
                            .verdict())
                    .isEqualTo(DomainVerdict.NOT_TOLD_APART);
        }
    }

    @Test
    void pValuesAreUniformWhereNothingDiffers() {
        System.out.println("MaximumMeanDiscrepancyTest: mlops.seed=" + SEED);
        for (int[] sizes : new int[][] {{30, 30}, {20, 60}, {520, 600}}) {
            MaximumMeanDiscrepancy test = TEST.frequencies(8).permutations(99).bandwidth(1);
            int[] counts = new int[101];
            for (int run = 0; run < 300; run++) {
                Table all = bells(SEED * 1_000_003 + run, sizes[0] + sizes[1], 0);
                double p = test.seed(SEED + run)
                        .test(all.slice(0, sizes[0]), all.slice(sizes[0], all.rows()))
                        .pValue();
                counts[(int) Math.round(p * 100)]++;
            }
            double distance = 0;
            int below = 0;
            for (int percent = 1; percent <= 100; percent++) {
                below += counts[percent];
                distance = Math.max(distance, Math.abs(below / 300.0 - percent / 100.0));
            }
            // Kolmogorov's limit: exceeded once in a thousand seeds.
            assertThat(distance).as("%s", Arrays.toString(sizes)).isLessThan(1.95 / Math.sqrt(300));
        }
    }

    @Test
    void randomFeaturesComeCloseToTheExactKernel() {
        for (double shift : new double[] {0, 0.5, 2}) {
            Table x = bells(1, 60, 0);
            Table y = bells(2, 80, shift);
            DiscrepancyResult result =
                    TEST.frequencies(8192).permutations(1).bandwidth(1.5).test(x, y);

            assertThat(Math.abs(result.statistic() - exact(x, y, 1.5))).isLessThan(0.003);
        }
    }

    /** The unbiased estimate with the Gaussian kernel itself, pair by pair. */
    private static double exact(Table x, Table y, double bandwidth) {
        Encoding encoding = Encoding.of(x, y, 1);
        int[] all = IntStream.range(0, encoding.rows()).toArray();
        double[][] rows = new Standardiser(encoding.columns(), all).rows(all);
        int n = x.rows();
        int m = y.rows();
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                double square = 0;
                for (int column = 0; column < 3; column++) {
                    square += Math.pow(rows[i][column] - rows[j][column], 2);
                }
                double kernel = Math.exp(-square / (2 * bandwidth * bandwidth));
                if (i != j && i < n && j < n) {
                    sum += kernel / n / (n - 1);
                } else if (i != j && i >= n && j >= n) {
                    sum += kernel / m / (m - 1);
                } else if (i != j) {
                    sum -= kernel / n / m;
                }
            }
        }
        return sum;
    }

    @Test
    void aShiftIsSeenAndTheSmallestPValueIsOneByOneMoreThanThePermutations() {
        DiscrepancyResult result = TEST.permutations(199).test(bells(1, 200, 0), bells(2, 150, 1));

        assertThat(result.pValue()).isEqualTo(1 / 200.0);
        assertThat(result.statistic()).isPositive();
        assertThat(result.n()).isEqualTo(200);
        assertThat(result.m()).isEqualTo(150);
    }

    @Test
    void twoEqualConstantColumnsHaveAPValueOfOne() {
        Table table = Table.builder()
                .column("x", numbers(50, row -> 0.1))
                .column("y", texts(50, row -> "t"))
                .build();
        DiscrepancyResult result = TEST.test(table, table.slice(0, 20));

        assertThat(result.pValue()).isOne();
        assertThat(Math.abs(result.statistic())).isLessThan(1e-12);
        assertThat(result.bandwidth()).isOne();
    }

    @Test
    void fewRowsCannotHaveASmallPValue() {
        // Of the 6 ways to deal two and two rows, two are as large: the one seen and its mirror image.
        double p =
                TEST.permutations(9999).test(bells(1, 2, 0), bells(2, 2, 1000)).pValue();

        assertThat(p).isBetween(0.31, 0.36);
    }

    @Test
    void mostlyEqualRowsTakeTheLargestDistanceForBandwidth() {
        Table first = Table.builder().column("x", numbers(100, row -> 0)).build();
        Table second = Table.builder()
                .column("x", numbers(100, row -> row < 20 ? 1 : 0))
                .build();

        assertThat(TEST.test(first, second).bandwidth()).isPositive();
        assertThat(TEST.test(first, second).pValue()).isLessThan(0.01);
    }

    @Test
    void missingValuesAndCategoriesCount() {
        Table first = Table.builder()
                .column("x", numbers(100, row -> row))
                .column("y", texts(100, row -> "a" + row % 2))
                .build();
        Table second = Table.builder()
                .column("x", numbers(100, row -> row % 3 == 0 ? Double.NaN : row))
                .column("y", texts(100, row -> "a" + row % 2))
                .build();
        Table third = Table.builder()
                .column("x", numbers(100, row -> row))
                .column("y", texts(100, row -> "a" + row % 3))
                .build();

        assertThat(TEST.test(first, second).pValue()).isLessThan(0.01);
        assertThat(TEST.test(first, third).pValue()).isLessThan(0.01);
    }

    @Test
    void aFewRowsAgainstManyAreTested() {
        assertThat(TEST.test(bells(1, 20, 2), bells(2, 5000, 0)).pValue()).isEqualTo(0.001);
        assertThat(TEST.test(bells(1, 5000, 0), bells(2, 20, 2)).pValue()).isEqualTo(0.001);
        assertThat(TEST.test(bells(1, 20, 0), bells(2, 5000, 0)).pValue()).isGreaterThan(0.05);
    }

    @Test
    void theSeedDecidesEverything() {
        Table first = bells(1, 50, 0);
        Table second = bells(2, 50, 0.3);

        assertThat(TEST.seed(5).test(first, second)).isEqualTo(TEST.seed(5).test(first, second));
        assertThat(TEST.seed(6).test(first, second).statistic())
                .isNotEqualTo(TEST.seed(5).test(first, second).statistic());
    }

    @Test
    void settingsAndTablesOutOfRangeAreRefused() {
        Table table = bells(1, 10, 0);

        refused(() -> TEST.frequencies(0), "1 to 65,536 frequencies");
        refused(() -> TEST.permutations(0), "1 to 100,000 permutations");
        refused(() -> TEST.bandwidth(Double.NaN), "positive and at most 1e9");
        refused(() -> TEST.maxCategories(1001), "1 and 1,000");
        refused(() -> TEST.test(table, table.select("a")), "only the reference has b");
        refused(() -> TEST.test(table.slice(0, 1), table), "at least two on each side");
        refused(() -> new DiscrepancyResult(0, 0, 1, 1, 1, 2, 2), "p-value lies in (0, 1]");
        refused(() -> new DiscrepancyResult(0, 1, 1, 1, 1, 1, 2), "two rows of each table");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
    }

    @Test
    void theResultIsTwoLinesThatFitATerminal() {
        assertThat(new DiscrepancyResult(0.0123456, 0.001, 3.21987, 999, 1, 1000, 800)
                        .toString()
                        .lines())
                .containsExactly(
                        "MaximumMeanDiscrepancy[MMD^2=0.01235, p=0.001 (999 permutations of single rows),",
                        "  bandwidth 3.22, n=1000, m=800]");
        assertThat(new DiscrepancyResult(-4.44123e-16, 0.00123456, 3.21987, 100_000, 123_456, 123_456_789, 123_456_789)
                        .toString()
                        .lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(new DiscrepancyResult(-0.0001, 0.5, Double.POSITIVE_INFINITY, 99, 4, 1000, 1000))
                .asString()
                .contains("MMD^2=-0.0001", "blocks of 4 rows", "bandwidth Infinity");
    }

    /** One frequency gives the kernel of unlike rows any value from -1 to 1. */
    @Test
    void theStatisticExceedsTwoOnlyWhereFrequenciesAreFew() {
        Table zeros = Table.builder().column("x", numbers(30, row -> 0)).build();
        Table ones = Table.builder().column("x", numbers(30, row -> 1)).build();
        double largest = 0;
        for (int seed = 0; seed < 20; seed++) {
            largest = Math.max(
                    largest,
                    TEST.permutations(1)
                            .frequencies(1)
                            .bandwidth(0.5)
                            .seed(seed)
                            .test(zeros, ones)
                            .statistic());
            assertThat(TEST.permutations(1)
                            .frequencies(4096)
                            .bandwidth(0.5)
                            .seed(seed)
                            .test(zeros, ones)
                            .statistic())
                    .isLessThan(2.1);
        }
        assertThat(largest).isBetween(3.0, 4.0);
    }
}
