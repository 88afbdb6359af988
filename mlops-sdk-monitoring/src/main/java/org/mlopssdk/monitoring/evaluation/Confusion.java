package org.mlopssdk.monitoring.evaluation;

/**
 * How the yes and no of a model met what came true. Shares of nothing are NaN.
 *
 * @param truePositives rows with label true that the model said yes to
 * @param falsePositives rows with label false that the model said yes to
 * @param falseNegatives rows with label true that the model said no to
 * @param trueNegatives rows with label false that the model said no to
 * @since 0.1.0
 */
public record Confusion(long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public Confusion {
        if (truePositives < 0 || falsePositives < 0 || falseNegatives < 0 || trueNegatives < 0) {
            throw new IllegalArgumentException("Counts are not negative; got " + truePositives + ", " + falsePositives
                    + ", " + falseNegatives + " and " + trueNegatives + ".");
        }
    }

    /**
     * All rows.
     *
     * @return the sum of the four counts
     */
    public long rows() {
        return positives() + falsePositives + trueNegatives;
    }

    /**
     * The rows with label true.
     *
     * @return their number
     */
    public long positives() {
        return truePositives + falseNegatives;
    }

    /**
     * The rows with label false.
     *
     * @return their number
     */
    public long negatives() {
        return falsePositives + trueNegatives;
    }

    /**
     * The rows that the model said yes to.
     *
     * @return their number
     */
    public long selected() {
        return truePositives + falsePositives;
    }

    /**
     * The share of rows that the model was right about.
     *
     * @return the accuracy; NaN of no rows
     */
    public double accuracy() {
        return share(truePositives + trueNegatives, rows());
    }

    /**
     * The share of the rows it said yes to that are positive.
     *
     * @return the precision; NaN if it never said yes
     */
    public double precision() {
        return share(truePositives, selected());
    }

    /**
     * The share of the positive rows that it said yes to: the true positive rate.
     *
     * @return the recall; NaN if no row is positive
     */
    public double recall() {
        return share(truePositives, positives());
    }

    /**
     * The harmonic mean of precision and recall: 2 tp / (2 tp + fp + fn).
     *
     * @return F1; NaN if no row is positive and it never said yes
     */
    public double f1() {
        return (double) (2 * truePositives) / (2 * truePositives + falsePositives + falseNegatives);
    }

    /**
     * The share of the negative rows that it said yes to.
     *
     * @return the false positive rate; NaN if no row is negative
     */
    public double falsePositiveRate() {
        return share(falsePositives, negatives());
    }

    /**
     * The share of all rows that it said yes to.
     *
     * @return the selection rate; NaN of no rows
     */
    public double selectionRate() {
        return share(selected(), rows());
    }

    private static double share(long part, long whole) {
        return (double) part / whole;
    }

    /**
     * The counts of both.
     *
     * @param other other rows
     * @return the sums
     */
    public Confusion plus(Confusion other) {
        return new Confusion(
                truePositives + other.truePositives,
                falsePositives + other.falsePositives,
                falseNegatives + other.falseNegatives,
                trueNegatives + other.trueNegatives);
    }

    /**
     * A table of two lines and a heading.
     *
     * @return what is true in rows, what the model said in columns
     */
    @Override
    public String toString() {
        return String.format(
                        java.util.Locale.ROOT,
                        "%-12s %14s %14s%n%-12s %,14d %,14d%n%-12s %,14d %,14d",
                        "",
                        "said yes",
                        "said no",
                        "label true",
                        truePositives,
                        falseNegatives,
                        "label false",
                        falsePositives,
                        trueNegatives)
                .stripTrailing();
    }
}
