package org.mlopssdk.monitoring.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.mlopssdk.metric.Interval;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.monitoring.statistic.ProportionInterval;
import org.mlopssdk.monitoring.table.Table;

/** What an evaluation says of ordinary, undefined, perfect and bad samples. */
class EvaluationTest {

    private static Metric metric(Evaluation evaluation, String name) {
        return evaluation.metrics().find(name).orElseThrow();
    }

    private static Interval interval(Evaluation evaluation, String name) {
        return Objects.requireNonNull(metric(evaluation, name).interval(), name);
    }

    @Test
    void thePackageExample() {
        boolean[] labels = {true, false, true, false, true};
        double[] scores = {0.9, 0.2, 0.6, 0.7, 0.8};
        Metrics metrics = BinaryScores.of(labels, scores).evaluate().metrics();

        assertThat(metrics.value("accuracy").orElseThrow()).isEqualTo(0.8);
        assertThat(metrics.find("precision").orElseThrow().n()).isEqualTo(4);
        assertThat(metrics.find("recall").orElseThrow().n()).isEqualTo(3);
    }

    @Test
    void theRecorderExample() {
        BinaryScores.Recorder recorder = BinaryScores.recorder();
        recorder.add(true, 0.9);
        recorder.add(false, 0.2);
        Evaluation evaluation = recorder.sample().evaluate();

        assertThat(metric(evaluation, "roc.auc").value()).isEqualTo(1);
    }

    @Test
    void shares() {
        Evaluation exact = Cases.binary(1, 400, 20, 0.4).sample().evaluate();
        Evaluation wilson = Cases.binary(1, 400, 20, 0.4)
                .sample()
                .evaluate(Intervals.withDefaults().withWilson().withConfidence(0.9));
        Confusion c = Cases.binary(1, 400, 20, 0.4).sample().confusion();

        assertThat(interval(exact, "precision").lower())
                .isEqualTo(ProportionInterval.clopperPearson(c.truePositives(), c.selected(), 0.95)
                        .lower());
        assertThat(interval(wilson, "recall").upper())
                .isEqualTo(ProportionInterval.wilson(c.truePositives(), c.positives(), 0.9)
                        .upper());
        assertThat(interval(wilson, "recall").confidence()).isEqualTo(0.9);
        // F1 is 2 J / (1 + J) of J = tp / (tp + fp + fn)
        double j = ProportionInterval.clopperPearson(
                        c.truePositives(), c.truePositives() + c.falsePositives() + c.falseNegatives(), 0.95)
                .lower();
        assertThat(interval(exact, "f1").lower()).isCloseTo(2 * j / (1 + j), within(1e-15));
    }

    @Test
    void whatIsUndefinedIsNaNAndSaysWhy() {
        Evaluation never = BinaryScores.of(new boolean[] {true, false}, new double[] {0.1, 0.2})
                .evaluate();
        Evaluation oneLabel = BinaryScores.of(new boolean[] {false, false}, new double[] {0.1, 0.2})
                .evaluate();
        Evaluation empty = BinaryScores.recorder().sample().evaluate();
        Evaluation margins = BinaryScores.of(new boolean[] {true, false}, new double[] {-3, 7})
                .evaluate();

        assertThat(metric(never, "precision").value()).isNaN();
        assertThat(metric(never, "f1").value()).isZero();
        assertThat(never.notes()).contains("precision is NaN: no row was predicted positive");
        assertThat(metric(oneLabel, "roc.auc").value()).isNaN();
        assertThat(oneLabel.notes())
                .contains(
                        "roc.auc is NaN: it needs rows of both labels",
                        "pr.auc is NaN: no row is positive",
                        "recall is NaN: no row is positive",
                        "f1 is NaN: no row is positive, and none was predicted to be");
        assertThat(empty.metrics().all()).allMatch(metric -> Double.isNaN(metric.value()));
        assertThat(metric(margins, "log.loss").value()).isNaN();
        assertThat(margins.notes()).contains("log.loss, brier, calibration.error are NaN: scores outside [0, 1]");
    }

    @Test
    void sharesOfNothingAreNaN() {
        assertThat(new Confusion(0, 0, 1, 1).precision()).isNaN();
        assertThat(new Confusion(0, 1, 0, 1).recall()).isNaN();
        assertThat(new Confusion(1, 0, 1, 0).falsePositiveRate()).isNaN();
        assertThat(new Confusion(0, 0, 0, 0).accuracy()).isNaN();
        assertThat(new Confusion(0, 0, 0, 5).f1()).isNaN();
    }

    @Test
    void aPerfectRankingIsAsManyPairsInARow() {
        boolean[] labels = new boolean[50];
        double[] scores = new double[50];
        Arrays.fill(labels, 0, 20, true);
        Arrays.setAll(scores, row -> 1 - row / 50.0);

        Evaluation perfect = BinaryScores.of(labels, scores).evaluate();

        assertThat(interval(perfect, "roc.auc").lower())
                .isEqualTo(ProportionInterval.clopperPearson(20, 20, 0.95).lower());
        assertThat(interval(perfect, "roc.auc").upper()).isEqualTo(1);
        Arrays.setAll(scores, row -> row / 50.0);
        assertThat(interval(BinaryScores.of(labels, scores).evaluate(), "roc.auc")
                        .lower())
                .isZero();
    }

    @Test
    void classesWithoutAMistakeHaveTheBoundsOfAllTogether() {
        String[] labels = new String[60];
        Arrays.setAll(labels, row -> "class " + row % 3);

        Evaluation perfect = ConfusionMatrix.of(labels, labels).evaluate();

        double lower = ProportionInterval.clopperPearson(20, 20, 1 - 0.05 / 3).lower();
        assertThat(interval(perfect, "recall.macro").lower()).isCloseTo(lower, within(1e-15));
        assertThat(interval(perfect, "f1.weighted").lower()).isCloseTo(2 * lower / (1 + lower), within(1e-15));
    }

    @Test
    void aClassThatIsNeverPredictedLeavesPrecisionUndefinedAndF1Defined() {
        Evaluation evaluation = ConfusionMatrix.of(
                        new String[] {"cat", "dog", "dog"}, new String[] {"cat", "cat", "cat"})
                .evaluate();

        assertThat(metric(evaluation, "precision.macro").value()).isNaN();
        assertThat(metric(evaluation, "f1.macro").value()).isCloseTo(0.25, within(1e-15));
        assertThat(evaluation.notes())
                .contains(
                        "precision{class=dog} is NaN: it was never predicted",
                        "precision.macro is NaN: that of a class is");
    }

    @Test
    void zeroLabelsMakeTheMeanPercentageUndefinedAndAreCounted() {
        Evaluation evaluation = RegressionPairs.of(new double[] {0, 2, 4}, new double[] {1, 1, 5})
                .evaluate();

        assertThat(metric(evaluation, "mape").value()).isNaN();
        assertThat(metric(evaluation, "mape.nonzero").value()).isEqualTo(0.375);
        assertThat(metric(evaluation, "mape.nonzero").n()).isEqualTo(2);
        assertThat(metric(evaluation, "zero.labels").value()).isEqualTo(1);
        assertThat(evaluation.notes()).contains("mape is NaN: 1 labels are zero; mape.nonzero is over the other rows");
        assertThat(RegressionPairs.of(new double[] {3, 3}, new double[] {1, 2})
                        .evaluate()
                        .notes())
                .contains("r2 is NaN: all labels are equal");
        assertThat(RegressionPairs.recorder().sample().evaluate().notes()).contains("all are NaN: there are no rows");
    }

    @Test
    void queriesWithNothingRelevantAreCountedApart() {
        RankedQueries.Recorder recorder = RankedQueries.recorder(3);
        recorder.add(new double[] {0, 0}, new double[] {1, 2});
        Evaluation none = recorder.sample().evaluate();
        recorder.add(new double[] {1, 0}, new double[] {1, 2});
        Evaluation one = recorder.sample().plus(recorder.sample()).evaluate();

        assertThat(none.notes()).contains("ndcg@3 is NaN: no query has a relevant document");
        assertThat(metric(one, "map@3").value()).isEqualTo(0.5);
        assertThat(metric(one, "map@3").n()).isEqualTo(2);
        assertThat(metric(one, "queries.without.relevant").value()).isEqualTo(2);
        assertThat(recorder.sample()).hasToString("RankedQueries[2 queries, 1 without a relevant document, k=3]");
    }

    @Test
    void segmentsStandBesideTheWholeWithTheirRows() {
        Segments.Recorder<BinaryScores, BinaryScores.Recorder> recorder =
                Segments.recorder("site", BinaryScores::recorder);
        recorder.at("Berlin").add(true, 0.8);
        recorder.at("Paris").add(false, 0.3);
        Metrics metrics = recorder.segments().evaluate().metrics(); // accuracy, accuracy{site=Berlin}, ...

        assertThat(metrics.find("accuracy").orElseThrow().n()).isEqualTo(2);
        Metric paris = metrics.find("accuracy", Map.of("site", "Paris")).orElseThrow();
        assertThat(paris.n()).isEqualTo(1);
        assertThat(Objects.requireNonNull(paris.interval()).lower()).isCloseTo(0.025, within(1e-12));
        assertThat(recorder.segments().evaluate().notes()).contains("site=Paris: recall is NaN: no row is positive");
        assertThat(recorder.segments().plus(recorder.segments()).whole().rows()).isEqualTo(4);
        assertThat(recorder.segments().toString()).contains("site=Paris: BinaryScores[1 rows, 0 positive");
    }

    @Test
    void segmentsOfATableKeepRowsWithoutASegment() {
        Table table = Table.builder().column("site", "a", null, "a").build();
        double[] labels = {1, 0, 0};
        double[] scores = {0.9, 0.1, 0.2};

        Segments<BinaryScores> segments = Segments.by(
                table.text("site"),
                BinaryScores::recorder,
                (recorder, row) -> recorder.add(labels[row] == 1, scores[row]));

        assertThat(segments.samples().keySet()).containsExactly("(missing)", "a");
        assertThat(segments.whole()).isEqualTo(BinaryScores.of(labels, scores));
    }

    @Test
    void printsTablesOfAtMostAHundredColumns() {
        BinaryScores scores = Cases.binary(5, 2000, 0, 0.3).sample();
        String evaluation = scores.evaluate().of("fraud 7").toString();

        assertThat(evaluation).startsWith("fraud 7").contains("accuracy", "n=2,000", "at 0.95");
        assertThat(scores.sweep().toString()).contains("f1 is best at", "▁");
        assertThat(scores.sweepScores().toString().lines()).hasSizeLessThan(60);
        assertThat(scores.calibration().toString()).contains("(0.1, 0.2]", "calibration error 0.");
        assertThat(scores.confusion().toString()).contains("label true");
        assertThat(Cases.classes(1, 100, 12, 0, 0.3).confusion().toString()).contains("and 2 more classes");
        for (Object shown : List.of(
                evaluation,
                scores,
                scores.sweep(),
                scores.sweepScores(),
                scores.calibration(),
                scores.confusion(),
                Cases.classes(1, 100, 12, 0, 0.3).confusion(),
                Cases.classes(1, 100, 12, 0, 0.3).evaluate(),
                Cases.regression(1, 100, 4, 1).evaluate())) {
            assertThat(shown.toString().lines()).allMatch(line -> line.length() <= 100);
        }
        assertThat(Cases.regression(1, 100, 4, 1)).hasToString("RegressionPairs[100 rows]");
        assertThat(Cases.classes(1, 100, 3, 0, 0.3)).hasToString("ClassProbabilities[100 rows, 3 classes]");
    }

    @Test
    void evaluationsOfOneSubjectJoin() {
        Evaluation quality = Cases.binary(5, 20, 0, 0.3).sample().evaluate().of("fraud 7");
        Evaluation latency = new Evaluation("run", Metrics.of("latency.p95.ms", 3), List.of("slow"));

        assertThat(quality.and(latency).metrics().value("latency.p95.ms")).hasValue(3);
        assertThat(quality.and(latency).subject()).isEqualTo("fraud 7");
        assertThat(quality.and(latency).notes()).contains("slow");
    }

    @Test
    void badRowsAreRefusedByNumber() {
        boolean[] labels = {true, false};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinaryScores.of(labels, new double[] {1, Double.NaN}))
                .withMessageContaining("score of row 1 is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinaryScores.recorder().add(true, Double.NaN))
                .withMessageContaining("row 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinaryScores.of(labels, new double[1]))
                .withMessageContaining("got 2 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinaryScores.of(new double[] {0, 0.5}, new double[2]))
                .withMessageContaining("that of row 1 is 0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegressionPairs.of(new double[] {1}, new double[] {1 / 0.0}))
                .withMessageContaining("prediction of row 0 is Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegressionPairs.recorder().add(Double.NaN, 1))
                .withMessageContaining("label of row 0 is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfusionMatrix.of(new String[1], new String[2]))
                .withMessageContaining("got 1 and 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfusionMatrix.recorder(List.of("a", "b")).add("a", "c"))
                .withMessageContaining("prediction 'c' is none of the declared classes [a, b]");
        assertThatIllegalArgumentException().isThrownBy(() -> ConfusionMatrix.recorder(List.of("a", "a")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RankedQueries.recorder(2).add(new double[] {-1}, new double[] {1}))
                .withMessageContaining("document 0 of query 0");
        assertThatIllegalArgumentException().isThrownBy(() -> RankedQueries.recorder(0));
    }

    @Test
    void badProbabilitiesAreRefused() {
        ClassProbabilities.Recorder recorder = ClassProbabilities.recorder(List.of("a", "b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recorder.add("c", 0.5, 0.5))
                .withMessageContaining("label 'c' of row 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recorder.add("a", 0.5))
                .withMessageContaining("got 2 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recorder.add("a", 0.5, Double.NaN))
                .withMessageContaining("row 0 has NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recorder.add("a", 0.5, 0.6))
                .withMessageContaining("sum to 1.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recorder.sample().scores("c"))
                .withMessageContaining("no class 'c'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recorder.sample().confusion().confusion("c"))
                .withMessageContaining("no class 'c'");
        assertThat(recorder.sample().confusion().count("a", "c")).isZero();
        assertThat(recorder.sample().evaluate().notes()).contains("accuracy is NaN: there are no rows");
    }

    @Test
    void samplesThatDoNotBelongTogetherDoNotAdd() {
        BinaryScores scores = BinaryScores.recorder().sample();
        ConfusionMatrix declared = ConfusionMatrix.recorder(List.of("a", "b")).sample();
        Segments<BinaryScores> bySite = Segments.of("site", Map.of("a", scores));

        assertThatIllegalArgumentException().isThrownBy(() -> scores.plus(scores.withThreshold(0.7)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declared.plus(
                        ConfusionMatrix.recorder(List.of("a", "c")).sample()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RankedQueries.recorder(1)
                        .sample()
                        .plus(RankedQueries.recorder(2).sample()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClassProbabilities.recorder(List.of("a", "b"))
                        .sample()
                        .plus(ClassProbabilities.recorder(List.of("b", "a")).sample()));
        assertThatIllegalArgumentException().isThrownBy(() -> bySite.plus(Segments.of("time", Map.of("a", scores))));
        assertThatIllegalArgumentException().isThrownBy(() -> Segments.of("site", Map.<String, BinaryScores>of()));
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        Intervals intervals = Intervals.withDefaults();
        assertThatIllegalArgumentException().isThrownBy(() -> intervals.withConfidence(1));
        assertThatIllegalArgumentException().isThrownBy(() -> intervals.withResamples(99));
        BinaryScores scores = BinaryScores.recorder().sample();
        assertThatIllegalArgumentException().isThrownBy(() -> scores.withThreshold(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> scores.sweep(0.5, 0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> scores.sweep(new double[0]));
    }
}
