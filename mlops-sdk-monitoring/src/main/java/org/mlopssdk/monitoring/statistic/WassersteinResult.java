package org.mlopssdk.monitoring.statistic;

import java.util.ArrayList;
import java.util.List;

/**
 * A Wasserstein-1 distance, and what it can be held against.
 *
 * <p>A distance in units of the values says little by itself; {@link #inReferenceDeviations()} makes features comparable, and
 * 0.1 is a customary threshold. The standard deviation is not robust: one wild value in the reference stretches it, and
 * every shift looks small in its units. So the deviation by quartiles stands beside it, and {@link #isDeviationStretched()}
 * and {@link #toString()} tell when the two disagree.
 *
 * @param distance the distance in units of the values, not negative
 * @param referenceDeviation the standard deviation of the reference as a population (divided by n), not negative
 * @param referenceQuartileDeviation the interquartile range of the reference divided by 1.349, which for a normal
 *     distribution is its standard deviation; 0 where half of the values are equal
 * @param referenceSize the size of the reference, positive
 * @param currentSize the size of the current sample, positive
 * @since 0.1.0
 */
public record WassersteinResult(
        double distance,
        double referenceDeviation,
        double referenceQuartileDeviation,
        long referenceSize,
        long currentSize) {
    private static final double STRETCHED = 3;

    /**
     * Checks the ranges of the components.
     *
     * @throws IllegalArgumentException if a component is out of its range
     */
    public WassersteinResult {
        if (!(distance >= 0 && referenceDeviation >= 0 && referenceQuartileDeviation >= 0)
                || referenceSize < 1
                || currentSize < 1) {
            throw new IllegalArgumentException("Distance and deviations are not negative and sizes are positive; got "
                    + distance + ", " + referenceDeviation + ", " + referenceQuartileDeviation + ", " + referenceSize
                    + " and " + currentSize + ".");
        }
    }

    /**
     * The distance in standard deviations of the reference.
     *
     * @return the ratio, not negative; for a constant reference 0 if the current sample equals it and infinity otherwise
     */
    public double inReferenceDeviations() {
        return ratio(referenceDeviation);
    }

    /**
     * The distance in deviations of the reference by its quartiles, on which single wild values have no influence.
     *
     * @return the ratio, not negative; where half of the reference is equal 0 for a distance of 0 and infinity otherwise
     */
    public double inReferenceQuartileDeviations() {
        return ratio(referenceQuartileDeviation);
    }

    private double ratio(double scale) {
        return distance == 0 ? 0 : distance / scale;
    }

    /**
     * Whether the standard deviation is more than three times the one by quartiles, as it is when few values lie far away.
     * It is about equal for a normal distribution, 1.2 times for an exponential one and 2 times for a lognormal one.
     *
     * @return true where a distance in standard deviations may hide a shift; false where half of the reference is equal, and
     *     nothing can be said
     */
    public boolean isDeviationStretched() {
        return referenceQuartileDeviation > 0 && referenceDeviation > STRETCHED * referenceQuartileDeviation;
    }

    /**
     * One line for people, or two where it would be too long.
     *
     * @return for example {@code Wasserstein[W1=0.8148, 0.8013 deviations of the reference (1.017), n=8143, m=2665]}
     */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        parts.add("W1=" + Display.number(distance));
        parts.add(Display.number(inReferenceDeviations()) + " deviations of the reference ("
                + Display.number(referenceDeviation) + ")");
        if (isDeviationStretched()) {
            parts.add("which far values stretch: " + Display.number(inReferenceQuartileDeviations()) + " by quartiles ("
                    + Display.number(referenceQuartileDeviation) + ")");
        }
        parts.add("n=" + referenceSize + ", m=" + currentSize);
        return Display.inBrackets("Wasserstein", parts);
    }
}
