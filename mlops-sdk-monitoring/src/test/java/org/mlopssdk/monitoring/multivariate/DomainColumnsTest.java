package org.mlopssdk.monitoring.multivariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.mlopssdk.monitoring.multivariate.Tables.bells;
import static org.mlopssdk.monitoring.multivariate.Tables.numbers;
import static org.mlopssdk.monitoring.multivariate.Tables.texts;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.statistic.Oracle;
import org.mlopssdk.monitoring.table.Table;

/** What columns become, seen through the classifier. */
class DomainColumnsTest {
    private static final DomainClassifier CLASSIFIER = DomainClassifier.withDefaults();

    private static DomainWeight weight(DomainResult result, String term) {
        return result.weights().stream()
                .filter(weight -> weight.term().equals(term))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void missingValuesAloneCanTellTablesApart() {
        Table complete = bells(1, 200, 0);
        Table holed = Table.builder()
                .column(
                        "a",
                        numbers(
                                200,
                                row -> row % 2 == 0
                                        ? Double.NaN
                                        : complete.numeric("a").get(row)))
                .column("b", complete.numeric("b").values())
                .column("c", complete.numeric("c").values())
                .build();
        DomainResult result = CLASSIFIER.compare(complete, holed);

        assertThat(result.verdict()).isEqualTo(DomainVerdict.TOLD_APART);
        assertThat(result.weights().get(0).term()).isEqualTo("a is missing");
        assertThat(result.weights().get(0).feature()).isEqualTo("a");
        assertThat(result.area().value()).isCloseTo(0.75, within(0.05));
    }

    @Test
    void infinitiesAreConditionsOfTheirOwn() {
        Table finite = bells(1, 100, 0).select("a");
        Table infinite = Table.builder()
                .column(
                        "a",
                        numbers(
                                100,
                                row -> row < 40 ? Double.POSITIVE_INFINITY : row < 80 ? Double.NEGATIVE_INFINITY : row))
                .build();
        DomainResult result = CLASSIFIER.compare(finite, infinite);

        assertThat(result.weights())
                .extracting(DomainWeight::term)
                .containsExactlyInAnyOrder("a", "a is infinite", "a is minus infinite");
        assertThat(result.verdict()).isEqualTo(DomainVerdict.TOLD_APART);
    }

    @Test
    void numbersOfAnySizeAreComparedWithoutOverflowOrLoss() {
        for (double unit : new double[] {Double.MAX_VALUE, 1e300, 1, 1e-200, Double.MIN_VALUE * 1000}) {
            DomainResult result = CLASSIFIER.compare(
                    Table.builder()
                            .column("x", numbers(40, row -> unit / 10 * (row % 5)))
                            .build(),
                    Table.builder()
                            .column("x", numbers(40, row -> unit / 10 * (row % 5 + 5)))
                            .build());

            assertThat(result.area().value()).as("in units of %s", unit).isOne();
            // LogisticRegression(C=1).fit(standardised, [0] * 40 + [1] * 40).coef_
            assertThat(result.weights().get(0).weight()).isCloseTo(3.36954318, within(1e-8));
        }
    }

    @Test
    void anUnseenNumberOfAnySizeHasAFiniteScore() {
        double[] column = {1e-300, 2e-300, 3e-300, 1e300, -Double.MAX_VALUE, Double.NaN};
        Standardiser standardiser = new Standardiser(List.of(column), new int[] {0, 1, 2});

        double[][] rows = standardiser.rows(new int[] {1, 2, 3, 4, 5});

        Oracle.assertClose(rows[1][0], Math.sqrt(1.5), 1e-12, "the largest seen");
        assertThat(List.of(rows[0][0], rows[2][0], rows[3][0], rows[4][0])).containsExactly(0.0, 1e9, -1e9, 0.0);
    }

    @Test
    void anUnseenCategoryIsNamed() {
        Table before = Table.builder()
                .column("sex", texts(100, row -> row % 2 == 0 ? "male" : "female"))
                .build();
        Table after = Table.builder()
                .column("sex", texts(100, row -> row % 3 == 0 ? null : row % 3 == 1 ? "unknown" : "female"))
                .build();
        DomainResult result = CLASSIFIER.compare(before, after);

        assertThat(result.verdict()).isEqualTo(DomainVerdict.TOLD_APART);
        assertThat(result.weights())
                .extracting(DomainWeight::term)
                .containsExactlyInAnyOrder("sex = male", "sex = female", "sex = unknown", "sex is missing");
        assertThat(weight(result, "sex = male").weight()).isNegative();
        assertThat(weight(result, "sex = unknown").weight()).isPositive();
    }

    @Test
    void rareCategoriesShareAColumn() {
        Table table = Table.builder()
                .column("id", texts(200, row -> row < 100 ? "common" : "rare " + row))
                .build();
        DomainResult result = CLASSIFIER.maxCategories(1).compare(table.slice(0, 100), table.slice(100, 200));

        assertThat(result.weights())
                .extracting(DomainWeight::term)
                .containsExactlyInAnyOrder("id = common", "id is another category");
        assertThat(result.area().value()).isOne();
    }

    @Test
    void aColumnThatIsMissingAltogetherOnOneSideHasTheTypeOfTheOther() {
        Table texts = Table.builder()
                .column("x", texts(40, row -> "t"))
                .column("y", texts(40, row -> null))
                .build();
        Table numbers = Table.builder()
                .column("x", numbers(40, row -> Double.NaN))
                .column("y", numbers(40, row -> row))
                .build();

        assertThat(CLASSIFIER.compare(texts, numbers).weights())
                .extracting(DomainWeight::term)
                .containsExactlyInAnyOrder("x = t", "x is missing", "y", "y is missing");
    }
}
