package org.mlopssdk.gate;

import org.jspecify.annotations.Nullable;

/**
 * A bound on the value of a metric. Both ends are inclusive.
 *
 * <p>With a confidence, the metric's interval is compared with the bound, not its value alone: it passes if both lie within the bound, fails if both
 * lie beyond one end, and is INCONCLUSIVE where the interval straddles it. Each end of a two-sided interval of confidence 2c - 1 holds with
 * confidence c by itself, as the bound asks: 0.95 takes an interval of 0.9. A wider one will do; a metric without one is
 * INCONCLUSIVE. Between two bounds the confidence is that of both together (Berger 1982, intersection-union).
 *
 * @param least the lower bound, or negative infinity for none
 * @param most the upper bound, or positive infinity for none
 * @param inconclusive whether a value that breaks the bound, or is missing or not finite, is INCONCLUSIVE instead of FAIL
 * @param confidence the one-sided confidence with which it has to hold, in (0.5, 1), or null where the value alone counts
 * @param minimumRows the rows that have to be behind the value, or it is INCONCLUSIVE; null for any number
 * @since 0.1.0
 */
public record Bound(
        double least,
        double most,
        boolean inconclusive,
        @Nullable Double confidence,
        @Nullable Long minimumRows) implements Condition {

    /** Refuses NaN, reversed bounds, bounds that allow everything, and a confidence or number of rows out of range. */
    public Bound {
        if (!(least <= most)) {
            throw new IllegalArgumentException("bounds need least <= most, got " + least + " and " + most);
        }
        if (Double.isInfinite(least) && Double.isInfinite(most)) {
            throw new IllegalArgumentException("a bound has at least one finite end");
        }
        Demands.require(confidence, minimumRows);
    }

    /**
     * A bound that fails what breaks it.
     *
     * @param least the lower bound, or negative infinity for none
     * @param most the upper bound, or positive infinity for none
     */
    public Bound(double least, double most) {
        this(least, most, false, null, null);
    }

    /**
     * The same bound on what has to be known before anybody can say, such as a number of rows: a value that breaks it, or is missing or
     * not finite, is INCONCLUSIVE instead of FAIL. Neither passes.
     *
     * @return a copy
     */
    public Bound orInconclusive() {
        return new Bound(least, most, true, confidence, minimumRows);
    }

    @Override
    public Bound withConfidence(double level) {
        return new Bound(least, most, inconclusive, level, minimumRows);
    }

    @Override
    public Bound withMinimumRows(long rows) {
        return new Bound(least, most, inconclusive, confidence, rows);
    }

    /** What it is to break the bound. */
    Verdict otherwise() {
        return inconclusive ? Verdict.INCONCLUSIVE : Verdict.FAIL;
    }

    static double finite(double bound) {
        if (!Double.isFinite(bound)) {
            throw new IllegalArgumentException("a bound is a finite number, got " + bound);
        }
        return bound;
    }

    boolean holds(double value) {
        return least <= value && value <= most;
    }

    /** The end that a value breaks. */
    double broken(double value) {
        return value < least ? least : most;
    }

    @Override
    public String describe() {
        return range() + Demands.describe(this) + (inconclusive ? " (or inconclusive)" : "");
    }

    /** The bound without what it is to break it, as it stands in a sentence beside the verdict. */
    String range() {
        if (Double.isInfinite(most)) {
            return ">= " + Numbers.text(least);
        }
        return Double.isInfinite(least)
                ? "<= " + Numbers.text(most)
                : "from " + Numbers.text(least) + " to " + Numbers.text(most);
    }

    @Override
    public String toString() {
        return describe();
    }
}
