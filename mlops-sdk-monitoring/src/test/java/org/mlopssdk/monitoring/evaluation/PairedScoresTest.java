package org.mlopssdk.monitoring.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.mlopssdk.metric.Interval;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.monitoring.statistic.Oracle;

/** Two models on the same rows. */
class PairedScoresTest {
    private static final List<String> METRICS = List.of(
            "accuracy", "precision", "recall", "f1", "roc.auc", "pr.auc", "log.loss", "brier", "calibration.error");

    /** The candidate knows the baseline's score, and a little more. */
    private static double[] better(Cases.Binary rows) {
        double[] scores = rows.scores().clone();
        for (int row = 0; row < scores.length; row++) {
            scores[row] = 0.95 * scores[row] + (rows.labels()[row] ? 0.05 : 0);
        }
        return scores;
    }

    @Test
    void differencesAreThoseOfTheMetrics() {
        Cases.Binary rows = Cases.binary(1, 400, 20, 0.4);
        double[] better = better(rows);
        PairedScores pairs = PairedScores.of(rows.labels(), rows.scores(), better);

        Metrics differences = pairs.evaluate().metrics();
        Metrics before = rows.sample().evaluate().metrics();
        Metrics after = BinaryScores.of(rows.labels(), better).evaluate().metrics();

        for (String name : METRICS) {
            assertThat(differences.value(name + ".difference").orElseThrow())
                    .as(name)
                    .isCloseTo(
                            after.value(name).orElseThrow() - before.value(name).orElseThrow(), within(1e-15));
        }
    }

    @Test
    void pairsKnowADifferenceThatSeparateIntervalsDoNot() {
        Cases.Binary rows = Cases.binary(2, 400, 0, 0.4);
        double[] better = better(rows);

        Interval paired = interval(PairedScores.of(rows.labels(), rows.scores(), better), "roc.auc.difference");
        Metric before = rows.sample().evaluate().metrics().find("roc.auc").orElseThrow();
        Metric after = BinaryScores.of(rows.labels(), better)
                .evaluate()
                .metrics()
                .find("roc.auc")
                .orElseThrow();

        assertThat(paired.lower()).isPositive();
        assertThat(Objects.requireNonNull(before.interval()).upper())
                .isGreaterThan(Objects.requireNonNull(after.interval()).lower());
    }

    private static Interval interval(PairedScores pairs, String name) {
        return Objects.requireNonNull(
                pairs.evaluate().metrics().find(name).orElseThrow().interval());
    }

    @Test
    void swappingTheModelsChangesTheSign() {
        Cases.Binary rows = Cases.binary(3, 300, 10, 0.4);
        double[] noise = Cases.binary(99, 300, 0, 0.4).scores();
        double[] better = rows.scores().clone();
        Arrays.setAll(better, row -> 0.8 * better[row] + 0.2 * noise[row]);
        Metrics one =
                PairedScores.of(rows.labels(), rows.scores(), better).evaluate().metrics();
        Metrics other =
                PairedScores.of(rows.labels(), better, rows.scores()).evaluate().metrics();

        for (String name : METRICS.subList(0, METRICS.size() - 1)) {
            Metric ours = one.find(name + ".difference").orElseThrow();
            Metric theirs = other.find(name + ".difference").orElseThrow();
            assertThat(ours.value()).as(name).isEqualTo(-theirs.value());
            assertThat(Objects.requireNonNull(ours.interval()).lower())
                    .as(name)
                    .isCloseTo(
                            -Objects.requireNonNull(theirs.interval()).upper(),
                            within(METRICS.indexOf(name) < 4 ? 0.01 : 1e-9));
        }
        assertThat(one.find("mcnemar.p")).isEqualTo(other.find("mcnemar.p"));
    }

    @Test
    void mcNemarsTestIsScipysBinomialTest() {
        for (String[] row : Oracle.rows(PairedScoresTest.class, "mcnemar_cases.csv")) {
            double[] p = PairedScores.mcNemar(Long.parseLong(row[0]), Long.parseLong(row[1]));

            assertThat(p[0]).isCloseTo(Oracle.number(row[2]), within(1e-12));
            assertThat(p[1]).isCloseTo(Oracle.number(row[3]), within(1e-12));
        }
    }

    @Test
    void theSameModelTwiceDiffersNowhereAndHasNoInterval() {
        Cases.Binary rows = Cases.binary(4, 100, 10, 0.4);

        Evaluation evaluation =
                PairedScores.of(rows.labels(), rows.scores(), rows.scores()).evaluate();

        assertThat(evaluation.metrics().value("f1.difference").orElseThrow()).isZero();
        assertThat(evaluation.metrics().value("mcnemar.p").orElseThrow()).isEqualTo(1);
        assertThat(evaluation.notes())
                .contains("f1.difference has no interval: resamples of these rows cannot tell how far it may be off");
    }

    @Test
    void partsAddToTheWhole() {
        PairedScores.Recorder first = PairedScores.recorder();
        first.add(true, 0.4, 0.6);
        first.add(false, 0.4, 0.3);
        PairedScores.Recorder second = PairedScores.recorder();
        second.add(true, 0.7, 0.2);

        PairedScores whole = PairedScores.of(
                new boolean[] {true, false, true}, new double[] {0.4, 0.4, 0.7}, new double[] {0.6, 0.3, 0.2});

        assertThat(first.sample().plus(second.sample()).evaluate()).isEqualTo(whole.evaluate());
        assertThat(whole).hasToString("PairedScores[3 rows, threshold 0.5]");
    }

    @Test
    void refusesNaNUnequalLengthsAndUnequalThresholds() {
        boolean[] labels = {true};
        double[] one = {0.5};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedScores.of(labels, one, new double[] {Double.NaN}))
                .withMessageContaining("row 0 is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedScores.of(labels, new double[2], one))
                .withMessageContaining("got 1 and 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedScores.recorder().add(true, Double.NaN, 1));
        PairedScores pairs = PairedScores.of(labels, one, one);
        assertThatIllegalArgumentException().isThrownBy(() -> pairs.withThreshold(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> pairs.plus(pairs.withThreshold(0.7)));
    }
}
