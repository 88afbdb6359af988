package org.mlopssdk.monitoring.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnovResult;
import org.mlopssdk.monitoring.statistic.PopulationStabilityIndex;
import org.mlopssdk.monitoring.table.RealData;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.monitoring.table.TextColumn;

/** Profile and window on three real data sets against SciPy's answers in {@code shared/data/expected}. */
class RealDataTest {
    private static final double TINY_P = 1e-290;

    /** Surefire does not report an aborted test factory; this one it reports as skipped, with the reason. */
    @Test
    void theDataAreThere() {
        assertThat(RealData.folder()).isDirectory();
    }

    @TestFactory
    Stream<DynamicTest> everyNumericFeatureAgreesWithScipy() {
        return tests("numeric", 15 + 5 + 33, RealDataTest::numericAgrees);
    }

    @TestFactory
    Stream<DynamicTest> everyCategoricalFeatureAgreesWithScipy() {
        return tests("categorical", 3 + 3 + 3, RealDataTest::categoricalAgrees);
    }

    private interface Check {
        void check(RealData.Window window, String feature, JsonNode expected);
    }

    private static Stream<DynamicTest> tests(String kind, int count, Check check) {
        List<DynamicTest> tests = new ArrayList<>();
        for (RealData.Window window : RealData.windows()) {
            window.expected()
                    .get(kind)
                    .properties()
                    .forEach(feature -> tests.add(DynamicTest.dynamicTest(
                            window.name() + ": " + feature.getKey(),
                            () -> check.check(window, feature.getKey(), feature.getValue()))));
        }
        assertThat(tests).hasSize(count);
        return tests.stream();
    }

    private static void numericAgrees(RealData.Window window, String feature, JsonNode expected) {
        ReferenceProfile profile = ReferenceProfile.options()
                .withBinning(Binning.DECILES)
                .fit(window.reference().select(feature));
        NumericComparison found = profile.newWindow()
                .recordAll(window.current().select(feature))
                .numeric(feature)
                .compare();

        KolmogorovSmirnovResult ks = Objects.requireNonNull(found.ks()).atLeast();
        assertThat(found.ks().isExact()).isTrue();
        assertThat(ks.statistic()).isCloseTo(expected.at("/ks/D").asDouble(), within(1e-12));
        assertRelative(ks.pValue(), expected.at("/ks/p_asymp_kstwo").asDouble());
        assertThat(Objects.requireNonNull(found.psi()).value())
                .isCloseTo(expected.at("/psi_deciles/psi").asDouble(), within(1e-9));
        assertThat(found.missing().referenceMissing())
                .isEqualTo(expected.at("/reference/missing").asLong());
        assertThat(found.missing().currentMissing())
                .isEqualTo(expected.at("/current/missing").asLong());
        assertThat(found.below() > 0)
                .isEqualTo(expected.at("/current/min").asDouble()
                        < expected.at("/reference/min").asDouble());
        assertThat(found.above() > 0)
                .isEqualTo(expected.at("/current/max").asDouble()
                        > expected.at("/reference/max").asDouble());
    }

    private static void assertRelative(double p, double expected) {
        if (expected < TINY_P) {
            assertThat(p).isLessThan(TINY_P);
        } else {
            assertThat(p).isCloseTo(expected, within(1e-9 * expected));
        }
    }

    private static void categoricalAgrees(RealData.Window window, String feature, JsonNode expected) {
        ReferenceProfile profile = ReferenceProfile.fit(asText(window.reference(), feature));
        TextComparison found = profile.newWindow()
                .recordAll(asText(window.current(), feature))
                .text(feature)
                .compare();

        long[] reference = longs(expected.get("ref_counts"));
        long[] current = longs(expected.get("cur_counts"));
        long[] unseen = IntStream.range(0, reference.length)
                .filter(i -> reference[i] == 0)
                .mapToLong(i -> current[i])
                .toArray();
        double psi = unseen.length < 2
                ? expected.get("psi").asDouble()
                // The expected numbers tell new categories apart, a window counts them together.
                : PopulationStabilityIndex.withDefaults()
                        .compare(together(reference, reference), together(current, reference))
                        .value();
        assertThat(Objects.requireNonNull(found.psi()).value()).isCloseTo(psi, within(1e-9));
        if (!feature.equals("Cabin")) {
            assertRelative(
                    Objects.requireNonNull(found.chiSquare()).pValue(),
                    expected.at("/chi2/p").asDouble());
        }
        assertThat(found.unlisted().areNew()).isTrue();
        assertThat(found.unlisted().current()).isEqualTo(Arrays.stream(unseen).sum());
    }

    /** The counts with all categories that the reference does not have as one, the last. */
    private static long[] together(long[] counts, long[] reference) {
        long[] together = new long[counts.length + 1];
        for (int i = 0; i < counts.length; i++) {
            together[reference[i] == 0 ? counts.length : i] += counts[i];
        }
        return together;
    }

    /** The expected numbers take some numeric columns as categories. */
    private static Table asText(Table table, String feature) {
        if (table.column(feature) instanceof TextColumn) {
            return table.select(feature);
        }
        String[] values = Arrays.stream(table.numeric(feature).present())
                .mapToObj(value -> Integer.toString((int) value))
                .toArray(String[]::new);
        return Table.builder().column(feature, values).build();
    }

    private static long[] longs(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
    }
}
