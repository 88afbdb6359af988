package org.mlopssdk.gate;

/**
 * A bound on the value of a metric. Both ends are inclusive.
 *
 * @param least the lower bound, or negative infinity for none
 * @param most the upper bound, or positive infinity for none
 * @since 0.1.0
 */
public record Bound(double least, double most) implements Condition {

    /** Refuses NaN, reversed bounds, and bounds that allow everything. */
    public Bound {
        if (!(least <= most)) {
            throw new IllegalArgumentException("bounds need least <= most, got " + least + " and " + most);
        }
        if (Double.isInfinite(least) && Double.isInfinite(most)) {
            throw new IllegalArgumentException("a bound has at least one finite end");
        }
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

    /** The first end that a value breaks, as it stands in a sentence. */
    String broken(double value) {
        return value < least ? "< " + Numbers.text(least) : "> " + Numbers.text(most);
    }

    @Override
    public String describe() {
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
