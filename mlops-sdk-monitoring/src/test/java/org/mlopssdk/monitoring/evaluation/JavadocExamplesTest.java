package org.mlopssdk.monitoring.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs examples of this package's Javadoc, word for word; others are in {@link EvaluationTest} and {@link LatencyTest}. */
class JavadocExamplesTest {

    @Test
    void intervals() {
        Intervals intervals = Intervals.withDefaults().withConfidence(0.9).withResamples(2_000);

        assertThat(intervals).isEqualTo(new Intervals(0.9, 2000, 1, Intervals.Method.CLOPPER_PEARSON));
    }

    @Test
    void confusionMatrix() {
        ConfusionMatrix matrix =
                ConfusionMatrix.of(new String[] {"cat", "dog", "dog"}, new String[] {"cat", "dog", "cat"});

        assertThat(matrix.count("dog", "cat")).isEqualTo(1);
    }

    @Test
    void pairedScores() {
        boolean[] labels = {true, false, true};
        PairedScores pairs = PairedScores.of(labels, new double[] {0.4, 0.3, 0.6}, new double[] {0.7, 0.2, 0.8});
        double gained = pairs.evaluate().metrics().value("f1.difference").orElseThrow();

        assertThat(gained).isEqualTo(1 - 2 / 3.0);
    }
}
