package org.mlopssdk.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.profile.NumericComparison;
import org.mlopssdk.monitoring.profile.TextComparison;
import org.mlopssdk.monitoring.table.Table;

/** What other tools are known to get wrong, each by its name. */
class FailuresOfOthersTest {

    private static FeatureDrift only(DriftReport report) {
        assertThat(report.features()).hasSize(1);
        return report.features().get(0);
    }

    private static FeatureDrift between(double[] reference, double[] current) {
        return only(DriftReport.between(Samples.numbers(reference), Samples.numbers(current)));
    }

    private static double psi(FeatureDrift drift) {
        return Objects.requireNonNull(((NumericComparison) drift.comparison()).psi())
                .value();
    }

    @Test
    void oneOutlierInTheReferenceHidesNoDrift() {
        double[] reference = Samples.normal(10_000, 1, 0);
        double[] spoilt = reference.clone();
        spoilt[0] = 1e6;
        double[] current = Samples.normal(10_000, 2, 0.6);

        double clean = psi(between(reference, current));
        FeatureDrift found = between(spoilt, current);

        assertThat(clean).isGreaterThan(0.2);
        assertThat(Math.abs(psi(found) - clean)).isLessThan(0.01 * clean);
        assertThat(found.verdict()).isEqualTo(DriftVerdict.DRIFT);
    }

    @Test
    void twoIdenticalConstantColumnsGiveAPOfOne() {
        double[] constant = new double[1000];
        Arrays.fill(constant, 42);

        FeatureDrift found = between(constant, constant);

        assertThat(found.adjustedP()).isEqualTo(1);
        assertThat(Objects.requireNonNull(((NumericComparison) found.comparison()).ks())
                        .atLeast()
                        .pValue())
                .isEqualTo(1);
        assertThat(found.verdict()).isEqualTo(DriftVerdict.STABLE);
    }

    /** A model that has grown sure of itself: all at exactly 0 or 1, which logarithms of odds and equal bins don't survive. */
    @Test
    void saturatedProbabilitiesDoNotThrow() {
        double[] saturated = Samples.binary(1000, 0.5);
        double[] spread = Arrays.stream(Samples.normal(1000, 1, 0))
                .map(z -> 1 / (1 + Math.exp(-z)))
                .toArray();
        double[] allOne = Samples.binary(1000, 1);

        assertThatCode(() -> between(saturated, saturated)).doesNotThrowAnyException();
        assertThat(between(saturated, saturated).verdict()).isEqualTo(DriftVerdict.STABLE);
        assertThat(between(spread, saturated).verdict()).isEqualTo(DriftVerdict.DRIFT);
        assertThat(between(saturated, spread).verdict()).isEqualTo(DriftVerdict.DRIFT);
        assertThat(between(saturated, allOne).verdict()).isEqualTo(DriftVerdict.DRIFT);
        assertThat(between(allOne, saturated).verdict()).isEqualTo(DriftVerdict.DRIFT);
    }

    @Test
    void aBinaryFeatureFrom23To90PercentOnesIsDrift() {
        FeatureDrift found = between(Samples.binary(1000, 0.23), Samples.binary(1000, 0.90));

        assertThat(found.verdict()).isEqualTo(DriftVerdict.DRIFT);
        assertThat(psi(found)).as("deciles would be a single bin").isGreaterThan(1);
    }

    @Test
    void aMillionRowsWithAShiftOfFiveThousandthsOfADeviationAreNoDrift() {
        double[] reference = Samples.normal(1_000_000, 1, 0);
        double[] current = Samples.normal(1_000_000, 2, 0.005);

        FeatureDrift found = between(reference, current);

        assertThat(Objects.requireNonNull(found.adjustedP()))
                .as("significant, which is not enough")
                .isLessThan(0.05);
        assertThat(found.verdict()).isEqualTo(DriftVerdict.STABLE);
    }

    @Test
    void eightRowsOfAnythingAreInconclusive() {
        double[] numbers = Samples.normal(1000, 1, 0);
        String[] texts = Samples.categories(1000, 0.5, 0.5);
        double[] none = new double[8];
        Arrays.fill(none, Double.NaN);
        Table reference =
                Table.builder().column("x", numbers).column("s", texts).build();
        for (double[] eight :
                new double[][] {new double[8], Samples.normal(8, 2, 0), Samples.normal(8, 3, 100), none}) {
            for (String text : new String[] {"c0", "never seen", null}) {
                String[] column = new String[8];
                Arrays.fill(column, text);
                DriftReport report = DriftReport.between(
                        reference,
                        Table.builder().column("x", eight).column("s", column).build());

                assertThat(report.features())
                        .allMatch(found -> found.verdict() == DriftVerdict.INCONCLUSIVE)
                        .allMatch(found -> Objects.requireNonNull(found.rowsNeeded()) >= 100)
                        .allMatch(found -> found.reason().contains(" needed)"));
            }
        }
    }

    @Test
    void anUnseenCategoryIsCountedAndDriftOnceItIsFrequent() {
        String[] reference = Samples.categories(1000, 0.5, 0.5);
        String[] rare = reference.clone();
        rare[0] = "new";
        String[] frequent = reference.clone();
        Arrays.fill(frequent, 0, 300, "new");

        FeatureDrift once = only(DriftReport.between(Samples.texts(reference), Samples.texts(rare)));
        FeatureDrift often = only(DriftReport.between(Samples.texts(reference), Samples.texts(frequent)));

        assertThat(once.verdict()).isEqualTo(DriftVerdict.STABLE);
        assertThat(((TextComparison) once.comparison()).unlisted().current()).isEqualTo(1);
        assertThat(often.verdict()).isEqualTo(DriftVerdict.DRIFT);
        assertThat(often.reason()).contains("30.0 % in new categories");
    }

    @Test
    void anEmptyColumnIsStableWhereItWasEmptyAndDriftWhereItWasNot() {
        double[] none = new double[500];
        Arrays.fill(none, Double.NaN);
        double[] some = Samples.normal(500, 1, 0);
        String[] noTexts = new String[500];
        String[] someTexts = Samples.categories(500, 0.5, 0.5);

        assertThat(between(none, none).verdict()).isEqualTo(DriftVerdict.STABLE);
        assertThat(between(some, none).verdict()).isEqualTo(DriftVerdict.DRIFT);
        assertThat(between(none, some).verdict()).isEqualTo(DriftVerdict.DRIFT);
        assertThat(only(DriftReport.between(Samples.texts(noTexts), Samples.texts(noTexts)))
                        .verdict())
                .isEqualTo(DriftVerdict.STABLE);
        assertThat(only(DriftReport.between(Samples.texts(someTexts), Samples.texts(noTexts)))
                        .verdict())
                .isEqualTo(DriftVerdict.DRIFT);
    }

    @Test
    void positiveAndNegativeZeroAreTheSameNumber() {
        SplittableRandom random = new SplittableRandom(1);
        double[] mixed = random.doubles(1000).map(u -> u < 0.5 ? 0.0 : -0.0).toArray();
        double[] other = random.doubles(1000).map(u -> u < 0.1 ? 0.0 : -0.0).toArray();
        double[] positive = new double[1000];

        for (double[] current : new double[][] {mixed, other, positive}) {
            FeatureDrift found = between(mixed, current);

            assertThat(found.verdict()).isEqualTo(DriftVerdict.STABLE);
            assertThat(found.adjustedP()).isEqualTo(1);
            assertThat(found.strength()).isZero();
        }
    }
}
