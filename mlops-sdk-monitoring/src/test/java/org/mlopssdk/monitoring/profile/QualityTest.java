package org.mlopssdk.monitoring.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mlopssdk.monitoring.profile.QualityRule.ALL_MISSING;
import static org.mlopssdk.monitoring.profile.QualityRule.CONSTANT;
import static org.mlopssdk.monitoring.profile.QualityRule.FRACTIONAL;
import static org.mlopssdk.monitoring.profile.QualityRule.INFINITE;
import static org.mlopssdk.monitoring.profile.QualityRule.MISSING_COLUMN;
import static org.mlopssdk.monitoring.profile.QualityRule.MISSING_RISE;
import static org.mlopssdk.monitoring.profile.QualityRule.NEW_CATEGORY;
import static org.mlopssdk.monitoring.profile.QualityRule.NOT_A_NUMBER;
import static org.mlopssdk.monitoring.profile.QualityRule.NO_LONGER_CONSTANT;
import static org.mlopssdk.monitoring.profile.QualityRule.NO_LONGER_EMPTY;
import static org.mlopssdk.monitoring.profile.QualityRule.OUT_OF_RANGE;
import static org.mlopssdk.monitoring.profile.QualityRule.TYPE_CHANGE;
import static org.mlopssdk.monitoring.profile.QualityRule.UNIQUENESS_LOST;
import static org.mlopssdk.monitoring.profile.QualityRule.UNKNOWN_COLUMN;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.table.RealData;
import org.mlopssdk.monitoring.table.Table;

class QualityTest {
    private static final int ROWS = 1_000;
    private static final Table REFERENCE = table(
            i -> i % 50,
            i -> i / 8.0,
            i -> 7,
            i -> i,
            i -> Double.NaN,
            i -> i % 10 == 0 ? Double.NaN : i,
            i -> "c" + i % 5,
            i -> "id" + i);
    private static final ReferenceProfile PROFILE = ReferenceProfile.fit(REFERENCE);

    private static Table table(
            IntToDoubleFunction count,
            IntToDoubleFunction measure,
            IntToDoubleFunction constant,
            IntToDoubleFunction id,
            IntToDoubleFunction empty,
            IntToDoubleFunction gaps,
            IntFunction<String> category,
            IntFunction<String> key) {
        return Table.builder()
                .column("count", numbers(count))
                .column("measure", numbers(measure))
                .column("constant", numbers(constant))
                .column("id", numbers(id))
                .column("empty", numbers(empty))
                .column("gaps", numbers(gaps))
                .column("category", texts(category))
                .column("key", texts(key))
                .build();
    }

    private static double[] numbers(IntToDoubleFunction of) {
        return IntStream.range(0, ROWS).mapToDouble(of).toArray();
    }

    private static String[] texts(IntFunction<String> of) {
        return IntStream.range(0, ROWS).mapToObj(of).toArray(String[]::new);
    }

    @Test
    void theSchemaIsInferred() {
        assertThat(PROFILE.schema())
                .extracting(FeatureSchema::feature, FeatureSchema::type, FeatureSchema::distinct, FeatureSchema::range)
                .containsExactly(
                        Tuple.tuple("count", FeatureType.INTEGER, 50L, new Bounds(0, 49)),
                        Tuple.tuple("measure", FeatureType.NUMBER, 1000L, new Bounds(0, 999 / 8.0)),
                        Tuple.tuple("constant", FeatureType.INTEGER, 1L, new Bounds(7, 7)),
                        Tuple.tuple("id", FeatureType.INTEGER, 1000L, new Bounds(0, 999)),
                        Tuple.tuple("empty", FeatureType.EMPTY, 0L, null),
                        Tuple.tuple("gaps", FeatureType.INTEGER, 900L, new Bounds(1, 999)),
                        Tuple.tuple("category", FeatureType.TEXT, 5L, null),
                        Tuple.tuple("key", FeatureType.TEXT, 1000L, null));
        assertThat(PROFILE.schema()).filteredOn(FeatureSchema::isConstant).hasSize(1);
        assertThat(PROFILE.schema())
                .filteredOn(FeatureSchema::isUnique)
                .extracting(FeatureSchema::feature)
                .containsExactly("measure", "id", "gaps", "key");
        assertThat(PROFILE.schema().get(5).missingShare()).isEqualTo(0.1);
        assertThat(PROFILE.coarsened(3).schema()).isEqualTo(PROFILE.schema());
    }

    @Test
    void theReferenceHasNothingWrongWithItself() {
        assertThat(PROFILE.check(REFERENCE)).isEmpty();
        assertThat(PROFILE.newWindow().quality()).isEmpty();
    }

    @Test
    void whatIsWrongIsFound() {
        Window window = PROFILE.newWindow()
                .recordAll(table(
                        i -> i % 50 + (i % 4 == 0 ? 0.5 : 0),
                        i -> i == 0 ? Double.POSITIVE_INFINITY : 3,
                        i -> i % 2 == 0 ? 7 : 8,
                        i -> i / 2,
                        i -> i,
                        i -> i % 5 == 0 ? Double.NaN : i,
                        i -> i % 5 == 0 ? "new" : "c" + i % 5,
                        i -> "id" + i / 2))
                .record("gaps", Double.NaN);

        assertThat(window.quality())
                .extracting(QualityFinding::feature, QualityFinding::rule, QualityFinding::severity)
                .containsExactly(
                        Tuple.tuple("count", FRACTIONAL, Severity.WARNING),
                        Tuple.tuple("measure", INFINITE, Severity.WARNING),
                        Tuple.tuple("constant", OUT_OF_RANGE, Severity.WARNING),
                        Tuple.tuple("constant", NO_LONGER_CONSTANT, Severity.WARNING),
                        Tuple.tuple("id", UNIQUENESS_LOST, Severity.WARNING),
                        Tuple.tuple("empty", NO_LONGER_EMPTY, Severity.WARNING),
                        Tuple.tuple("gaps", MISSING_RISE, Severity.WARNING),
                        Tuple.tuple("gaps", NOT_A_NUMBER, Severity.INFO),
                        Tuple.tuple("category", NEW_CATEGORY, Severity.WARNING),
                        Tuple.tuple("key", UNIQUENESS_LOST, Severity.WARNING));
        assertThat(window.quality().get(0))
                .hasToString("WARNING count: 250 of 1000 values (25.0 %) are no integers, all of the reference are");
        assertThat(window.compare().stream().flatMap(feature -> feature.quality().stream()))
                .containsExactlyElementsOf(window.quality());
    }

    @Test
    void allTheSameIsAnErrorUnlessChanceBringsItAbout() {
        assertThat(ofCount(i -> 12)).containsExactly(CONSTANT);
        assertThat(ofCount(i -> i < 19 ? 12 : Double.NaN)).containsExactly(MISSING_RISE);
        double[] rare = numbers(i -> i == 0 ? 1 : 0);
        ReferenceProfile mostlyZero =
                ReferenceProfile.fit(Table.builder().column("x", rare).build());
        Window zeros = mostlyZero
                .newWindow()
                .recordAll(Table.builder().column("x", new double[500]).build());

        assertThat(zeros.quality()).isEmpty();
    }

    private static List<QualityRule> ofCount(IntToDoubleFunction values) {
        Window window = PROFILE.newWindow();
        for (double value : numbers(values)) {
            if (Double.isNaN(value)) {
                window.numeric("count").recordMissing();
            } else {
                window.record("count", value);
            }
        }
        return window.quality().stream().map(QualityFinding::rule).toList();
    }

    @Test
    void anEmptyColumnIsAnError() {
        assertThat(ofCount(i -> Double.NaN)).containsExactly(ALL_MISSING);
    }

    @Test
    void rangesAreHeldAgainstChance() {
        assertThat(severityOutOfRange(1)).isEqualTo(Severity.INFO);
        assertThat(severityOutOfRange(100)).isEqualTo(Severity.WARNING);
    }

    private static Severity severityOutOfRange(int count) {
        Window window = PROFILE.newWindow();
        for (int i = 0; i < ROWS; i++) {
            window.record("count", i < count ? 99 : i % 50);
        }
        QualityFinding found = window.quality().get(0);
        assertThat(found.rule()).isEqualTo(OUT_OF_RANGE);
        assertThat(found.sentence()).contains("0.0 to 49.0, up to 99.0");
        return found.severity();
    }

    @Test
    void aTableOfAnotherShapeIsDescribedAndNotRefused() {
        Table other = Table.builder()
                .column("count", "a", "b")
                .column("category", 1, 2)
                .column("surplus", 1, 2)
                .column("constant", 7, 7)
                .build();

        assertThat(PROFILE.check(other))
                .extracting(QualityFinding::feature, QualityFinding::rule)
                .containsExactly(
                        Tuple.tuple("count", TYPE_CHANGE),
                        Tuple.tuple("measure", MISSING_COLUMN),
                        Tuple.tuple("id", MISSING_COLUMN),
                        Tuple.tuple("empty", MISSING_COLUMN),
                        Tuple.tuple("gaps", MISSING_COLUMN),
                        Tuple.tuple("category", TYPE_CHANGE),
                        Tuple.tuple("key", MISSING_COLUMN),
                        Tuple.tuple("surplus", UNKNOWN_COLUMN));
    }

    /** Windows of the reference's own rows, drawn again: whatever is found is no more than an INFO. */
    @Test
    void chanceAloneWarnsOfNothing() {
        SplittableRandom random = new SplittableRandom(Long.getLong("mlops.seed", 1));
        double[] values = random.doubles(5_000).toArray();
        double[] skewed = Arrays.stream(values)
                .map(value -> Math.floor(-Math.log(value) * 3))
                .toArray();
        Table all = Table.builder().column("x", values).column("y", skewed).build();
        ReferenceProfile profile = ReferenceProfile.fit(all.slice(0, 2_500));
        for (int from = 2_500; from < 5_000; from += 125) {
            assertThat(profile.check(all.slice(from, from + 125)))
                    .allMatch(finding -> finding.severity() == Severity.INFO);
        }
    }

    @Test
    void valuesOutOfRangeAreToldInAsManyDigitsAsTellThemFromTheRange() {
        Table reference =
                Table.builder().column("time", numbers(i -> 1_700_000_000 + i)).build();
        Table later =
                Table.builder().column("time", numbers(i -> 1_700_001_000 + i)).build();

        assertThat(ReferenceProfile.fit(reference).check(later))
                .extracting(QualityFinding::sentence)
                .containsExactly("1000 of 1000 values (100.0 %) lie outside 1.7E9 to 1.700001E9, up to 1.700002E9");
    }

    @Test
    void realDataIsDescribed() {
        List<QualityFinding> found =
                ReferenceProfile.fit(RealData.occupancy("datatraining.txt")).check(RealData.occupancy("datatest2.txt"));

        assertThat(found).extracting(QualityFinding::feature).contains("Light", "CO2");
        assertThat(found).allSatisfy(finding -> assertThat(finding.sentence()).isNotBlank());
    }
}
