package org.mlopssdk.monitoring.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class StreamDetectorPropertiesTest {

    @Provide
    Arbitrary<double[]> streams() {
        Arbitrary<Double> values = Arbitraries.oneOf(
                Arbitraries.integers().between(-3, 3).map(Integer::doubleValue),
                Arbitraries.doubles().between(-1000, 1000));
        return values.array(double[].class).ofMaxSize(400);
    }

    @Provide
    Arbitrary<double[]> errors() {
        return Arbitraries.of(0.0, 1.0).array(double[].class).ofMaxSize(600);
    }

    @Property(tries = 200, seed = "1")
    void theWindowOfAdwinIsAlwaysASuffixOfTheStream(
            @ForAll("streams") double[] values,
            @ForAll @IntRange(min = 1, max = 9) int clock,
            @ForAll @IntRange(min = 2, max = 9) int maxBuckets) {
        AdwinDetector detector = Adwin.withDefaults()
                .delta(0.3)
                .clock(clock)
                .maxBuckets(maxBuckets)
                .keepsRecent(true)
                .start();
        for (int i = 0; i < values.length; i++) {
            detector.update(values[i]);
            int width = Math.toIntExact(detector.width());
            assertThat(width).isBetween(1, i + 1);
            double[] window = Arrays.copyOfRange(values, i + 1 - width, i + 1);
            double mean = Arrays.stream(window).average().orElseThrow();
            double variance = Arrays.stream(window)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElseThrow();
            assertThat(detector.estimate()).isCloseTo(mean, within(1e-9));
            assertThat(detector.variance()).isCloseTo(variance, within(1e-6));
        }
    }

    @Property(tries = 200, seed = "1")
    void bucketsCoverTheWindowAndNoRowHoldsMoreThanItMay(
            @ForAll @IntRange(min = 0, max = 3000) int added,
            @ForAll @IntRange(min = 0, max = 10) int dropped,
            @ForAll @IntRange(min = 2, max = 9) int maxBuckets) {
        ExponentialHistogram histogram = new ExponentialHistogram(maxBuckets);
        for (int i = 0; i < added; i++) {
            histogram.add(i);
        }
        for (int i = 0; i < dropped && histogram.rows() > 1; i++) {
            histogram.dropOldest();
        }
        long covered = 0;
        for (int row = 0; row < histogram.rows(); row++) {
            assertThat(histogram.buckets(row)).isBetween(1, maxBuckets);
            covered += histogram.buckets(row) << row;
        }
        assertThat(covered).isEqualTo(histogram.width());
        assertThat(histogram.rows()).isLessThanOrEqualTo(2 + (int) (Math.log(added + 1) / Math.log(2)));
    }

    @Property(tries = 200, seed = "1")
    void pageHinkleySeesTheMirrorImageInTheMirroredStream(@ForAll("streams") double[] values) {
        PageHinkley settings = PageHinkley.withDefaults().threshold(100);
        PageHinkleyDetector up = settings.direction(PageHinkley.Direction.UP).start();
        PageHinkleyDetector down =
                settings.direction(PageHinkley.Direction.DOWN).start();
        for (double value : values) {
            assertThat(up.update(value)).isEqualTo(down.update(-value));
            assertThat(up.rise()).isEqualTo(down.fall()).isNotNegative();
            assertThat(up.estimate()).isEqualTo(0.0 - down.estimate());
        }
    }

    @Property(tries = 200, seed = "1")
    void ddmNeverWarnsNorAlarmsWhileItWarmsUpAndItsRateIsTheShareOfErrors(@ForAll("errors") double[] errors) {
        DdmDetector detector = Ddm.withDefaults().start();
        int since = 0;
        for (int i = 0; i < errors.length; i++) {
            DetectorState state = detector.update(errors[i]);
            double share = Arrays.stream(errors, since, i + 1).average().orElseThrow();
            assertThat(detector.estimate()).isCloseTo(share, within(1e-12));
            if (i - since < 30) {
                assertThat(state).isEqualTo(DetectorState.STABLE);
            }
            since = state == DetectorState.DRIFT ? i + 1 : since;
        }
    }
}
