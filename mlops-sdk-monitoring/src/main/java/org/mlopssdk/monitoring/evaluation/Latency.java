package org.mlopssdk.monitoring.evaluation;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Runs a model over inputs, one at a time on the calling thread, and records how long each prediction takes and how much CPU time.
 * Settings are immutable; the predictions at the start, while the machine warms up, are told apart by {@link
 * #withWarmUp(int) a number}, or else found ({@link LatencyRun}).
 *
 * <pre>{@code
 * List<double[]> inputs = Collections.nCopies(500, new double[] {1, 2, 3});
 * LatencyRun run = Latency.withDefaults()
 *         .withPrice(Price.perMachineHour(0.40))
 *         .record(inputs, row -> Arrays.stream(row).sum());
 * Metrics metrics = run.evaluate().metrics(); // latency.p95.ms, throughput.per.second, ...
 * }</pre>
 *
 * <p>What is measured is the model alone, one prediction after the other. How long requests wait for each other in a service is
 * another matter, and not in these numbers.
 *
 * @since 0.1.0
 */
public final class Latency {
    private static final Latency DEFAULTS = new Latency(System::nanoTime, Latency::cpuTime, -1, null);

    private final LongSupplier clock;
    private final LongSupplier cpuClock;
    private final int warmUp;
    private final @Nullable Price price;

    private Latency(LongSupplier clock, LongSupplier cpuClock, int warmUp, @Nullable Price price) {
        this.clock = clock;
        this.cpuClock = cpuClock;
        this.warmUp = warmUp;
        this.price = price;
    }

    /** The CPU time of this thread; -1 where the machine does not tell. */
    private static long cpuTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()
                ? threads.getCurrentThreadCpuTime()
                : -1;
    }

    /**
     * The machine's clocks, the warm-up found, no price.
     *
     * @return the settings
     */
    public static Latency withDefaults() {
        return DEFAULTS;
    }

    /**
     * The same with a known warm-up.
     *
     * @param predictions how many predictions at the start do not count, not negative
     * @return new settings
     * @throws IllegalArgumentException if it is negative
     */
    public Latency withWarmUp(int predictions) {
        if (predictions < 0) {
            throw new IllegalArgumentException("A warm-up is not negative; got " + predictions + " predictions.");
        }
        return new Latency(clock, cpuClock, predictions, price);
    }

    /**
     * The same with a price, for {@code cost.per.thousand}.
     *
     * @param declared what running the model costs
     * @return new settings
     */
    public Latency withPrice(Price declared) {
        return new Latency(clock, cpuClock, warmUp, declared);
    }

    /**
     * The same with other clocks.
     *
     * @param nanos the time in nanoseconds, from any start
     * @param cpuNanos the CPU time of the calling thread in nanoseconds, from any start; -1 where it is not known
     * @return new settings
     */
    public Latency withClocks(LongSupplier nanos, LongSupplier cpuNanos) {
        return new Latency(nanos, cpuNanos, warmUp, price);
    }

    /**
     * Predicts for each input.
     *
     * @param <I> the type of an input
     * @param <O> the type of a prediction
     * @param inputs the inputs, at least one, and more than the declared warm-up
     * @param model the model
     * @return what was recorded
     * @throws IllegalArgumentException if there are too few inputs
     */
    public <I, O> LatencyRun record(Iterable<I> inputs, Function<? super I, ? extends O> model) {
        return recorded(inputs, model, null, null);
    }

    /**
     * Predicts for each input, and counts the bytes that come in and go out.
     *
     * @param <I> the type of an input
     * @param <O> the type of a prediction
     * @param inputs the inputs, at least one, and more than the declared warm-up
     * @param model the model
     * @param inputBytes the size of an input; asked outside of the time measured
     * @param outputBytes the size of a prediction; asked outside of the time measured
     * @return what was recorded
     * @throws IllegalArgumentException if there are too few inputs
     */
    public <I, O> LatencyRun record(
            Iterable<I> inputs,
            Function<? super I, ? extends O> model,
            ToLongFunction<? super I> inputBytes,
            ToLongFunction<? super O> outputBytes) {
        return recorded(inputs, model, inputBytes, outputBytes);
    }

    private <I, O> LatencyRun recorded(
            Iterable<I> inputs,
            Function<? super I, ? extends O> model,
            @Nullable ToLongFunction<? super I> inputBytes,
            @Nullable ToLongFunction<? super O> outputBytes) {
        Doubles nanos = new Doubles();
        Doubles cpu = new Doubles();
        Doubles in = new Doubles();
        Doubles out = new Doubles();
        for (I input : inputs) {
            long cpuStart = cpuClock.getAsLong();
            long start = clock.getAsLong();
            O output = model.apply(input);
            long end = clock.getAsLong();
            long cpuEnd = cpuClock.getAsLong();
            nanos.add((double) (end - start));
            cpu.add(cpuStart < 0 ? Double.NaN : (double) (cpuEnd - cpuStart));
            in.add(inputBytes == null ? Double.NaN : (double) inputBytes.applyAsLong(input));
            out.add(outputBytes == null ? Double.NaN : (double) outputBytes.applyAsLong(output));
        }
        if (nanos.size() == 0 || nanos.size() <= warmUp) {
            throw new IllegalArgumentException("A recorded run has more inputs than its warm-up; got " + nanos.size()
                    + " inputs, and a warm-up of " + Math.max(0, warmUp) + ".");
        }
        return new LatencyRun(nanos.toArray(), cpu.toArray(), in.toArray(), out.toArray(), warmUp, price);
    }
}
