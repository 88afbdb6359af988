package org.mlopssdk.run;

/**
 * Says when training no longer pays: the metric that is watched has not improved for a number of observations. Not for use by several threads.
 *
 * <pre>{@code
 * EarlyStopping stopping = EarlyStopping.whenNotFalling().patience(2);
 * double[] loss = {0.9, 0.5, 0.6, 0.55, 0.4};
 * for (int epoch = 0; epoch < loss.length && !stopping.observe(loss[epoch], epoch); epoch++) {}
 * long best = stopping.bestStep(); // 1: neither 0.6 nor 0.55 was better than 0.5
 * }</pre>
 *
 * @since 0.1.0
 */
public final class EarlyStopping {

    private static final int DEFAULT_PATIENCE = 5;

    private final boolean rising;
    private int patience = DEFAULT_PATIENCE;
    private double delta;
    private double best;
    private long bestStep = -1;
    private int waited;

    private EarlyStopping(boolean rising) {
        this.rising = rising;
        this.best = rising ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /**
     * For a metric where less is better, such as a loss.
     *
     * @return early stopping with a patience of 5
     */
    public static EarlyStopping whenNotFalling() {
        return new EarlyStopping(false);
    }

    /**
     * For a metric where more is better, such as an accuracy.
     *
     * @return early stopping with a patience of 5
     */
    public static EarlyStopping whenNotRising() {
        return new EarlyStopping(true);
    }

    /**
     * How many observations in a row may fail to improve.
     *
     * @param observations at least 1; training stops at that many
     * @return this
     */
    public EarlyStopping patience(int observations) {
        if (observations < 1) {
            throw new IllegalArgumentException("patience is at least 1 observation, got " + observations);
        }
        patience = observations;
        return this;
    }

    /**
     * How much better than the best an observation must be to count.
     *
     * @param difference in the metric's unit; not negative
     * @return this
     */
    public EarlyStopping minDelta(double difference) {
        if (!(difference >= 0)) {
            throw new IllegalArgumentException(
                    "the smallest improvement that counts is not negative, got " + difference);
        }
        delta = difference;
        return this;
    }

    /**
     * Takes in an observation.
     *
     * @param value the metric; NaN never improves
     * @param step its step
     * @return true if training should stop now
     */
    public boolean observe(double value, long step) {
        boolean improved = rising ? value > best + delta : value < best - delta;
        if (improved) {
            best = value;
            bestStep = step;
            waited = 0;
        } else {
            waited++;
        }
        return waited >= patience;
    }

    /**
     * The step of the best observation.
     *
     * @return the step, or -1 before the first that improved on nothing
     */
    public long bestStep() {
        return bestStep;
    }

    /**
     * The best observation.
     *
     * @return the value; an infinity before the first
     */
    public double bestValue() {
        return best;
    }

    @Override
    public String toString() {
        return "best " + best + " at step " + bestStep + ", " + waited + " of " + patience
                + " observations without improvement";
    }
}
