package org.mlopssdk.monitoring.evaluation;

/**
 * What a model predicted and what came true, kept so that metrics of it are exact, and so that samples of threads, days or pods
 * can be added.
 *
 * @param <S> the sample's own type
 * @since 0.1.0
 */
public sealed interface Sample<S extends Sample<S>>
        permits BinaryScores, ConfusionMatrix, ClassProbabilities, PairedScores, RegressionPairs, RankedQueries {

    /**
     * How many rows there are (for rankings: queries).
     *
     * @return the number, not negative
     */
    long rows();

    /**
     * The rows of both.
     *
     * @param other another sample
     * @return a new sample; its metrics are those of one sample of all rows
     * @throws IllegalArgumentException if they do not belong together
     */
    S plus(S other);

    /**
     * The metrics, with these intervals.
     *
     * @param intervals how intervals are made
     * @return the evaluation; metrics of no rows are NaN
     */
    Evaluation evaluate(Intervals intervals);

    /**
     * The metrics, with {@link Intervals#withDefaults()}.
     *
     * @return the evaluation
     */
    default Evaluation evaluate() {
        return evaluate(Intervals.withDefaults());
    }
}
