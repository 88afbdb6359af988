package org.mlopssdk.gate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * A bound on how far a metric may move in one direction from the baseline's. The other direction is free.
 *
 * @param direction the direction that is bounded
 * @param most the largest move, itself allowed: in the metric's unit, or in percent of |baseline| if {@code relative}
 * @param relative whether {@code most} is a percentage
 * @param bootstrap whether the condition holds while there is no baseline yet
 * @since 0.1.0
 */
public record Change(Direction direction, double most, boolean relative, boolean bootstrap) implements Condition {

    /** Which way a metric moves. */
    public enum Direction {
        /** Down. */
        DROP,
        /** Up. */
        RISE
    }

    /** Refuses a negative or infinite bound. */
    public Change {
        if (!(most >= 0) || Double.isInfinite(most)) {
            throw new IllegalArgumentException("the largest " + direction.name().toLowerCase(Locale.ROOT)
                    + " is a finite number, 0 or more, got " + most);
        }
    }

    /**
     * The same condition, which holds while there is no baseline yet: for the first version, which has nothing to be compared with.
     *
     * @return a copy
     */
    public Change orBootstrap() {
        return new Change(direction, most, relative, true);
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

    /**
     * Whether the move stays within the bound. Reckoned in decimals, as people read and write these numbers: in binary a drop from 0.8 to
     * 0.7 is more than 0.1.
     */
    boolean holds(double value, double baseline) {
        BigDecimal bound = BigDecimal.valueOf(most);
        BigDecimal allowed = relative
                ? bound.movePointLeft(2).multiply(BigDecimal.valueOf(baseline).abs())
                : bound;
        return difference(value, baseline).compareTo(allowed) <= 0;
    }

    private BigDecimal difference(double value, double baseline) {
        BigDecimal rise = BigDecimal.valueOf(value).subtract(BigDecimal.valueOf(baseline));
        return direction == Direction.DROP ? rise.negate() : rise;
    }

    @Override
    public String describe() {
        return word() + " <= " + Numbers.text(most) + unit() + (bootstrap ? " (or no baseline yet)" : "");
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
