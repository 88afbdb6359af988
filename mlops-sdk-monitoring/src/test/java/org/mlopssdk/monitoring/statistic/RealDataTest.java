package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mlopssdk.monitoring.table.NumericColumn;
import org.mlopssdk.monitoring.table.RealData;

/** Every feature and window of three real data sets against SciPy's answers in {@code shared/data/expected}. */
class RealDataTest {

    /** Surefire does not report an aborted test factory; this one it reports as skipped, with the reason. */
    @Test
    void theDataAreThere() {
        assertThat(RealData.folder()).isDirectory();
    }

    @TestFactory
    Stream<DynamicTest> everyNumericFeatureAgreesWithScipy() {
        List<DynamicTest> tests = new ArrayList<>();
        for (RealData.Window window : RealData.windows()) {
            window.expected()
                    .get("numeric")
                    .properties()
                    .forEach(feature -> tests.add(DynamicTest.dynamicTest(
                            window.name() + ": " + feature.getKey(),
                            () -> agrees(window, feature.getKey(), feature.getValue()))));
        }
        assertThat(tests).hasSize(15 + 5 + 33);
        return tests.stream();
    }

    private static void agrees(RealData.Window window, String feature, JsonNode expected) {
        NumericColumn reference = window.reference().numeric(feature);
        NumericColumn current = window.current().numeric(feature);
        assertThat(reference.missing())
                .isEqualTo(expected.at("/reference/missing").asInt());
        assertThat(current.missing()).isEqualTo(expected.at("/current/missing").asInt());
        double[] x = reference.present();
        double[] y = current.present();

        KolmogorovSmirnovResult ks =
                KolmogorovSmirnov.withDefaults().with(PValueMethod.ASYMPTOTIC).test(x, y);

        assertThat(ks.statistic()).isCloseTo(expected.at("/ks/D").asDouble(), within(1e-12));
        Oracle.assertProbability(ks.pValue(), expected.at("/ks/p_asymp_kstwo").asDouble(), "p of " + feature);
        WassersteinResult wasserstein = Wasserstein.compare(x, y);
        Oracle.assertNumber(wasserstein.distance(), expected.get("wasserstein").asDouble(), "Wasserstein");
        Oracle.assertNumber(
                wasserstein.inReferenceDeviations(),
                expected.get("wasserstein_normed").asDouble(),
                "Wasserstein in deviations");
        Oracle.assertNumber(
                wasserstein.referenceDeviation(),
                expected.at("/reference/std_population").asDouble(),
                "deviation");
        deciles(x, y, expected.get("psi_deciles"));
        equalWidth(x, y, expected.get("psi_equal_width"));
    }

    private static void deciles(double[] x, double[] y, JsonNode expected) {
        PsiResult result = PopulationStabilityIndex.withDefaults().compare(x, y);
        Oracle.assertNumber(result.value(), expected.get("psi").asDouble(), "decile PSI");
        assertThat(result.bins().stream().skip(1).map(PsiBin::lower))
                .containsExactlyElementsOf(doubles(expected, "inner_edges"));
        long[] r = counts(result, expected, "ref_counts", PsiBin::referenceCount);
        long[] c = counts(result, expected, "cur_counts", PsiBin::currentCount);
        Oracle.assertNumber(
                JensenShannon.distance(r, c), expected.get("js_distance_base2").asDouble(), "Jensen-Shannon");
        Oracle.assertNumber(Hellinger.distance(r, c), expected.get("hellinger").asDouble(), "Hellinger");
    }

    private static void equalWidth(double[] x, double[] y, JsonNode expected) {
        PsiResult result =
                PopulationStabilityIndex.withDefaults().equalWidthBins(10).compare(x, y);
        Oracle.assertNumber(result.value(), expected.get("psi").asDouble(), "equal-width PSI");
        assertThat(result.bins().stream().map(PsiBin::lower))
                .containsExactlyElementsOf(doubles(expected, "edges").subList(0, 10));
        counts(result, expected, "ref_counts", PsiBin::referenceCount);
        counts(result, expected, "cur_counts", PsiBin::currentCount);
    }

    private static long[] counts(
            PsiResult result, JsonNode expected, String name, java.util.function.ToLongFunction<PsiBin> count) {
        long[] counts = result.bins().stream().mapToLong(count).toArray();
        assertThat(counts).containsExactly(longs(expected.get(name)));
        return counts;
    }

    @TestFactory
    Stream<DynamicTest> everyCategoricalFeatureAgreesWithScipy() {
        List<DynamicTest> tests = new ArrayList<>();
        for (RealData.Window window : RealData.windows()) {
            window.expected()
                    .get("categorical")
                    .properties()
                    .forEach(feature -> tests.add(DynamicTest.dynamicTest(
                            window.name() + ": " + feature.getKey(), () -> categoricalAgrees(feature.getValue()))));
        }
        assertThat(tests).hasSize(3 + 3 + 3);
        return tests.stream();
    }

    private static void categoricalAgrees(JsonNode expected) {
        long[] r = longs(expected.get("ref_counts"));
        long[] c = longs(expected.get("cur_counts"));
        ChiSquareResult chiSquare = ChiSquare.withDefaults().test(r, c);

        double psi = PopulationStabilityIndex.withDefaults().compare(r, c).value();
        Oracle.assertNumber(psi, expected.get("psi").asDouble(), "PSI");
        Oracle.assertNumber(Hellinger.distance(r, c), expected.get("hellinger").asDouble(), "Hellinger");
        Oracle.assertNumber(
                JensenShannon.distance(r, c), expected.get("js_distance_base2").asDouble(), "Jensen-Shannon");
        Oracle.assertNumber(
                TotalVariation.distance(r, c), expected.get("total_variation").asDouble(), "total variation");
        Oracle.assertNumber(LInfinity.distance(r, c), expected.get("l_infinity").asDouble(), "L-infinity");
        Oracle.assertNumber(
                chiSquare.statistic(), expected.at("/chi2/statistic").asDouble(), "chi-square");
        assertThat(chiSquare.degreesOfFreedom())
                .isEqualTo(expected.at("/chi2/dof").asInt());
        Oracle.assertProbability(chiSquare.pValue(), expected.at("/chi2/p").asDouble(), "chi-square p");
    }

    private static long[] longs(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
    }

    private static List<Double> doubles(JsonNode node, String name) {
        return StreamSupport.stream(node.get(name).spliterator(), false)
                .map(JsonNode::asDouble)
                .toList();
    }
}
