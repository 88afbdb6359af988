package org.mlopssdk.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.mlopssdk.gate.Condition.atMost;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.gate.Verdict;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.monitoring.profile.NumericComparison;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.profile.TextComparison;
import org.mlopssdk.monitoring.profile.Window;
import org.mlopssdk.monitoring.table.Table;

class DriftReportTest {
    private static final DriftPolicy POLICY = DriftPolicy.ofDefaults();

    private static Table numbers(double... values) {
        return Table.builder().column("x", values).build();
    }

    private static Table texts(@Nullable String... values) {
        return Table.builder().column("s", values).build();
    }

    /** The first share of the rows is the one value, the rest the other. */
    private static double[] binary(int rows, double ones) {
        return IntStream.range(0, rows)
                .mapToDouble(i -> i < ones * rows ? 1 : 0)
                .toArray();
    }

    private static double[] normal(int rows, long seed, double mean) {
        Random random = new Random(seed);
        return IntStream.range(0, rows)
                .mapToDouble(i -> mean + random.nextGaussian())
                .toArray();
    }

    private static FeatureDrift only(DriftReport report) {
        assertThat(report.features()).hasSize(1);
        return report.features().get(0);
    }

    @Test
    void aBinaryFeatureThatTurnsOverIsDriftThoughDecilesAreBlind() {
        FeatureDrift found = only(DriftReport.between(numbers(binary(1000, 0.05)), numbers(binary(1000, 0.90))));

        assertThat(found.verdict()).isEqualTo(DriftVerdict.DRIFT);
        assertThat(found).hasToString("x: KS 0.85 at 0 (current higher), p < 1e-300, PSI 4.37: drift");
        assertThat(Objects.requireNonNull(((NumericComparison) found.comparison()).psi())
                        .isBlind())
                .isFalse();
    }

    @Test
    void aBinaryFeatureFrom23To90PercentIsDrift() {
        DriftReport report = DriftReport.between(numbers(binary(1000, 0.23)), numbers(binary(200, 0.90)));

        assertThat(report.verdict()).isEqualTo(DriftVerdict.DRIFT);
    }

    @Test
    void identicalConstantsAreStableAndTheirIndexIsBlind() {
        double[] constant = new double[500];
        Arrays.fill(constant, 7);

        FeatureDrift found = only(DriftReport.between(numbers(constant), numbers(constant)));

        assertThat(found.verdict()).isEqualTo(DriftVerdict.STABLE);
        assertThat(found.adjustedP()).isEqualTo(1);
        assertThat(found).hasToString("x: KS 0, p 1, PSI blind (one bin): stable");
    }

    @Test
    void aConstantThatMovesIsDrift() {
        double[] before = new double[500];
        double[] now = new double[500];
        Arrays.fill(now, 1e-9);

        FeatureDrift found = only(DriftReport.between(numbers(before), numbers(now)));

        assertThat(found.verdict()).isEqualTo(DriftVerdict.DRIFT);
        assertThat(found.toString()).contains("KS 1 at 0 (current higher)").contains("100.0 % out of range");
    }

    @Test
    void negativeZeroIsZero() {
        double[] negative = new double[200];
        Arrays.fill(negative, -0.0);

        FeatureDrift found = only(DriftReport.between(numbers(new double[200]), numbers(negative)));

        assertThat(found.verdict()).isEqualTo(DriftVerdict.STABLE);
    }

    @Test
    void eightRowsAreTooFewToTell() {
        DriftReport report = DriftReport.between(numbers(normal(1000, 1, 0)), numbers(normal(8, 2, 5)));

        assertThat(report.verdict()).isEqualTo(DriftVerdict.INCONCLUSIVE);
        assertThat(only(report)).hasToString("x: 8 values (227 needed): inconclusive");
        assertThat(only(report).rowsNeeded()).isEqualTo(227);
        assertThat(only(report).adjustedP()).isNull();
    }

    @Test
    void aSmallReferenceIsTooSmallToTell() {
        FeatureDrift found = only(DriftReport.between(numbers(normal(40, 1, 0)), numbers(normal(1000, 2, 5))));

        assertThat(found).hasToString("x: reference of 40 values (more than 185 needed): inconclusive");
    }

    @Test
    void aFeatureThatWasNeverRecordedIsNamed() {
        ReferenceProfile profile = ReferenceProfile.fit(Table.builder()
                .column("x", normal(200, 1, 0))
                .column("y", normal(200, 2, 0))
                .build());
        Window window = profile.newWindow();
        Arrays.stream(normal(200, 3, 0)).forEach(value -> window.record("x", value));

        DriftReport report = DriftReport.compare(profile, window);

        assertThat(report.verdict()).isEqualTo(DriftVerdict.INCONCLUSIVE);
        assertThat(report.feature("y"))
                .hasToString("y: no rows (a reference of more than 220 values needed): inconclusive");
        assertThat(report.feature("x").verdict()).isEqualTo(DriftVerdict.STABLE);
    }

    @Test
    void aColumnWithoutValuesOnEitherSideIsStable() {
        double[] none = new double[150];
        Arrays.fill(none, Double.NaN);

        assertThat(only(DriftReport.between(numbers(none), numbers(none))))
                .hasToString("x: no values, as in the reference, missing 100.0 % -> 100.0 %: stable");
        assertThat(only(DriftReport.between(numbers(none), numbers(normal(150, 1, 0)))))
                .hasToString("x: no values in the reference, missing 100.0 % -> 0.0 %, p 3.3e-67: drift");
    }

    @Test
    void valuesThatGoMissingAreADriftOfTheirOwn() {
        double[] now = normal(1000, 2, 0);
        Arrays.fill(now, 0, 300, Double.NaN);

        DriftReport report = DriftReport.between(numbers(normal(1000, 1, 0)), numbers(now));
        FeatureDrift found = only(report);

        assertThat(found.verdict()).isEqualTo(DriftVerdict.DRIFT);
        assertThat(found.toString()).contains("missing 0.0 % -> 30.0 %").endsWith(": drift");
        assertThat(report.toString())
                .as("the table names the difference that makes it drift")
                .contains("missing +30.0 points");
        assertThat(found.strength()).isCloseTo(6, within(1e-12));
    }

    @Test
    void aSmallDifferenceIsStableHoweverSignificant() {
        FeatureDrift found = only(DriftReport.between(numbers(normal(50_000, 1, 0)), numbers(normal(50_000, 2, 0.1))));

        assertThat(Objects.requireNonNull(found.adjustedP())).isLessThan(1e-6);
        assertThat(found.verdict()).isEqualTo(DriftVerdict.STABLE);
    }

    @Test
    void aLargeDifferenceThatMayBeChanceIsInconclusiveAndSaysWhatWouldTell() {
        FeatureDrift few = only(
                POLICY.withMinimumRows(5).between(numbers(1, 2, 3, 4, 5, 6), numbers(2.5, 3.5, 4.5, 5.5, 6.5, 7.5)));
        FeatureDrift more = only(POLICY.between(numbers(binary(1000, 0.5)), numbers(binary(120, 0.39))));

        assertThat(few.verdict()).isEqualTo(DriftVerdict.INCONCLUSIVE);
        assertThat(few.reason()).startsWith("may be chance (a reference of more than 185 values needed), KS 0.3333");
        assertThat(few.rowsNeeded()).isNull();
        assertThat(more.strength()).isGreaterThan(1);
        assertThat(more.reason()).startsWith("may be chance (227 values needed), KS 0.1083 at 0");
        assertThat(more.rowsNeeded()).isEqualTo(227);
    }

    @Test
    void aReferenceKeptTooCoarselyIsInconclusive() {
        double[] before = normal(5_000, 1, 0);
        double[] now = normal(5_000, 2, 0.25);
        ReferenceProfile exact = ReferenceProfile.fit(numbers(before));
        ReferenceProfile coarse =
                ReferenceProfile.options().withMaxBreakPoints(32).fit(numbers(before));
        double d = Objects.requireNonNull(((NumericComparison)
                                only(POLICY.compare(exact, numbers(now))).comparison())
                        .ks())
                .atLeast()
                .statistic();

        DriftPolicy between = POLICY.withKsAtLeast(d + 0.005);

        assertThat(only(between.compare(exact, numbers(now))).verdict()).isEqualTo(DriftVerdict.STABLE);
        FeatureDrift found = only(between.compare(coarse, numbers(now)));
        assertThat(found.verdict()).isEqualTo(DriftVerdict.INCONCLUSIVE);
        assertThat(found.reason())
                .startsWith("the reference is too coarse to tell")
                .contains(" to ");
    }

    @Test
    void anUnseenCategoryIsCountedAndNamed() {
        String[] before = new String[400];
        String[] now = new String[400];
        Arrays.setAll(before, i -> i % 2 == 0 ? "red" : "green");
        Arrays.setAll(now, i -> i % 4 == 0 ? "blue" : before[i]);

        FeatureDrift found = only(DriftReport.between(texts(before), texts(now)));

        assertThat(found.verdict()).isEqualTo(DriftVerdict.DRIFT);
        assertThat(found.reason()).contains("25.0 % in new categories");
        assertThat(((TextComparison) found.comparison()).unlisted().current()).isEqualTo(100);
    }

    @Test
    void aColumnOfIdentifiersIsNoDrift() {
        String[] before = new String[400];
        String[] now = new String[400];
        Arrays.setAll(before, i -> "id-" + i);
        Arrays.setAll(now, i -> "id-" + (1000 + i));

        FeatureDrift found = only(DriftReport.between(texts(before), texts(now)));

        assertThat(found.verdict()).isEqualTo(DriftVerdict.INCONCLUSIVE);
        assertThat(found.reason()).contains("like those of an identifier");
    }

    @Test
    void aConstantTextIsStable() {
        String[] same = new String[200];
        Arrays.fill(same, "a");

        assertThat(only(DriftReport.between(texts(same), texts(same))).verdict())
                .isEqualTo(DriftVerdict.STABLE);
    }

    @Test
    void featuresThatMatterMostComeFirst() {
        Table before = Table.builder()
                .column("steady", normal(500, 1, 0))
                .column("moved", normal(500, 2, 0))
                .column("moved.far", normal(500, 3, 0))
                .column("empty", normal(500, 4, 0))
                .build();
        double[] none = new double[500];
        Arrays.fill(none, 0, 450, Double.NaN);
        Table now = Table.builder()
                .column("steady", normal(500, 5, 0))
                .column("moved", normal(500, 6, 0.5))
                .column("moved.far", normal(500, 7, 3))
                .column("empty", none)
                .column("surprise", none)
                .build();

        DriftReport report = DriftReport.between(before, now);

        assertThat(report.features())
                .extracting(FeatureDrift::feature)
                .containsExactly("empty", "moved.far", "moved", "steady");
        assertThat(report.features(DriftVerdict.STABLE))
                .extracting(FeatureDrift::feature)
                .containsExactly("steady");
        assertThat(report.unknownColumns()).containsExactly("surprise");
        assertThat(report.toString().lines()).hasSize(7).allMatch(line -> line.length() <= 100);
        assertThat(report.toString())
                .startsWith("DRIFT: 3 of 4 features drift, 0 inconclusive; 500 rows against 500")
                .endsWith("not in the profile: surprise");
    }

    @Test
    void theTableStaysNarrowAndShort() {
        var builder = Table.builder();
        for (int i = 0; i < 60; i++) {
            builder.column(i + "-" + "long".repeat(50), normal(100, i, -1e-7));
            builder.column("text" + i, new String[100]);
        }
        Table table = builder.build();

        DriftReport report = DriftReport.between(table, table);

        assertThat(report.toString().lines()).hasSize(53).allMatch(line -> line.length() <= 100);
        assertThat(report.toString()).contains("... and 70 features more");
    }

    @Test
    void theTableSaysWhyNobodyCanTellAndWhatWould() {
        ReferenceProfile profile = ReferenceProfile.fit(numbers(normal(20_000, 1, 0)));
        Window few = profile.newWindow().recordAll(numbers(normal(8, 2, 0)));
        Window more = profile.newWindow().recordAll(numbers(normal(300, 3, 0)));

        assertThat(POLICY.compare(profile, few).toString().lines())
                .last()
                .asString()
                .matches("INCONCLUSIVE x +8 values \\(\\d+ needed\\) .* 0\\.0 -> 0\\.0");
        assertThat(POLICY.requiringProofOfStability()
                        .compare(profile, more)
                        .toString()
                        .lines())
                .hasSizeGreaterThan(3)
                .element(3)
                .asString()
                .matches("x: not proved stable: up to KS 0\\.1\\d+ \\(\\d+ values needed\\).*");
        assertThat(POLICY.compare(profile, profile.newWindow()).toString()).endsWith("0.0 -> -");
    }

    @Test
    void namesOfOthersNeitherBreakTheTableNorCommandATerminal() {
        String hostile = "red\u001b[31m\nDRIFT    all of them\u202e";
        String[] before = Collections.nCopies(500, "plain").toArray(String[]::new);
        String[] after = Collections.nCopies(500, hostile).toArray(String[]::new);
        Table reference = Table.builder().column("colour", before).build();
        Table current =
                Table.builder().column("colour", after).column(hostile, after).build();

        String table = DriftReport.between(reference, current).toString();

        assertThat(table.lines()).noneMatch(line -> line.startsWith("DRIFT    all of them"));
        assertThat(table).doesNotContain("\u001b", "\u202e");
    }

    @Test
    void aGateCanJudgeTheReport() {
        DriftReport report = DriftReport.between(numbers(normal(500, 1, 0)), numbers(normal(500, 2, 2)));
        Metrics metrics = report.metrics();

        assertThat(metrics.value("drift.features.drifted")).hasValue(1);
        assertThat(metrics.value("drift.features.inconclusive")).hasValue(0);
        assertThat(metrics.find("drift.ks", Map.of("feature", "x"))
                        .orElseThrow()
                        .value())
                .isGreaterThan(0.5);
        assertThat(metrics.find("rows", Map.of("feature", "x")).orElseThrow().value())
                .isEqualTo(500);
        assertThat(metrics.all())
                .extracting(metric -> metric.name())
                .contains("drift.psi", "drift.ks.lower", "drift.ks.p", "drift.ks.p.adjusted", "missing.share");
        Gate gate = Gate.named("no drift").require("drift.features.drifted", atMost(0));
        assertThat(gate.evaluate(report).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(gate.evaluate(report).candidate()).isEqualTo(report.subject());
    }

    @Test
    void theSubjectNamesTheCountsAndTheProfile() {
        Table before = numbers(normal(100, 1, 0));

        String subject = DriftReport.between(before, numbers(1, 2, 3)).subject();

        assertThat(subject).contains(ReferenceProfile.fit(before).fingerprint().hex());
        assertThat(DriftReport.between(before, numbers(3, 2, 1)).subject()).isEqualTo(subject);
        assertThat(DriftReport.between(before, numbers(0, 2, 1)).subject()).isNotEqualTo(subject);
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        ReferenceProfile profile = ReferenceProfile.fit(numbers(1, 2));
        ReferenceProfile other = ReferenceProfile.fit(numbers(1, 3));

        assertThatThrownBy(() -> DriftReport.compare(profile, other.newWindow()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The window was recorded against reference profile "
                        + other.fingerprint().abbreviated() + " of 2 rows, 1 features, not against reference profile "
                        + profile.fingerprint().abbreviated()
                        + " of 2 rows, 1 features; compare it with window.profile().");
        assertThatThrownBy(() -> POLICY.compare(profile, texts("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no column for the feature 'x'");
        assertThatThrownBy(() -> DriftReport.between(numbers(1), numbers(1)).feature("z"))
                .hasMessageContaining("no feature 'z'");
    }

    /** The change of the missing share is the larger one in thresholds, and may be chance. */
    @Test
    void whatMayBeChanceDoesNotLeadALineOfDrift() {
        double[] before = normal(200, 1, 0);
        double[] now = normal(200, 2, 50);
        Arrays.fill(before, 0, 100, Double.NaN);
        Arrays.fill(now, 0, 112, Double.NaN);

        DriftReport report = POLICY.withMinimumRows(50).withKsAtLeast(1).between(numbers(before), numbers(now));

        assertThat(only(report).values().verdict()).isEqualTo(DriftVerdict.DRIFT);
        assertThat(only(report).missing().verdict()).isEqualTo(DriftVerdict.INCONCLUSIVE);
        assertThat(only(report).rowsNeeded()).as("there is a verdict").isNull();
        assertThat(only(report).missing().strength())
                .isGreaterThan(only(report).values().strength());
        assertThat(report.toString()).contains("KS 1.000 at").doesNotContain("missing +");
    }

    @Test
    void aColumnThatIsAllMissingNeedsRowsAndNoLargerReference() {
        double[] none = new double[1_000];
        Arrays.fill(none, Double.NaN);
        DriftReport report = DriftReport.between(numbers(none), numbers(Arrays.copyOf(none, 8)));

        assertThat(only(report).reason()).startsWith("8 rows (100 needed)");
        assertThat(only(report).verdict()).isEqualTo(DriftVerdict.INCONCLUSIVE);
        assertThat(only(DriftReport.between(numbers(none), numbers(Arrays.copyOf(none, 100))))
                        .verdict())
                .isEqualTo(DriftVerdict.STABLE);
        assertThat(only(DriftReport.between(texts(new String[200]), texts(new String[200])))
                        .reason())
                .contains("(missing) 100.0 % -> 100.0 %");
    }

    @Test
    void theTableSaysHowManyRowsAreNeeded() {
        DriftReport report = DriftReport.between(numbers(normal(1000, 1, 0)), numbers(normal(8, 2, 5)));

        assertThat(report.toString()).contains("INCONCLUSIVE x                     8 values (227 needed)");
    }

    @Test
    void categoriesOfOthersNeitherBreakALineNorCommandATerminal() {
        String hostile = "red\u001b[31m\nall of them\u202e" + "y".repeat(900);
        String[] after = Collections.nCopies(500, hostile).toArray(String[]::new);
        String[] before = Collections.nCopies(500, "plain").toArray(String[]::new);

        FeatureDrift found = only(DriftReport.between(texts(after), texts(before)));

        for (Object told : new Object[] {found, found.reason(), found.comparison()}) {
            assertThat(told.toString()).contains("red").doesNotContain("\u001b", "\u202e", "\nall of them");
            assertThat(told.toString().lines()).allMatch(line -> line.length() <= 150);
        }
    }
}
