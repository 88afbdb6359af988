package org.mlopssdk.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.monitoring.profile.Binning;
import org.mlopssdk.monitoring.profile.NumericComparison;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.profile.TextComparison;
import org.mlopssdk.monitoring.statistic.Hellinger;
import org.mlopssdk.monitoring.statistic.JensenShannon;
import org.mlopssdk.monitoring.statistic.PsiBin;
import org.mlopssdk.monitoring.statistic.PsiResult;
import org.mlopssdk.monitoring.statistic.TotalVariation;
import org.mlopssdk.monitoring.table.Column;
import org.mlopssdk.monitoring.table.RealData;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.monitoring.table.TableBuilder;

/**
 * The figures of {@code shared/data/expected} through reports: of whole tables, recorded and judged once, for each window that SciPy was
 * asked about.
 */
class RealDataTest {
    private static final double TINY_P = 1e-290;
    private static final DriftPolicy POLICY = DriftPolicy.ofDefaults();

    private static String[] texts(Column column, int[] rows) {
        return Arrays.stream(rows)
                .mapToObj(row ->
                        column.isMissing(row) ? null : column.display(row).replaceAll("\\.0$", ""))
                .toArray(String[]::new);
    }

    /** Surefire does not report an aborted test factory; this one it reports as skipped, with the reason. */
    @Test
    void theDataAreThere() {
        assertThat(RealData.folder()).isDirectory();
    }

    @TestFactory
    Stream<DynamicTest> everyFigureOfTheReportsAgreesWithScipy() {
        List<DynamicTest> tests = new ArrayList<>();
        for (RealData.Window window : RealData.windows()) {
            JsonNode expected = window.expected();
            DriftReport numbers = POLICY.compare(
                    ReferenceProfile.options().withBinning(Binning.DECILES).fit(numbers(window.reference(), expected)),
                    numbers(window.current(), expected));
            DriftReport texts = POLICY.between(
                    categories(window.reference(), expected.get("categorical")),
                    categories(window.current(), expected.get("categorical")));
            expected.get("numeric")
                    .properties()
                    .forEach(feature -> tests.add(DynamicTest.dynamicTest(
                            window.name() + ": " + feature.getKey(),
                            () -> numericAgrees(numbers, feature.getKey(), feature.getValue()))));
            expected.get("categorical")
                    .properties()
                    .forEach(feature -> tests.add(DynamicTest.dynamicTest(
                            window.name() + " (categories): " + feature.getKey(),
                            () -> categoricalAgrees(texts, feature.getKey(), feature.getValue()))));
        }
        assertThat(tests).hasSize(15 + 5 + 33 + 3 + 3 + 3);
        return tests.stream();
    }

    /** The expected numbers take some numeric columns as categories. */
    private static Table categories(Table table, JsonNode features) {
        TableBuilder builder = Table.builder();
        int[] all = IntStream.range(0, table.rows()).toArray();
        features.fieldNames().forEachRemaining(name -> builder.column(name, texts(table.column(name), all)));
        return builder.build();
    }

    private static Table numbers(Table table, JsonNode expected) {
        List<String> names = new ArrayList<>();
        expected.get("numeric").fieldNames().forEachRemaining(names::add);
        return table.select(names.toArray(String[]::new));
    }

    private static void numericAgrees(DriftReport report, String feature, JsonNode expected) {
        FeatureDrift found = report.feature(feature);
        NumericComparison comparison = (NumericComparison) found.comparison();
        assertThat(Objects.requireNonNull(comparison.ks()).isExact()).isTrue();
        assertMetric(report, feature, "drift.ks", expected.at("/ks/D").asDouble());
        assertMetric(report, feature, "drift.ks.lower", expected.at("/ks/D").asDouble());
        assertP(
                metric(report, feature, "drift.ks.p"),
                expected.at("/ks/p_asymp_kstwo").asDouble());
        assertBins(Objects.requireNonNull(comparison.psi()), expected.get("psi_deciles"));
        if (comparison.psi().bins().size() > 1) {
            assertMetric(
                    report,
                    feature,
                    "drift.psi",
                    expected.at("/psi_deciles/psi").asDouble());
        }
        assertThat(comparison.missing().referenceMissing())
                .isEqualTo(expected.at("/reference/missing").asLong());
        assertThat(comparison.missing().currentMissing())
                .isEqualTo(expected.at("/current/missing").asLong());
        assertThat(comparison.missing().currentValues())
                .isEqualTo(expected.at("/current/n").asLong());
        if (found.verdict() == DriftVerdict.DRIFT) {
            assertThat(expected.get("drift_ks").asBoolean()
                            || comparison.missing().change() != 0)
                    .as("what is drift here is at least significant there")
                    .isTrue();
        }
    }

    private static void assertBins(PsiResult psi, JsonNode expected) {
        assertThat(psi.value()).isCloseTo(expected.get("psi").asDouble(), within(1e-9));
        long[] r = longs(expected.get("ref_counts"));
        long[] c = longs(expected.get("cur_counts"));
        assertThat(psi.bins().stream().mapToLong(PsiBin::referenceCount)).containsExactly(box(r));
        assertThat(psi.bins().stream().mapToLong(PsiBin::currentCount)).containsExactly(box(c));
        assertThat(JensenShannon.distance(r, c))
                .isCloseTo(expected.get("js_distance_base2").asDouble(), within(1e-9));
        assertThat(Hellinger.distance(r, c)).isCloseTo(expected.get("hellinger").asDouble(), within(1e-9));
    }

    private static void categoricalAgrees(DriftReport report, String feature, JsonNode expected) {
        FeatureDrift found = report.feature(feature);
        TextComparison comparison = (TextComparison) found.comparison();
        PsiResult psi = Objects.requireNonNull(comparison.psi());
        long[] r = longs(expected.get("ref_counts"));
        long[] c = longs(expected.get("cur_counts"));
        long unseen = IntStream.range(0, r.length)
                .filter(i -> r[i] == 0)
                .mapToLong(i -> c[i])
                .sum();
        assertThat(comparison.unlisted().current()).isEqualTo(unseen);
        long[] before = psi.bins().stream().mapToLong(PsiBin::referenceCount).toArray();
        long[] now = psi.bins().stream().mapToLong(PsiBin::currentCount).toArray();
        boolean seenApart = IntStream.range(0, r.length).filter(i -> r[i] == 0).count() < 2;
        if (seenApart) { // the expected numbers tell new categories apart, a window counts them together
            assertMetric(report, feature, "drift.psi", expected.get("psi").asDouble());
            assertThat(Hellinger.distance(before, now))
                    .isCloseTo(expected.get("hellinger").asDouble(), within(1e-9));
            assertThat(JensenShannon.distance(before, now))
                    .isCloseTo(expected.get("js_distance_base2").asDouble(), within(1e-9));
        }
        assertThat(TotalVariation.distance(before, now))
                .isCloseTo(expected.get("total_variation").asDouble(), within(1e-9));
        if (!feature.equals("Cabin")) { // its rare categories are taken together, which SciPy was not asked for
            assertP(
                    metric(report, feature, "drift.chi2.p"),
                    expected.at("/chi2/p").asDouble());
        }
    }

    private static double metric(DriftReport report, String feature, String name) {
        return report.metrics()
                .find(name, Map.of("feature", feature))
                .map(Metric::value)
                .orElseThrow(() -> new AssertionError("no " + name + " of " + feature));
    }

    private static void assertMetric(DriftReport report, String feature, String name, double expected) {
        assertThat(metric(report, feature, name)).as(name).isCloseTo(expected, within(1e-9));
    }

    private static void assertP(double p, double expected) {
        if (expected < TINY_P) {
            assertThat(p).isLessThan(TINY_P);
        } else {
            assertThat(p).isCloseTo(expected, within(1e-9 * expected));
        }
    }

    private static long[] longs(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToLong(i -> array.get(i).asLong())
                .toArray();
    }

    private static Long[] box(long[] counts) {
        return Arrays.stream(counts).boxed().toArray(Long[]::new);
    }
}
