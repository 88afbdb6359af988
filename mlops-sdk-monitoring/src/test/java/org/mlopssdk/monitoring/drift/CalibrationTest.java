package org.mlopssdk.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mlopssdk.monitoring.profile.NumericComparison;
import org.mlopssdk.monitoring.profile.TextComparison;
import org.mlopssdk.monitoring.table.Table;

class CalibrationTest {

    /** Distribution-free tolerance limits at 95 % of 95 % and 99 %: the sample sizes of Wilks (1941), as in any table of them. */
    @ParameterizedTest
    @CsvSource({"59, 0.05, 1", "92, 0.05, 1", "93, 0.05, 2", "124, 0.05, 3", "299, 0.01, 1", "473, 0.01, 2"})
    void theRankOfTheBlockIsThatOfAToleranceLimit(int blocks, double rate, int rank) {
        assertThat(Calibration.rank(blocks, rate)).isEqualTo(rank);
    }

    @Test
    void aReferenceThatIsTooShortSaysHowManyRowsItNeeds() {
        Table reference = Samples.numbers(Samples.normal(29_499, 1, 0));

        assertThatThrownBy(() -> DriftPolicy.calibrated(reference, 500, 0.05))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The reference has 29499 rows; a false-alarm rate of 0.05 with windows of 500 rows needs 29500"
                                + " (59 blocks). Give more rows, a higher rate or smaller windows.");
        assertThat(DriftPolicy.calibrated(reference, 499, 0.05).features()).containsKey("x");
        assertThatThrownBy(() -> DriftPolicy.calibrated(reference, 500, 0)).hasMessageContaining("(0, 0.5]");
        assertThatThrownBy(() -> DriftPolicy.calibrated(reference, 1, 0.05)).hasMessageContaining("at least 2 rows");
    }

    @Test
    void aBlockIsAsFarFromTheRestAsAReportSays() {
        double[] numbers = Samples.normal(900, 1, 0);
        for (int row = 0; row < 900; row += 7) {
            numbers[row] = Double.NaN;
        }
        String[] texts = Arrays.stream(Samples.normal(900, 2, 0))
                .mapToObj(x -> Math.abs(x) > 2.9 ? "rare" + x : Math.abs(x) > 2 ? null : "c" + (int) x)
                .toArray(String[]::new);
        Table table = Table.builder().column("x", numbers).column("s", texts).build();
        BlockEffects ofNumbers = BlockEffects.of(table.column("x"));
        BlockEffects ofTexts = BlockEffects.of(table.column("s"));
        for (int from : new int[] {0, 450, 300, 700}) {
            ofNumbers.move(from, from + 200);
            ofTexts.move(from, from + 200);
            DriftReport report = DriftReport.between(without(table, from, from + 200), table.slice(from, from + 200));
            NumericComparison x = (NumericComparison) report.feature("x").comparison();
            TextComparison s = (TextComparison) report.feature("s").comparison();

            assertThat(ofNumbers.ofValues())
                    .isEqualTo(Objects.requireNonNull(x.ks()).atLeast().statistic());
            assertThat(ofNumbers.ofMissing()).isCloseTo(Math.abs(x.missing().change()), within(1e-15));
            assertThat(ofNumbers.compared()).isEqualTo(x.missing().currentValues());
            assertThat(ofTexts.ofValues())
                    .isCloseTo(Objects.requireNonNull(s.psi()).value(), within(1e-12));
            assertThat(ofTexts.ofMissing()).isCloseTo(Math.abs(s.missing().change()), within(1e-15));
        }
    }

    private static Table without(Table table, int from, int to) {
        int[] rows = IntStream.range(0, table.rows())
                .filter(row -> row < from || row >= to)
                .toArray();
        return Table.builder()
                .column(
                        "x",
                        Arrays.stream(rows).mapToDouble(table.numeric("x")::get).toArray())
                .column(
                        "s",
                        Arrays.stream(rows)
                                .mapToObj(row -> table.text("s").isMissing(row)
                                        ? null
                                        : table.text("s").display(row))
                                .toArray(String[]::new))
                .build();
    }

    @Test
    void aWindowSmallerThanAnyBlockIsInconclusiveAndAConstantKeepsTheDefault() {
        Table reference = Table.builder()
                .column("x", Samples.normal(6_000, 1, 0))
                .column("constant", new double[6_000])
                .build();

        DriftPolicy policy = DriftPolicy.calibrated(reference, 100, 0.05);
        DriftReport small = policy.between(reference, reference.slice(0, 99));

        assertThat(policy.ruleFor("constant"))
                .isEqualTo(DriftPolicy.ofDefaults().ruleFor("constant"));
        assertThat(policy.ruleFor("x").minimumRows()).isEqualTo(100);
        assertThat(policy.ruleFor("x").ksAtLeast()).isBetween(0.1, 0.25);
        assertThat(small.feature("x").verdict()).isEqualTo(DriftVerdict.INCONCLUSIVE);
        assertThat(DriftPolicy.fromJson(policy.toJson())).isEqualTo(policy);
    }

    @Test
    void thePolicyCarriesItsBudgetAsLongAsNothingBecomesStricter() {
        DriftPolicy policy = DriftPolicy.calibrated(Samples.numbers(Samples.normal(6_000, 1, 0)), 100, 0.05);
        FalseAlarmBudget budget = new FalseAlarmBudget(0.05, 100);
        double threshold = policy.ruleFor("x").ksAtLeast();

        assertThat(policy.budget()).isEqualTo(budget);
        assertThat(DriftPolicy.fromJson(policy.toJson()).budget()).isEqualTo(budget);
        assertThat(policy.requiringProofOfStability().budget()).isEqualTo(budget);
        assertThat(policy.withSignificance(0.5).budget()).isEqualTo(budget);
        assertThat(policy.withMinimumRows(1_000).withKsAtLeast(0.5).budget()).isEqualTo(budget);
        assertThat(policy.forFeature("x", each -> each.ignored("an identifier")).budget())
                .isEqualTo(budget);
        assertThat(policy.forFeature("x", each -> each.withKsAtLeast(2 * threshold))
                        .budget())
                .isEqualTo(budget);
        assertThat(policy.forFeature("x", each -> each.withKsAtLeast(threshold / 2))
                        .budget())
                .isNull();
        assertThat(policy.forFeature("x", each -> each.withMissingChangeAtLeast(0.01))
                        .budget())
                .isNull();
        assertThat(policy.forFeature("x", each -> each.withMinimumRows(50)).budget())
                .isNull();
        assertThat(policy.withPsiAtLeast(0.1).budget())
                .as("for features that never moved")
                .isNull();
        assertThat(policy.withMinimumRows(99).budget()).isNull();
        assertThat(DriftPolicy.ofDefaults().withKsAtLeast(0.5).budget()).isNull();
    }

    /** The default minimum of 100 rows would leave a column that never moves inconclusive for ever. */
    @Test
    void aSmallWindowIsEnoughForAColumnThatNeverMoves() {
        Table reference = Table.builder()
                .column("x", Samples.normal(6_000, 1, 0))
                .column("constant", new double[6_000])
                .column("text", Samples.categories(6_000, 1))
                .build();

        DriftPolicy policy = DriftPolicy.calibrated(reference, 50, 0.05);
        DriftReport report = policy.between(reference, reference.slice(100, 150));

        assertThat(report.features(DriftVerdict.INCONCLUSIVE)).isEmpty();
        assertThat(policy.budget()).isEqualTo(new FalseAlarmBudget(0.05, 50));
        assertThat(policy.ruleFor("constant").ksAtLeast())
                .isEqualTo(DriftPolicy.ofDefaults().ksAtLeast());
    }
}
