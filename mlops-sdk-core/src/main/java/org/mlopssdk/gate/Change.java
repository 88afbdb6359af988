package org.mlopssdk.gate;

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

    private static final double PERCENT = 100.0;

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
            throw new IllegalArgumentException("the largest " + direction.name().toLowerCase(java.util.Locale.ROOT)
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
        double difference = direction == Direction.DROP ? baseline - value : value - baseline;
        return relative ? difference / Math.abs(baseline) * PERCENT : difference;
    }

    /**
     * Whether the move stays within the bound. A difference of two decimals is off by rounding (0.80 - 0.78 is more than 0.02), so the bound
     * itself, moved by the bound from the baseline, is what the value is compared with.
     */
    boolean holds(double value, double baseline) {
        double allowed = relative ? most / PERCENT * Math.abs(baseline) : most;
        return direction == Direction.DROP ? value >= baseline - allowed : value <= baseline + allowed;
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
