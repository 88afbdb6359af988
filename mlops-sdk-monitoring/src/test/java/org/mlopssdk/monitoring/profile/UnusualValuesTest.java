package org.mlopssdk.monitoring.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.table.Table;

/** Values that are not as those of the reference are counted apart, and no window forgets them. */
class UnusualValuesTest {
    private static final ReferenceProfile NUMBERS = ReferenceProfile.fit(Table.builder()
            .column("x", 1, 2, 3, 4)
            .column("y", 0.5, 2, Double.POSITIVE_INFINITY, Double.NaN)
            .build());

    @Test
    void missingAndNotANumberAndInfiniteAndOutOfRangeAreToldApart() {
        Window window = NUMBERS.newWindow();
        NumericCounter x = window.numeric("x");
        x.recordMissing();
        for (double value : new double[] {Double.NaN, -7, 0, 2.5, 9, 1e300, Double.NEGATIVE_INFINITY}) {
            x.record(value);
        }
        x.record(Double.POSITIVE_INFINITY);
        window.record("y", Double.POSITIVE_INFINITY);

        for (Window same : new Window[] {window, copy(window), Window.sum(NUMBERS.newWindow(), window)}) {
            NumericCounter found = same.numeric("x");
            assertThat(found.missing()).isEqualTo(2);
            assertThat(found.notNumbers()).isEqualTo(1);
            assertThat(found.negativeInfinities()).isEqualTo(1);
            assertThat(found.positiveInfinities()).isEqualTo(1);
            assertThat(found.fractional()).isEqualTo(1);
            assertThat(found.compare().below()).isEqualTo(3);
            assertThat(found.compare().above()).isEqualTo(3);
            assertThat(found.strays().lowest()).isEqualTo(-7);
            assertThat(found.strays().highest()).isEqualTo(1e300);
            assertThat(found.compare().distributions().current().minimum())
                    .isEqualTo(new Bounds(Double.NEGATIVE_INFINITY, 1));
            assertThat(same.numeric("y").positiveInfinities()).isEqualTo(1);
            assertThat(same.numeric("y").compare().above()).isZero();
            assertThat(same.toJson()).isEqualTo(window.toJson());
        }
    }

    private static Window copy(Window window) {
        return Window.fromJson(window.toJson(), window.profile());
    }

    @Test
    void inATableNotANumberIsAMissingValue() {
        Window window = NUMBERS.newWindow()
                .recordAll(Table.builder()
                        .column("x", Double.NaN, 2)
                        .column("y", 1, 2)
                        .build());

        assertThat(window.numeric("x").missing()).isEqualTo(1);
        assertThat(window.numeric("x").notNumbers()).isZero();
    }

    @Test
    void theRangeOfAWindowIsKnownBeyondThatOfTheReference() {
        Window window = NUMBERS.newWindow().record("x", -2).record("x", 8);
        ValueSummary found = window.numeric("x").compare().distributions().current();

        assertThat(found.minimum()).isEqualTo(new Bounds(-2, 1));
        assertThat(found.maximum()).isEqualTo(new Bounds(4, 8));
        assertThat(found.mean().contains(3)).isTrue();
        assertThat(found.mean().atMost()).isFinite();
    }

    @Test
    void aFeatureWithoutValuesStillCountsThem() {
        ReferenceProfile empty = ReferenceProfile.fit(
                Table.builder().column("x", Double.NaN, Double.NaN).build());
        Window window = empty.newWindow().record("x", 3).record("x", 5);

        NumericComparison found = copy(window).numeric("x").compare();
        assertThat(found.ks()).isNull();
        assertThat(found.psi()).isNull();
        assertThat(found.distributions().current().minimum()).isEqualTo(new Bounds(3, 5));
        assertThat(found.distributions().ecdf()).isEmpty();
    }

    @Test
    void categoriesBeyondTheCapAndNewOnesAreToldApart() {
        ReferenceProfile profile = ReferenceProfile.options()
                .withMaxCategories(2)
                .fit(Table.builder()
                        .column("s", "a", "a", "a", "b", "b", "rare", "rarer", null)
                        .build());
        Window window = profile.newWindow();
        for (String value : new String[] {"a", "rare", "rare", "rarer", "new", "rarest"}) {
            window.record("s", value);
        }

        TextComparison found = copy(window).text("s").compare();
        assertThat(found.unlisted()).isEqualTo(new UnlistedValues(2, 3, 2, true));
        assertThat(found.unlisted().areNew()).isFalse();
        assertThat(found.categories())
                .containsExactly(
                        new CategoryCount("a", 3, 1),
                        new CategoryCount("b", 2, 0),
                        new CategoryCount(CategoryShift.OTHER, 2, 3),
                        new CategoryCount(CategoryShift.NEW, 0, 2),
                        new CategoryCount(CategoryShift.MISSING, 1, 0));
        assertThat(ReferenceProfile.fromJson(profile.toJson())).isEqualTo(profile);
    }

    @Test
    void whereTooManyCategoriesAreUnlistedNewOnesAreNotGuessed() {
        String[] many = IntStream.range(0, UnlistedCategories.MAX_HASHES + 2)
                .mapToObj(Integer::toString)
                .toArray(String[]::new);
        ReferenceProfile profile = ReferenceProfile.options()
                .withMaxCategories(1)
                .fit(Table.builder().column("s", many).build());

        TextComparison found = profile.newWindow().record("s", "new").text("s").compare();

        assertThat(found.unlisted().toldApart()).isFalse();
        assertThat(found.unlisted().areNew()).isFalse();
        assertThat(found.categories()).extracting(CategoryCount::category).doesNotContain(CategoryShift.NEW);
        assertThat(profile.schema().get(0).distinct()).isEqualTo(many.length);
    }

    @Test
    void hashesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> new UnlistedCategories(1, new long[] {1, 2})).hasMessageContaining("2 hashes of 1");
        assertThatThrownBy(() -> new UnlistedCategories(5, new long[] {2, 2})).hasMessageContaining("do not ascend");
        assertThatThrownBy(() -> new TextReference(
                        "s", 0, List.of("a"), new long[] {1}, 1, new UnlistedCategories(2, new long[0])))
                .hasMessageContaining("2 unlisted categories of 1 values");
    }

    @Test
    void aRowMayHaveNumbersAndTexts() {
        ReferenceProfile profile = ReferenceProfile.fit(Table.builder()
                .column("x", 1, 2)
                .column("s", "a", "b")
                .column("y", 1, 2)
                .build());
        Window window = profile.newWindow().recordRow(new double[] {1, 7}, new String[] {null});

        assertThat(window.numeric("y").compare().above()).isEqualTo(1);
        assertThat(window.text("s").missing()).isEqualTo(1);
        assertThatThrownBy(() -> window.recordRow(new double[] {1}, new String[] {"a"}))
                .hasMessageContaining("2 numeric features");
        assertThatThrownBy(() -> window.recordRow(new double[] {1, 2}, new String[0]))
                .hasMessageContaining("1 text features");
        assertThat(window.text("s").values()).isZero();
    }

    @Test
    void columnsAreRecordedAsTheirRowsWouldBe() {
        Window byColumn = NUMBERS.newWindow().recordColumns(new double[] {1, 9, Double.NaN}, new double[] {0.5, 2, 3});
        Window byRow = NUMBERS.newWindow().recordRow(1, 0.5).recordRow(9, 2).recordRow(Double.NaN, 3);

        assertThat(byColumn.toJson()).isEqualTo(byRow.toJson());
        assertThatThrownBy(() -> byColumn.recordColumns(new double[1])).hasMessageContaining("2 numeric features");
        assertThatThrownBy(() -> byColumn.recordColumns(new double[1], new double[2]))
                .hasMessageContaining("1 and 2 values");
        assertThat(byColumn.toJson()).isEqualTo(byRow.toJson());
    }
}
