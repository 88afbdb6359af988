package org.mlopssdk.monitoring.statistic;

/**
 * One bin of a population stability index: where it lies, what it holds, what it contributes.
 *
 * @param lower the lower edge, inclusive; the index of the cell where counts were compared without edges
 * @param upper the upper edge, exclusive except for the last bin; the index of the cell, likewise
 * @param referenceCount how many values of the reference it holds
 * @param currentCount how many values of the current sample it holds
 * @param contribution its summand of the index, not negative
 * @since 0.1.0
 */
public record PsiBin(double lower, double upper, long referenceCount, long currentCount, double contribution) {

    /**
     * Checks the counts and the contribution.
     *
     * @throws IllegalArgumentException if a count or the contribution is negative
     */
    public PsiBin {
        if (referenceCount < 0 || currentCount < 0 || !(contribution >= 0)) {
            throw new IllegalArgumentException("Counts and contribution of a bin are not negative; got "
                    + referenceCount + ", " + currentCount + " and " + contribution + ".");
        }
    }

    /** Whether either sample has a value here. */
    boolean isOccupied() {
        return referenceCount > 0 || currentCount > 0;
    }

    /** Whether the one sample has values here and the other has none, so that epsilon stood in for its share. */
    boolean isReplaced() {
        return isOccupied() && (referenceCount == 0 || currentCount == 0);
    }

    @Override
    public String toString() {
        return Display.number(lower) + " to " + Display.number(upper) + ": " + referenceCount + " -> " + currentCount
                + ", contributes " + Display.number(contribution);
    }
}
