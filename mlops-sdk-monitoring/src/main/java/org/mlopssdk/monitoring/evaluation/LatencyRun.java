package org.mlopssdk.monitoring.evaluation;

import java.util.Arrays;
import java.util.Map;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.metric.Interval;

/**
 * A recorded run of a model. Immutable.
 *
 * <p>{@link #evaluate()} gives, over the predictions after the warm-up, all of which are kept, so that percentiles are exact:
 *
 * <ul>
 *   <li>{@code latency.p50.ms}, {@code .p90.}, {@code .p95.} and {@code .p99.ms}: the smallest recorded time that so many of
 *       all do not exceed, with the exact interval by ranks, whose upper end is infinite where there are too few predictions to
 *       know; {@code latency.max.ms}; and {@code latency.mean.ms} with a bootstrap interval;
 *   <li>{@code throughput.per.second}: predictions of one thread, one after the other;
 *   <li>{@code cpu.ms}: the mean CPU time; where the machine tells;
 *   <li>{@code input.bytes} and {@code output.bytes}: mean sizes; where asked for;
 *   <li>{@code cost.per.thousand}: the money for a thousand predictions; where a price was declared. NaN for a price per
 *       CPU second where the machine does not tell the CPU time;
 *   <li>{@code warm.up}: how many predictions at the start do not count.
 * </ul>
 *
 * <p>Where no warm-up was declared, it ends where the mean of the logarithms of what is left is best known: the start d that
 * minimises their variance / (number left), taken in steps of five predictions (MSER-5: White K. P. (1997): An effective truncation
 * heuristic for bias reduction in simulation output. Simulation 69, 323-334). It is at most half of the run; if it is, a note says
 * that the run was too short to warm up.
 *
 * @since 0.1.0
 */
public final class LatencyRun {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int BATCH = 5;
    private static final int[] PERCENTILES = {50, 90, 95, 99};

    private final double[] nanos;
    private final double[] cpu;
    private final double[] inputBytes;
    private final double[] outputBytes;
    private final int warmUp;
    private final boolean stillWarming;
    private final @Nullable Price price;

    LatencyRun(
            double[] nanos,
            double[] cpu,
            double[] inputBytes,
            double[] outputBytes,
            int declaredWarmUp,
            @Nullable Price price) {
        this.nanos = nanos;
        this.cpu = cpu;
        this.inputBytes = inputBytes;
        this.outputBytes = outputBytes;
        int batches = nanos.length / BATCH;
        this.warmUp = declaredWarmUp >= 0 ? declaredWarmUp : BATCH * warmBatches(batches);
        this.stillWarming = declaredWarmUp < 0 && warmUp > 0 && warmUp == BATCH * (batches / 2);
        this.price = price;
    }

    private int warmBatches(int batches) {
        double sum = 0;
        double squares = 0;
        double least = Double.POSITIVE_INFINITY;
        int best = 0;
        for (int start = batches - 1; start >= 0; start--) {
            double mean = 0;
            for (int i = start * BATCH; i < (start + 1) * BATCH; i++) {
                mean += Math.log(Math.max(1, nanos[i])) / BATCH;
            }
            sum += mean;
            squares += mean * mean;
            double left = batches - start;
            double error = Math.max(0, squares - sum * sum / left) / (left * left);
            if (start <= batches / 2 && error <= least) {
                least = error;
                best = start;
            }
        }
        return best;
    }

    /**
     * How many predictions at the start do not count.
     *
     * @return the number, declared or found
     */
    public int warmUp() {
        return warmUp;
    }

    /**
     * The times of the predictions that count, in their order.
     *
     * @return a new array, in milliseconds
     */
    public double[] millis() {
        return Arrays.stream(nanos, warmUp, nanos.length)
                .map(time -> time / NANOS_PER_MILLI)
                .toArray();
    }

    /**
     * The metrics, with {@link Intervals#withDefaults()}.
     *
     * @return the evaluation
     */
    public Evaluation evaluate() {
        return evaluate(Intervals.withDefaults());
    }

    /**
     * The metrics.
     *
     * @param intervals how intervals are made
     * @return the evaluation
     */
    public Evaluation evaluate(Intervals intervals) {
        Findings findings = new Findings(intervals);
        double[] millis = millis();
        double mean = percentiles(millis, findings);
        findings.add("throughput.per.second", NANOS_PER_SECOND / NANOS_PER_MILLI / mean, millis.length, null);
        double cpuNanos = mean(cpu);
        optional("cpu.ms", cpuNanos / NANOS_PER_MILLI, findings);
        optional("input.bytes", mean(inputBytes), findings);
        optional("output.bytes", mean(outputBytes), findings);
        if (price != null) {
            findings.add("cost.per.thousand", price.perThousand(mean * NANOS_PER_MILLI, cpuNanos), millis.length, null);
        }
        findings.add("warm.up", warmUp, nanos.length, null);
        if (stillWarming) {
            findings.note("warm.up", Map.of(), "ends in the middle of the run: it was too short, or did not settle");
        }
        return findings.of("recorded run, " + Display.count(millis.length) + " predictions after a warm-up of "
                + Display.count(warmUp));
    }

    private double percentiles(double[] millis, Findings findings) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        for (int percent : PERCENTILES) {
            int rank = Math.toIntExact(((long) percent * sorted.length + 99) / 100);
            findings.add(
                    "latency.p" + percent + ".ms",
                    sorted[rank - 1],
                    sorted.length,
                    ranked(sorted, percent, findings.intervals().confidence()));
        }
        findings.add("latency.max.ms", sorted[sorted.length - 1], sorted.length, null);
        double mean = RowStatistics.total(millis) / millis.length;
        findings.bootstrapped("latency.mean.ms", Map.of(), mean, millis.length, meanInterval(millis, mean, findings));
        return mean;
    }

    /** The ranks between which a percentile lies: how many of the times are below it is a binomial number. */
    private static Interval ranked(double[] sorted, int percent, double confidence) {
        BinomialDistribution below = BinomialDistribution.of(sorted.length, percent / 100.0);
        double tail = (1 - confidence) / 2;
        int first = below.inverseCumulativeProbability(tail);
        int last = below.inverseSurvivalProbability(tail) + 1;
        return new Interval(
                first == 0 ? 0 : sorted[first - 1],
                last > sorted.length ? Double.POSITIVE_INFINITY : sorted[last - 1],
                confidence);
    }

    private static @Nullable Interval meanInterval(double[] millis, double mean, Findings findings) {
        if (findings.intervals().resamples() == 0 || millis.length < 2) {
            return null;
        }
        RowStatistics statistics = new RowStatistics(millis.length);
        int place = statistics.mean(millis);
        return Bootstrap.bca(
                mean,
                statistics.run(findings.intervals())[place],
                Bootstrap.acceleration(statistics.leftOut(place), null),
                findings.intervals().confidence());
    }

    private double mean(double[] values) {
        return Arrays.stream(values, warmUp, values.length).average().orElse(Double.NaN);
    }

    private void optional(String name, double value, Findings findings) {
        if (!Double.isNaN(value)) {
            findings.add(name, value, nanos.length - warmUp, null);
        }
    }

    /**
     * One line for people: how many predictions, and a drawing of the times in the order of the run.
     *
     * @return one line of at most 100 characters
     */
    @Override
    public String toString() {
        int columns = Math.min(40, nanos.length);
        double[] means = new double[columns];
        Arrays.setAll(
                means,
                i -> Arrays.stream(nanos, (int) ((long) i * nanos.length / columns), (int)
                                ((i + 1L) * nanos.length / columns))
                        .average()
                        .orElse(Double.NaN));
        return "LatencyRun[" + Display.count(nanos.length) + " predictions, warm-up " + Display.count(warmUp) + "] "
                + Display.sparkline(means);
    }
}
