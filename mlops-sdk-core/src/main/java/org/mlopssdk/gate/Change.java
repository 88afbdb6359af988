package org.mlopssdk.gate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A bound on how far a metric may move in one direction from the baseline's. The other direction is free.
 *
 * <p>With a confidence, the intervals of both metrics are compared: it passes if the bound holds for whatever values the two intervals allow, fails if it
 * holds for none, and is INCONCLUSIVE in between. That takes two-sided intervals of at least that confidence: each end then misses with
 * half of what is left, and both together with no more than all of it (Bonferroni), however the two measurements depend on each
 * other. This is valid and cautious. Two models measured on the same rows are told apart by far fewer of them if their paired
 * difference is measured as a metric of its own, and a {@link Bound} with confidence put on that.
 *
 * @param direction the direction that is bounded
 * @param most the largest move, itself allowed: in the metric's unit, or in percent of |baseline| if {@code relative}
 * @param relative whether {@code most} is a percentage
 * @param bootstrap whether the condition holds while there is no baseline yet
 * @param confidence the confidence with which it has to hold, in (0.5, 1), or null where the values alone count
 * @param minimumRows the rows that have to be behind either value, or it is INCONCLUSIVE; null for any number
 * @since 0.1.0
 */
public record Change(
        Direction direction,
        double most,
        boolean relative,
        boolean bootstrap,
        @Nullable Double confidence,
        @Nullable Long minimumRows)
        implements Condition {

    /** Which way a metric moves. */
    public enum Direction {
        /** Down. */
        DROP,
        /** Up. */
        RISE
    }

    /** Refuses a negative or infinite bound, and a confidence or number of rows out of range. */
    public Change {
        if (!(most >= 0) || Double.isInfinite(most)) {
            throw new IllegalArgumentException("the largest " + direction.name().toLowerCase(Locale.ROOT)
                    + " is a finite number, 0 or more, got " + most);
        }
        Demands.require(confidence, minimumRows);
    }

    Change(Direction direction, double most, boolean relative) {
        this(direction, most, relative, false, null, null);
    }

    /**
     * The same condition, which holds while there is no baseline yet: for the first version, which has nothing to be compared with.
     *
     * @return a copy
     */
    public Change orBootstrap() {
        return new Change(direction, most, relative, true, confidence, minimumRows);
    }

    @Override
    public Change withConfidence(double level) {
        return new Change(direction, most, relative, bootstrap, level, minimumRows);
    }

    @Override
    public Change withMinimumRows(long rows) {
        return new Change(direction, most, relative, bootstrap, confidence, rows);
    }

    /** How far the value moved in the bounded direction, in the unit of the bound; negative if it moved the other way. */
    double moved(double value, double baseline) {
        BigDecimal difference = difference(value, baseline);
        return relative
                ? difference
                        .movePointRight(2)
                        .divide(BigDecimal.valueOf(baseline).abs(), MathContext.DECIMAL64)
                        .doubleValue()
                : difference.doubleValue();
    }

    /** Whether the move stays within the bound. */
    boolean holds(double value, double baseline) {
        return exceeds(value, baseline).signum() <= 0;
    }

    /** By how much the move exceeds the bound, in the metric's unit; negative within it. */
    double excess(double value, double baseline) {
        return exceeds(value, baseline).doubleValue();
    }

    /** Reckoned in decimals, as people read and write these numbers: in binary a drop from 0.8 to 0.7 is more than 0.1. */
    private BigDecimal exceeds(double value, double baseline) {
        BigDecimal bound = BigDecimal.valueOf(most);
        BigDecimal allowed = relative
                ? bound.movePointLeft(2).multiply(BigDecimal.valueOf(baseline).abs())
                : bound;
        return difference(value, baseline).subtract(allowed);
    }

    private BigDecimal difference(double value, double baseline) {
        BigDecimal rise = BigDecimal.valueOf(value).subtract(BigDecimal.valueOf(baseline));
        return direction == Direction.DROP ? rise.negate() : rise;
    }

    @Override
    public String describe() {
        return word() + " <= " + Numbers.text(most) + unit() + Demands.describe(this)
                + (bootstrap ? " (or no baseline yet)" : "");
    }

    String word() {
        return direction == Direction.DROP ? "drop" : "rise";
    }

    String unit() {
        return relative ? " %" : "";
    }

    @Override
    public String toString() {
        return describe();
    }
}
