package org.mlopssdk.gate;

/**
 * A bound on the value of a metric. Both ends are inclusive.
 *
 * @param least the lower bound, or negative infinity for none
 * @param most the upper bound, or positive infinity for none
 * @param inconclusive whether a value that breaks the bound, or is missing or not finite, is INCONCLUSIVE instead of FAIL
 * @since 0.1.0
 */
public record Bound(double least, double most, boolean inconclusive) implements Condition {

    /** Refuses NaN, reversed bounds, and bounds that allow everything. */
    public Bound {
        if (!(least <= most)) {
            throw new IllegalArgumentException("bounds need least <= most, got " + least + " and " + most);
        }
        if (Double.isInfinite(least) && Double.isInfinite(most)) {
            throw new IllegalArgumentException("a bound has at least one finite end");
        }
    }

    /**
     * A bound that fails what breaks it.
     *
     * @param least the lower bound, or negative infinity for none
     * @param most the upper bound, or positive infinity for none
     */
    public Bound(double least, double most) {
        this(least, most, false);
    }

    /**
     * The same bound on what has to be known before anybody can say, such as a number of rows: a value that breaks it, or is missing or
     * not finite, is INCONCLUSIVE instead of FAIL. Neither passes.
     *
     * @return a copy
     */
    public Bound orInconclusive() {
        return new Bound(least, most, true);
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

    /** The first end that a value breaks, as it stands in a sentence. */
    String broken(double value) {
        return value < least ? "< " + Numbers.text(least) : "> " + Numbers.text(most);
    }

    @Override
    public String describe() {
        return range() + (inconclusive ? " (or inconclusive)" : "");
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
