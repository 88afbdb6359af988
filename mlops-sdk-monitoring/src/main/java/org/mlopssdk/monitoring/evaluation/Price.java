package org.mlopssdk.monitoring.evaluation;

/**
 * What running a model costs, in a currency of your choice.
 *
 * @param amount the money for one unit; finite, not negative
 * @param unit what is paid for
 * @since 0.1.0
 */
public record Price(double amount, Unit unit) {

    /** What is paid for. */
    public enum Unit {
        /** An hour of the machine, busy or not. */
        MACHINE_HOUR,
        /** A second of CPU time of the predicting thread. */
        CPU_SECOND
    }

    private static final double NANOS_PER_HOUR = 3.6e12;
    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * Checks the amount.
     *
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public Price {
        if (!(amount >= 0 && amount < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("A price is finite and not negative; got " + amount + ".");
        }
    }

    /**
     * The price of a machine. Predictions of one thread are taken to fill it; divide by the number of threads that share it.
     *
     * @param amount the money for an hour
     * @return the price
     */
    public static Price perMachineHour(double amount) {
        return new Price(amount, Unit.MACHINE_HOUR);
    }

    /**
     * The price of computing.
     *
     * @param amount the money for a second of CPU time
     * @return the price
     */
    public static Price perCpuSecond(double amount) {
        return new Price(amount, Unit.CPU_SECOND);
    }

    /** The money for a thousand predictions that took so long on average. */
    double perThousand(double meanNanos, double meanCpuNanos) {
        return unit == Unit.MACHINE_HOUR
                ? 1000 * amount * meanNanos / NANOS_PER_HOUR
                : 1000 * amount * meanCpuNanos / NANOS_PER_SECOND;
    }
}
