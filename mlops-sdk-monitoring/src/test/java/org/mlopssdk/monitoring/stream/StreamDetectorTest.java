package org.mlopssdk.monitoring.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlopssdk.monitoring.statistic.Oracle;

class StreamDetectorTest {

    static Stream<StreamDetector> detectors() {
        return Stream.of(
                Adwin.withDefaults().start(),
                Adwin.withDefaults().keepsRecent(true).start(),
                PageHinkley.withDefaults().start(),
                Ddm.withDefaults().start());
    }

    /** A stream of errors whose rate rises from 10 to 60 % after 1,000 values. */
    private static double[] risingErrors() {
        Oracle.Lcg numbers = new Oracle.Lcg(11);
        double[] values = new double[2000];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.next() < (i < 1000 ? 0.1 : 0.6) ? 1 : 0;
        }
        return values;
    }

    private static List<DetectorState> states(StreamDetector detector, double[] values) {
        List<DetectorState> states = new ArrayList<>();
        for (double value : values) {
            states.add(detector.update(value));
        }
        return states;
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void beforeTheFirstValueNothingIsKnownAndNothingIsWrong(StreamDetector detector) {
        assertThat(detector.state()).isEqualTo(DetectorState.STABLE);
        assertThat(detector.estimate()).isNaN();
        assertThat(detector.values() + detector.drifts() + detector.ignored()).isZero();
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void aRiseOfTheErrorRateIsFoundWithinTwoHundredValuesAndNeverSaidTwiceInARow(StreamDetector detector) {
        List<DetectorState> states = states(detector, risingErrors());

        assertThat(states.subList(1000, 1200)).contains(DetectorState.DRIFT);
        for (int i = 1; i < states.size(); i++) {
            assertThat(states.get(i - 1) == DetectorState.DRIFT && states.get(i) == DetectorState.DRIFT)
                    .isFalse();
        }
        assertThat(detector.drifts())
                .isEqualTo(states.stream()
                        .filter(state -> state == DetectorState.DRIFT)
                        .count());
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void aResetDetectorIsAsNew(StreamDetector detector) {
        List<DetectorState> states = states(detector, risingErrors());
        detector.update(Double.NaN);
        detector.reset();

        beforeTheFirstValueNothingIsKnownAndNothingIsWrong(detector);
        assertThat(states(detector, risingErrors())).isEqualTo(states);
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void aResetRightAfterADriftForgetsThatThereWasOne(StreamDetector detector) {
        List<DetectorState> states = states(detector, risingErrors());
        detector.reset();
        double[] upToDrift = Arrays.copyOf(risingErrors(), states.indexOf(DetectorState.DRIFT) + 1);
        states(detector, upToDrift);
        assertThat(detector.state()).isEqualTo(DetectorState.DRIFT);
        detector.reset();

        assertThat(states(detector, risingErrors())).isEqualTo(states);
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void whatIsNoNumberIsCountedAndChangesNothingElse(StreamDetector detector) {
        List<DetectorState> expected = states(detector, risingErrors());
        String line = detector.toString();
        detector.reset();
        List<DetectorState> states = new ArrayList<>();
        for (double value : risingErrors()) {
            states.add(detector.update(value));
            for (double broken : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1e101}) {
                assertThat(detector.update(broken)).isNotEqualTo(DetectorState.DRIFT);
            }
        }

        assertThat(states).isEqualTo(expected);
        assertThat(detector.ignored()).isEqualTo(6000);
        assertThat(detector.values()).isEqualTo(2000);
        assertThat(detector.toString().replace("6000 ignored", "0 ignored")).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void aConstantStreamNeverDrifts(double value) {
        detectors().forEach(detector -> {
            for (int i = 0; i < 20_000; i++) {
                assertThat(detector.update(value)).isEqualTo(DetectorState.STABLE);
            }
            assertThat(detector.estimate()).isEqualTo(value);
        });
    }

    /** Nanoseconds, for example: the sum of many equal values is rounded, and its rounding is no change. */
    @ParameterizedTest
    @ValueSource(doubles = {-1e6 / 3, 1e9 / 3, 1e15 / 3, -1e100 / 3, 1e-300 / 3})
    void aConstantThatNoDoubleHoldsExactlyNeverDriftsEither(double value) {
        for (StreamDetector detector : List.of(
                Adwin.withDefaults().start(),
                Adwin.withDefaults().clock(1).keepsRecent(true).start(),
                PageHinkley.withDefaults().start())) {
            for (int i = 0; i < 20_000; i++) {
                assertThat(detector.update(value)).isEqualTo(DetectorState.STABLE);
            }
            assertThat(detector.estimate()).isEqualTo(value);
        }
    }

    /** What has left the window takes its rounding along, or every later check would alarm at a mean that no value has. */
    @ParameterizedTest
    @ValueSource(doubles = {1e10, 1e17, -1e50, 1e100})
    void wildLossesThatHaveLeftTheWindowLeaveNothingBehind(double wild) {
        Oracle.Lcg numbers = new Oracle.Lcg(17);
        AdwinDetector detector = Adwin.withDefaults().keepsRecent(true).start();
        for (int i = 0; i < 1_000; i++) {
            detector.update(numbers.next());
        }
        for (int i = 0; i < 200; i++) {
            detector.update(wild);
        }
        double[] after = new double[5_000];
        for (int i = 0; i < after.length; i++) {
            after[i] = numbers.next();
            detector.update(after[i]);
        }

        int width = Math.toIntExact(detector.width());
        assertThat(width).isBetween(4_900, 5_000);
        assertThat(detector.drifts()).isLessThan(10);
        double[] window = Arrays.copyOfRange(after, after.length - width, after.length);
        double mean = Arrays.stream(window).average().orElseThrow();
        assertThat(detector.estimate()).isCloseTo(mean, within(1e-12));
        assertThat(detector.variance())
                .isCloseTo(
                        Arrays.stream(window)
                                .map(value -> (value - mean) * (value - mean))
                                .average()
                                .orElseThrow(),
                        within(1e-12));
    }

    @Test
    void theOldestValuesLeaveAWindowThatIsKept() {
        AdwinDetector keeping = Adwin.withDefaults().keepsRecent(true).start();
        states(keeping, risingErrors());

        assertThat(keeping.width()).isBetween(900L, 1050L);
        assertThat(keeping.estimate()).isBetween(0.55, 0.65);
        assertThat(keeping.variance()).isCloseTo(keeping.estimate() * (1 - keeping.estimate()), within(0.02));
    }

    @Test
    void aModelThatGetsBetterDriftsUnlessOnlyRisesCount() {
        double[] values = risingErrors();
        for (int i = 0; i < values.length; i++) {
            values[i] = 1 - values[i];
        }
        PageHinkley settings = PageHinkley.withDefaults();

        assertThat(states(settings.start(), values)).contains(DetectorState.DRIFT);
        assertThat(states(settings.direction(PageHinkley.Direction.DOWN).start(), values))
                .contains(DetectorState.DRIFT);
        assertThat(states(settings.direction(PageHinkley.Direction.UP).start(), values))
                .doesNotContain(DetectorState.DRIFT);
        assertThat(states(Ddm.withDefaults().start(), values).subList(1000, 2000))
                .doesNotContain(DetectorState.DRIFT);
    }

    @Test
    void adwinIsQuietWhileNothingChangesAndFindsARiseByATenth() {
        long seed = Long.getLong("mlops.seed", 1);
        System.out.println("StreamDetectorTest: mlops.seed=" + seed);
        long falseAlarms = 0;
        for (int stream = 0; stream < 50; stream++) {
            Oracle.Lcg numbers = new Oracle.Lcg(seed * 1_000 + stream);
            StreamDetector detector = Adwin.withDefaults().start();
            for (int i = 0; i < 20_000; i++) {
                detector.update(numbers.next() < 0.2 ? 1 : 0);
            }
            falseAlarms += detector.drifts();
            int delay = 0;
            while (detector.update(numbers.next() < 0.3 ? 1 : 0) != DetectorState.DRIFT) {
                delay++;
                assertThat(delay).isLessThan(3000);
            }
        }
        assertThat(falseAlarms).isLessThanOrEqualTo(2);
    }

    @Test
    void ddmWarnsBeforeItAlarms() {
        List<DetectorState> states = states(Ddm.withDefaults().start(), risingErrors());

        int drift = states.indexOf(DetectorState.DRIFT);
        assertThat(states.get(drift - 1)).isEqualTo(DetectorState.WARNING);
        assertThat(states.subList(0, drift)).contains(DetectorState.STABLE);
    }

    @Test
    void ddmTakesErrorsOnlyAndAWrongValueChangesNothing() {
        DdmDetector detector = Ddm.withDefaults().start();
        for (double error : risingErrors()) {
            if (detector.update(error) == DetectorState.DRIFT) {
                break;
            }
        }
        String line = detector.toString();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> detector.update(0.5))
                .withMessageContaining("1 for an error and 0 for none; got 0.5");
        assertThat(detector).hasToString(line);
    }

    /** As river does: two values, each a part of its own, are a drift to the most careless settings. */
    @Test
    void aPartMayBeAsSmallAsTheSettingsSay() {
        Adwin careless = Adwin.withDefaults().delta(0.99).clock(1).minWindow(1).gracePeriod(0);

        assertThat(states(careless.start(), new double[] {0, 100}))
                .containsExactly(DetectorState.STABLE, DetectorState.DRIFT);
        assertThat(states(careless.minWindow(2).start(), new double[] {0, 100, 100}))
                .containsOnly(DetectorState.STABLE);
    }

    @Test
    void memoryGrowsWithTheLogarithmOfTheWindowAndUpdatesAllocateNothingElse() {
        List<StreamDetector> all = detectors().toList();
        Oracle.Lcg numbers = new Oracle.Lcg(5);
        long before = 0;
        for (int i = 0; i < 600_000; i++) {
            if (i == 200_000) {
                before = allocatedBytes();
            }
            double value = numbers.next() < 0.2 ? 1 : 0;
            for (int each = 0; each < all.size(); each++) {
                all.get(each).update(value);
            }
        }

        // 1.6 million updates: a few rows of buckets of about 200 bytes, and what the meter itself takes.
        assertThat(allocatedBytes() - before).isLessThan(20_000);
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void settingsOutOfRangeAreRefusedWithTheRange() {
        refused(() -> Adwin.withDefaults().delta(0), "lies in (0, 1)");
        refused(() -> Adwin.withDefaults().delta(Double.NaN), "lies in (0, 1)");
        refused(() -> Adwin.withDefaults().clock(0), "are positive");
        refused(() -> Adwin.withDefaults().maxBuckets(1), "2 to 10,000");
        refused(() -> Adwin.withDefaults().minWindow(0), "are positive");
        refused(() -> Adwin.withDefaults().gracePeriod(-1), "not negative");
        refused(() -> PageHinkley.withDefaults().minValues(0), "is positive");
        refused(() -> PageHinkley.withDefaults().delta(-1), "not negative");
        refused(() -> PageHinkley.withDefaults().threshold(0), "positive");
        refused(() -> PageHinkley.withDefaults().threshold(Double.NaN), "finite");
        refused(() -> PageHinkley.withDefaults().threshold(1e101), "at most 1.0E100 in size; got 1.0E101");
        refused(() -> PageHinkley.withDefaults().alpha(1.1), "(0, 1]");
        refused(() -> Ddm.withDefaults().warmUp(-1), "not negative");
        refused(() -> Ddm.withDefaults().levels(3, 2), "between 0 and that of drift");
        refused(() -> Ddm.withDefaults().levels(1, Double.POSITIVE_INFINITY), "finite");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
    }

    @Test
    void aDetectorTellsInOneLineWhereItStandsOrInTwoWhereThatWouldBeTooLong() {
        StreamDetector adwin = Adwin.withDefaults().start();
        StreamDetector pageHinkley = PageHinkley.withDefaults().start();
        StreamDetector ddm = Ddm.withDefaults().start();
        for (int i = 0; i < 1000; i++) {
            Stream.of(adwin, pageHinkley, ddm).forEach(detector -> detector.update(0));
        }
        for (StreamDetector detector : List.of(adwin, pageHinkley, ddm)) {
            detector.update(1);
            detector.update(Double.NaN);
        }

        assertThat(adwin)
                .hasToString("Adwin[stable, mean 9.99E-4 over the last 1001; 1001 values, 0 drifts, 1 ignored]");
        assertThat(pageHinkley.toString().lines())
                .containsExactly(
                        "PageHinkley[stable, mean 9.99E-4, rise 0.9945 and fall 0.0 of 50.0;",
                        "  1001 values, 0 drifts, 1 ignored]");
        assertThat(ddm).hasToString("Ddm[stable, error rate 9.99E-4, lowest 0.0; 1001 values, 1 drifts, 1 ignored]");
    }
}
