package org.mlopssdk.monitoring.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The detectors against river 0.26.1 on generated streams: every drift at the same value, every estimate to 1e-9. */
class RiverTest {

    /** What a detector says while a stream passes. */
    private static final class Watch {
        private final StreamDetector detector;
        private final List<Integer> drifts = new ArrayList<>();
        private final List<Integer> warnings = new ArrayList<>();
        private double sum;

        Watch(StreamDetector detector, double[] values) {
            this.detector = detector;
            for (int i = 0; i < values.length; i++) {
                DetectorState state = detector.update(values[i]);
                if (state == DetectorState.DRIFT) {
                    drifts.add(i);
                } else if (state == DetectorState.WARNING) {
                    warnings.add(i);
                }
                sum += detector.estimate();
            }
        }

        void agrees(StreamCase stream, int field) {
            assertThat(drifts).as("drifts of %s", stream).isEqualTo(stream.integers(field));
            assertThat(detector.drifts()).as("drifts of %s", stream).isEqualTo(drifts.size());
            assertThat(detector.values()).isEqualTo(stream.length());
        }
    }

    private static void close(double actual, double expected, String what, StreamCase stream) {
        if (Double.isNaN(expected)) {
            assertThat(actual).as("%s of %s", what, stream).isNaN();
        } else {
            assertThat(Math.abs(actual - expected))
                    .as("%s of %s: %s against %s", what, stream, actual, expected)
                    .isLessThanOrEqualTo(1e-9 * Math.max(1, Math.abs(expected)));
        }
    }

    @Test
    void adwinCutsItsWindowWhereRiverDoes() {
        List<StreamCase> streams = StreamCase.of("adwin");
        for (StreamCase stream : streams) {
            AdwinDetector detector = new Adwin(
                            stream.number(0),
                            stream.integer(1),
                            stream.integer(2),
                            stream.integer(3),
                            stream.integer(4),
                            stream.text(5).equals("True"))
                    .start();
            Watch watch = new Watch(detector, stream.values());

            watch.agrees(stream, 6);
            close(watch.sum, stream.number(7), "sum of means", stream);
            close(detector.estimate(), stream.number(8), "mean", stream);
            assertThat(detector.width()).as("width of %s", stream).isEqualTo(stream.integer(9));
            close(detector.variance(), stream.number(10), "variance", stream);
        }
        assertThat(streams).hasSizeGreaterThanOrEqualTo(200);
        assertThat(streams).filteredOn(stream -> !stream.text(6).isEmpty()).hasSizeGreaterThan(100);
    }

    @Test
    void pageHinkleyAlarmsWhereRiverDoes() {
        List<StreamCase> streams = StreamCase.of("page_hinkley");
        for (StreamCase stream : streams) {
            PageHinkleyDetector detector = new PageHinkley(
                            stream.integer(0),
                            stream.number(1),
                            stream.number(2),
                            stream.number(3),
                            PageHinkley.Direction.valueOf(stream.text(4).toUpperCase(Locale.ROOT)))
                    .start();
            Watch watch = new Watch(detector, stream.values());

            watch.agrees(stream, 5);
            close(watch.sum, stream.number(6), "sum of means", stream);
            close(detector.estimate(), stream.number(7), "mean", stream);
            close(detector.rise(), stream.number(8), "rise", stream);
            close(detector.fall(), stream.number(9), "fall", stream);
        }
        assertThat(streams).hasSizeGreaterThanOrEqualTo(200);
        assertThat(streams).filteredOn(stream -> !stream.text(5).isEmpty()).hasSizeGreaterThan(100);
    }

    @Test
    void ddmWarnsAndAlarmsWhereRiverDoes() {
        List<StreamCase> streams = StreamCase.of("ddm");
        for (StreamCase stream : streams) {
            DdmDetector detector = new Ddm(stream.integer(0), stream.number(1), stream.number(2)).start();
            Watch watch = new Watch(detector, stream.values());

            watch.agrees(stream, 3);
            assertThat(watch.warnings.stream().limit(10))
                    .as("warnings of %s", stream)
                    .isEqualTo(stream.integers(4));
            assertThat(watch.warnings).as("warnings of %s", stream).hasSize(stream.integer(5));
            close(watch.sum, stream.number(6), "sum of rates", stream);
            close(detector.estimate(), stream.number(7), "rate", stream);
            close(detector.lowest(), stream.number(8), "lowest rate", stream);
        }
        assertThat(streams).hasSizeGreaterThanOrEqualTo(200);
        assertThat(streams).filteredOn(stream -> !stream.text(3).isEmpty()).hasSizeGreaterThan(100);
    }
}
