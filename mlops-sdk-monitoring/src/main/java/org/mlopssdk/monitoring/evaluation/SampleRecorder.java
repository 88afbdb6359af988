package org.mlopssdk.monitoring.evaluation;

/**
 * Takes rows as they come and gives their sample. For one thread: let each have its own, and add their samples.
 *
 * @param <S> the sample's type
 * @since 0.1.0
 */
public sealed interface SampleRecorder<S extends Sample<S>>
        permits BinaryScores.Recorder,
                ConfusionMatrix.Recorder,
                ClassProbabilities.Recorder,
                PairedScores.Recorder,
                RegressionPairs.Recorder,
                RankedQueries.Recorder {

    /**
     * The sample of the rows so far. More may be added afterwards; the sample does not change.
     *
     * @return the sample
     */
    S sample();
}
