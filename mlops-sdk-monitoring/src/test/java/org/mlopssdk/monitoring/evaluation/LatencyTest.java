package org.mlopssdk.monitoring.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.mlopssdk.metric.Interval;
import org.mlopssdk.metric.Metrics;

/** A model on a clock of our own: each prediction takes as many nanoseconds as its input says. */
class LatencyTest {
    private static final long MILLI = 1_000_000;

    private static LatencyRun run(Latency latency, long... nanos) {
        AtomicLong clock = new AtomicLong();
        AtomicLong cpu = new AtomicLong();
        List<Long> inputs = LongStream.of(nanos).boxed().toList();
        return latency.withClocks(clock::get, cpu::get).record(inputs, time -> {
            clock.addAndGet(time);
            return cpu.addAndGet(time / 2);
        });
    }

    private static double value(Metrics metrics, String name) {
        return metrics.value(name).orElseThrow();
    }

    @Test
    void percentilesAreTimesThatWereRecorded() {
        long[] millis = IntStream.rangeClosed(1, 200).mapToLong(i -> i * MILLI).toArray();

        Metrics metrics =
                run(Latency.withDefaults().withWarmUp(100), millis).evaluate().metrics();

        assertThat(value(metrics, "latency.p50.ms")).isEqualTo(150);
        assertThat(value(metrics, "latency.p95.ms")).isEqualTo(195);
        assertThat(value(metrics, "latency.p99.ms")).isEqualTo(199);
        assertThat(value(metrics, "latency.max.ms")).isEqualTo(200);
        assertThat(value(metrics, "latency.mean.ms")).isCloseTo(150.5, within(1e-12));
        assertThat(value(metrics, "cpu.ms")).isCloseTo(75.25, within(1e-12));
        assertThat(value(metrics, "throughput.per.second")).isCloseTo(1000 / 150.5, within(1e-12));
        assertThat(metrics.find("latency.p50.ms").orElseThrow().n()).isEqualTo(100);
    }

    @Test
    void aPercentileBetweenTwoTimesIsTheLaterOne() {
        long[] millis = IntStream.rangeClosed(1, 10).mapToLong(i -> i * MILLI).toArray();

        Metrics metrics =
                run(Latency.withDefaults().withWarmUp(0), millis).evaluate().metrics();

        assertThat(value(metrics, "latency.p95.ms")).isEqualTo(10);
        assertThat(value(metrics, "latency.p90.ms")).isEqualTo(9);
    }

    @Test
    void thePercentilesIntervalIsOfRanksAndOpenWhereTooFewKnow() {
        long[] millis = IntStream.rangeClosed(1, 100).mapToLong(i -> i * MILLI).toArray();

        Metrics metrics =
                run(Latency.withDefaults().withWarmUp(0), millis).evaluate().metrics();
        Interval median = Objects.requireNonNull(
                metrics.find("latency.p50.ms").orElseThrow().interval());
        Interval p99 = Objects.requireNonNull(
                metrics.find("latency.p99.ms").orElseThrow().interval());

        // The 40th and the 61st of 100: scipy.stats.binom.interval(0.95, 100, 0.5) is (40, 60)
        assertThat(median.lower()).isEqualTo(40);
        assertThat(median.upper()).isEqualTo(61);
        assertThat(p99.upper()).isInfinite();
    }

    @Test
    void theWarmUpIsFoundWhereItEnds() {
        long[] nanos = new long[1000];
        Arrays.setAll(nanos, i -> (i < 200 ? 50 * MILLI / (i + 1) : 0) + MILLI + i % 7 * 10_000L);

        LatencyRun run = run(Latency.withDefaults(), nanos);

        assertThat(run.warmUp()).isBetween(20, 250);
        assertThat(value(run.evaluate().metrics(), "latency.p50.ms")).isBetween(1.0, 1.3);
        assertThat(run.evaluate().notes()).isEmpty();
        assertThat(run.toString()).contains("█").hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void aRunThatNeverSettlesSaysSo() {
        long[] nanos = new long[100];
        Arrays.setAll(nanos, i -> (200L - i) * MILLI);

        assertThat(run(Latency.withDefaults(), nanos).evaluate().notes())
                .contains("warm.up ends in the middle of the run: it was too short, or did not settle");
    }

    @Test
    void moneyIsTimeOrComputing() {
        long[] nanos = {100 * MILLI, 100 * MILLI};
        Latency latency = Latency.withDefaults().withWarmUp(0);

        // 1,000 predictions of 0.1 s are 100 s, or 50 s of CPU time
        assertThat(value(
                        run(latency.withPrice(Price.perMachineHour(3.6)), nanos)
                                .evaluate()
                                .metrics(),
                        "cost.per.thousand"))
                .isCloseTo(0.1, within(1e-12));
        assertThat(value(
                        run(latency.withPrice(Price.perCpuSecond(0.01)), nanos)
                                .evaluate()
                                .metrics(),
                        "cost.per.thousand"))
                .isCloseTo(0.5, within(1e-12));
        assertThat(run(latency, nanos).evaluate().metrics().find("cost.per.thousand"))
                .isEmpty();
    }

    @Test
    void aMachineThatDoesNotTellCpuTimeGivesNone() {
        Metrics metrics = Latency.withDefaults()
                .withWarmUp(0)
                .withClocks(System::nanoTime, () -> -1)
                .withPrice(Price.perCpuSecond(1))
                .record(List.of("a", "b"), String::length)
                .evaluate()
                .metrics();

        assertThat(metrics.find("cpu.ms")).isEmpty();
        assertThat(value(metrics, "cost.per.thousand")).isNaN();
    }

    @Test
    void bytesAreCountedWhereAskedFor() {
        Metrics metrics = Latency.withDefaults()
                .withWarmUp(1)
                .record(List.of("a", "bb", "cccc"), text -> text + text, String::length, String::length)
                .evaluate()
                .metrics();

        assertThat(value(metrics, "input.bytes")).isEqualTo(3);
        assertThat(value(metrics, "output.bytes")).isEqualTo(6);
    }

    @Test
    void realClocksMeasureSomething() {
        List<double[]> inputs = Collections.nCopies(500, new double[] {1, 2, 3});
        LatencyRun run = Latency.withDefaults()
                .withPrice(Price.perMachineHour(0.40))
                .record(inputs, row -> Arrays.stream(row).sum());
        Metrics metrics = run.evaluate().metrics(); // latency.p95.ms, throughput.per.second, ...

        assertThat(value(metrics, "latency.p95.ms")).isPositive();
        assertThat(value(metrics, "throughput.per.second")).isPositive();
        assertThat(run.millis()).hasSize(500 - run.warmUp());
    }

    @Test
    void refusesRunsThatEndBeforeTheyAreWarm() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(Latency.withDefaults().withWarmUp(2), 1, 2))
                .withMessageContaining("2 inputs, and a warm-up of 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(Latency.withDefaults()))
                .withMessageContaining("0 inputs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Latency.withDefaults().withWarmUp(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Price.perCpuSecond(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> Price.perMachineHour(-1));
    }
}
