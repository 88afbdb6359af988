package org.mlopssdk.gate;

import org.jspecify.annotations.Nullable;

/**
 * What a gate asks of one metric: a bound on its value, or on its change against a baseline. Import its factories statically, and a gate reads
 * as a sentence.
 *
 * <p>Bounds are inclusive. A metric that is missing, NaN or infinite fails any condition, unless that is a bound {@linkplain
 * Bound#orInconclusive() or inconclusive}.
 *
 * @since 0.1.0
 */
public sealed interface Condition permits Bound, Change {

    /**
     * The condition as the reader of a report sees it.
     *
     * @return for example {@code >= 0.78} or {@code drop <= 0.02}
     */
    String describe();

    /**
     * The confidence with which it has to hold.
     *
     * @return the one-sided confidence, or null where the values alone count
     */
    @Nullable Double confidence();

    /**
     * The rows that have to be behind what is judged.
     *
     * @return the least number, or null for any
     */
    @Nullable Long minimumRows();

    /**
     * The same condition, which has to hold with a one-sided confidence: what is seen may be chance, and too little data is INCONCLUSIVE, with
     * about how many rows would tell. It is judged by the confidence interval of the metric, see {@link Bound} and {@link Change};
     * where there is none, or one of too low a confidence, it is INCONCLUSIVE, too.
     *
     * @param level the confidence, in (0.5, 1), by custom 0.95
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    Condition withConfidence(double level);

    /**
     * The same condition, which is INCONCLUSIVE where fewer rows are behind the value, or nobody knows how many. For a change that holds of the
     * baseline's as well.
     *
     * @param rows the least number of rows, positive
     * @return a copy
     * @throws IllegalArgumentException if it is not positive
     */
    Condition withMinimumRows(long rows);

    /**
     * The value is at least this.
     *
     * @param least the bound, itself allowed; finite
     * @return the condition
     */
    static Bound atLeast(double least) {
        return new Bound(Bound.finite(least), Double.POSITIVE_INFINITY);
    }

    /**
     * The value is at most this.
     *
     * @param most the bound, itself allowed; finite
     * @return the condition
     */
    static Bound atMost(double most) {
        return new Bound(Double.NEGATIVE_INFINITY, Bound.finite(most));
    }

    /**
     * The value lies between two bounds.
     *
     * @param least the lower bound, itself allowed; finite
     * @param most the upper bound, itself allowed; finite, not below {@code least}
     * @return the condition
     */
    static Bound between(double least, double most) {
        return new Bound(Bound.finite(least), Bound.finite(most));
    }

    /**
     * The value is below the baseline's by at most this much; a rise is welcome. For metrics where more is better.
     *
     * @param difference the largest drop, in the metric's unit; not negative; 0 allows no drop
     * @return the condition
     */
    static Change dropAtMost(double difference) {
        return new Change(Change.Direction.DROP, difference, false);
    }

    /**
     * The value is above the baseline's by at most this much; a drop is welcome. For metrics where less is better.
     *
     * @param difference the largest rise, in the metric's unit; not negative; 0 allows no rise
     * @return the condition
     */
    static Change riseAtMost(double difference) {
        return new Change(Change.Direction.RISE, difference, false);
    }

    /**
     * The value is below the baseline's by at most this share of the baseline's magnitude.
     *
     * @param percent the largest drop in percent of |baseline|; not negative
     * @return the condition
     */
    static Change dropAtMostPercent(double percent) {
        return new Change(Change.Direction.DROP, percent, true);
    }

    /**
     * The value is above the baseline's by at most this share of the baseline's magnitude.
     *
     * @param percent the largest rise in percent of |baseline|; not negative
     * @return the condition
     */
    static Change riseAtMostPercent(double percent) {
        return new Change(Change.Direction.RISE, percent, true);
    }
}
