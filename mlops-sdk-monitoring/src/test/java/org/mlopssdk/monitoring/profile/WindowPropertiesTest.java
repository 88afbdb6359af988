package org.mlopssdk.monitoring.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnov;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnovResult;
import org.mlopssdk.monitoring.statistic.PValueMethod;
import org.mlopssdk.monitoring.statistic.PopulationStabilityIndex;
import org.mlopssdk.monitoring.table.Table;

class WindowPropertiesTest {

    @Provide
    Arbitrary<double[]> tied() {
        Arbitrary<Double> few = Arbitraries.of(
                Double.NEGATIVE_INFINITY, -2.0, -0.0, 0.0, 0.5, 1.0, 2.0, 3.0, 7.0, Double.POSITIVE_INFINITY);
        return few.array(double[].class).ofMinSize(1).ofMaxSize(60);
    }

    @Provide
    Arbitrary<double[]> many() {
        Arbitrary<Double> values = Arbitraries.oneOf(
                Arbitraries.doubles().between(-10, 10),
                Arbitraries.integers().between(-9, 9).map(i -> (double) i));
        return values.array(double[].class).ofMinSize(1).ofMaxSize(400);
    }

    @Property(seed = "1")
    void testingTheCountersIsTestingTheValues(@ForAll("tied") double[] x, @ForAll("tied") double[] y) {
        assertSameAsOfValues(x, y);
    }

    @Property(seed = "1")
    void testingTheCountersIsTestingTheValuesAlsoWhereTheyDiffer(
            @ForAll("many") double[] x, @ForAll("many") double[] y) {
        assertSameAsOfValues(x, y);
    }

    private static void assertSameAsOfValues(double[] x, double[] y) {
        ReferenceProfile profile = profile(x, 8192);
        NumericComparison found = window(profile, y).numeric("x").compare();

        KolmogorovSmirnovResult expected =
                KolmogorovSmirnov.withDefaults().with(PValueMethod.ASYMPTOTIC).test(x, y);
        KsBounds ks = Objects.requireNonNull(found.ks());
        assertThat(ks.isExact()).isTrue();
        assertThat(ks.atLeast().statistic()).isEqualTo(expected.statistic());
        assertThat(ks.atLeast().pValue()).isEqualTo(expected.pValue());
        assertThat(ks.atLeast().sign()).isEqualTo(expected.sign());
        assertThat(Objects.requireNonNull(found.psi()))
                .isEqualTo(PopulationStabilityIndex.withDefaults().compare(x, y));
        assertThat(found.below()).isEqualTo(count(y, Double.NEGATIVE_INFINITY, min(x)));
        assertThat(found.above())
                .isEqualTo(Arrays.stream(y).filter(v -> v > max(x)).count());
    }

    private static long count(double[] values, double from, double below) {
        return Arrays.stream(values).filter(v -> v >= from && v < below).count();
    }

    private static double min(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    @Property(seed = "1")
    void aCompressedReferenceCertifiesAnIntervalAroundTheStatistic(
            @ForAll("many") double[] x, @ForAll("many") double[] y) {
        NumericComparison found = window(profile(x, 32), y).numeric("x").compare();

        KolmogorovSmirnovResult exact =
                KolmogorovSmirnov.withDefaults().with(PValueMethod.ASYMPTOTIC).test(x, y);
        KsBounds ks = Objects.requireNonNull(found.ks());
        assertThat(exact.statistic())
                .isBetween(ks.atLeast().statistic(), ks.atMost().statistic());
        assertThat(exact.pValue()).isBetween(ks.atMost().pValue(), ks.atLeast().pValue());
        // The bins' edges are break points, so compression costs the index nothing.
        assertThat(found.psi())
                .isEqualTo(PopulationStabilityIndex.withDefaults().compare(x, y));
    }

    @Property(seed = "1")
    void theIntervalIsNoWiderThanTheLargestGap(@ForAll("many") double[] x, @ForAll("many") double[] y) {
        ReferenceProfile profile = profile(x, 32);
        KsBounds ks =
                Objects.requireNonNull(window(profile, y).numeric("x").compare().ks());

        NumericReference reference = (NumericReference) profile.references().get(0);
        double widest = Arrays.stream(reference.gaps()).max().orElse(0) / (double) x.length;
        assertThat(ks.atMost().statistic() - ks.atLeast().statistic()).isLessThanOrEqualTo(widest + 1e-12);
    }

    @Property(seed = "1")
    void anySplitAddsUpToOnePass(@ForAll("many") double[] x, @ForAll("many") double[] y, @ForAll Random random) {
        ReferenceProfile profile = profile(x, 32);
        List<Window> parts = List.of(profile.newWindow(), profile.newWindow(), profile.newWindow());
        for (double value : y) {
            parts.get(random.nextInt(3)).record("x", value);
        }

        Window whole = window(profile, y);
        assertThat(Window.sum(parts).toJson()).isEqualTo(whole.toJson());
        assertThat(Window.sum(parts).compare()).isEqualTo(whole.compare());
        assertThat(Window.sum(parts.get(2), parts.get(0), parts.get(1)).toJson())
                .isEqualTo(whole.toJson());
    }

    @Property(seed = "1")
    void theOrderOfRecordingDoesNotMatter(
            @ForAll("many") double[] x, @ForAll("many") double[] y, @ForAll Random random) {
        List<Double> shuffled = Arrays.asList(Arrays.stream(y).boxed().toArray(Double[]::new));
        Collections.shuffle(shuffled, random);
        double[] other = shuffled.stream().mapToDouble(value -> value).toArray();

        ReferenceProfile profile = profile(x, 8192);
        assertThat(window(profile, other).toJson()).isEqualTo(window(profile, y).toJson());
    }

    @Property(seed = "1")
    void jsonReadsBackAsItWas(@ForAll("tied") double[] x, @ForAll("many") double[] y) {
        ReferenceProfile profile = profile(y, 32);
        ReferenceProfile readBack = ReferenceProfile.fromJson(profile.toJson());
        Window window = window(profile, x);
        Window windowBack = Window.fromJson(window.toJson(), readBack);

        assertThat(readBack.toJson()).isEqualTo(profile.toJson());
        assertThat(windowBack.toJson()).isEqualTo(window.toJson());
        assertThat(windowBack.compare()).isEqualTo(window.compare());
    }

    private static ReferenceProfile profile(double[] values, int maxBreakPoints) {
        return ReferenceProfile.options()
                .withMaxBreakPoints(maxBreakPoints)
                .withBinning(Binning.DECILES)
                .fit(table(values));
    }

    private static Window window(ReferenceProfile profile, double[] values) {
        return profile.newWindow().recordAll(table(values));
    }

    private static Table table(double[] values) {
        return Table.builder().column("x", values).build();
    }
}
