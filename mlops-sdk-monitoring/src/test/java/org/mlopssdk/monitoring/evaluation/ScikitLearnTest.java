package org.mlopssdk.monitoring.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.monitoring.statistic.Oracle;
import org.mlopssdk.monitoring.table.RealData;
import org.mlopssdk.monitoring.table.Table;

/** Every metric against scikit-learn, on rows with ties, imbalance, one label only and absent classes; to 1e-12. */
class ScikitLearnTest {
    private static final Intervals NONE = Intervals.withDefaults().withoutBootstrap();
    private static final List<String> BINARY = List.of(
            "accuracy", "precision", "recall", "f1", "roc.auc", "pr.auc", "log.loss", "brier", "calibration.error");

    private static void assertMetrics(Metrics metrics, List<String> names, String[] row, int from) {
        for (int i = 0; i < names.size(); i++) {
            Cases.assertSame(
                    metrics.value(names.get(i)).orElseThrow(),
                    Oracle.number(row[from + i]),
                    names.get(i) + " of " + String.join("|", row));
        }
    }

    @Test
    void binaryMetrics() {
        List<String[]> cases = Oracle.rows(ScikitLearnTest.class, "binary_cases.csv");
        assertThat(cases).hasSizeGreaterThan(200);
        for (String[] row : cases) {
            BinaryScores scores = Cases.binary(
                            Long.parseLong(row[0]),
                            Integer.parseInt(row[1]),
                            Integer.parseInt(row[2]),
                            Oracle.number(row[3]))
                    .sample();

            assertMetrics(scores.evaluate(NONE).metrics(), BINARY, row, 4);
            Cases.assertSame(scores.calibration().error(), Oracle.number(row[12]), "curve of " + row[0]);
        }
    }

    @Test
    void theSweepIsThePrecisionRecallCurve() {
        ThresholdSweep sweep = Cases.binary(77, 300, 20, 0.3).sample().sweepScores();
        List<String[]> rows = Oracle.rows(ScikitLearnTest.class, "sweep_cases.csv");

        assertThat(sweep.points()).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            ThresholdSweep.Point point = sweep.points().get(i);
            Cases.assertSame(point.threshold(), Oracle.number(rows.get(i)[0]), "threshold");
            Cases.assertSame(point.confusion().precision(), Oracle.number(rows.get(i)[1]), "precision");
            Cases.assertSame(point.confusion().recall(), Oracle.number(rows.get(i)[2]), "recall");
        }
    }

    @Test
    void metricsOfClasses() {
        List<String> names = List.of(
                "accuracy",
                "precision.macro",
                "recall.macro",
                "f1.macro",
                "precision.weighted",
                "recall.weighted",
                "f1.weighted",
                "roc.auc.macro",
                "pr.auc.macro",
                "log.loss",
                "brier",
                "calibration.error");
        List<String[]> cases = Oracle.rows(ScikitLearnTest.class, "class_cases.csv");
        assertThat(cases).hasSizeGreaterThan(70);
        for (String[] row : cases) {
            ClassProbabilities sample = Cases.classes(
                    Long.parseLong(row[0]),
                    Integer.parseInt(row[1]),
                    Integer.parseInt(row[2]),
                    Integer.parseInt(row[3]),
                    Oracle.number(row[4]));

            assertMetrics(sample.evaluate(NONE).metrics(), names, row, 5);
        }
    }

    @Test
    void metricsOfRegression() {
        List<String> names =
                List.of("mae", "rmse", "bias", "r2", "mape.nonzero", "wape", "median.absolute.error", "zero.labels");
        List<String[]> cases = Oracle.rows(ScikitLearnTest.class, "regression_cases.csv");
        assertThat(cases).hasSizeGreaterThan(70);
        for (String[] row : cases) {
            RegressionPairs sample = Cases.regression(
                    Long.parseLong(row[0]), Integer.parseInt(row[1]), Integer.parseInt(row[2]), Oracle.number(row[3]));

            assertMetrics(sample.evaluate(NONE).metrics(), names, row, 4);
        }
    }

    @Test
    void metricsOfRankings() {
        List<String[]> cases = Oracle.rows(ScikitLearnTest.class, "ranking_cases.csv");
        assertThat(cases).hasSizeGreaterThan(90);
        for (String[] row : cases) {
            RankedQueries sample = Cases.ranking(
                    Long.parseLong(row[0]),
                    Integer.parseInt(row[1]),
                    Integer.parseInt(row[2]),
                    Integer.parseInt(row[3]),
                    Integer.parseInt(row[4]));
            Metrics metrics = sample.evaluate(NONE).metrics();

            String what = String.join("|", row);
            Cases.assertSame(metrics.value("ndcg@" + row[4]).orElseThrow(), Oracle.number(row[5]), what);
            if (!row[6].equals("nan")) {
                Cases.assertSame(metrics.value("map@" + row[4]).orElseThrow(), Oracle.number(row[6]), what);
            }
            Cases.assertSame(metrics.value("queries.without.relevant").orElseThrow(), Oracle.number(row[7]), what);
        }
    }

    @Test
    void realPredictions() {
        for (String[] row : Oracle.rows(ScikitLearnTest.class, "occupancy_cases.csv")) {
            Table table = RealData.occupancy(row[0]);
            double[] weights = Oracle.numbers(row[1]);
            double[] scores = new double[table.rows()];
            Arrays.setAll(scores, at -> probability(table, weights, at));

            Metrics metrics = BinaryScores.of(table.numeric("Occupancy").values(), scores)
                    .evaluate(NONE)
                    .metrics();

            assertMetrics(metrics, BINARY, row, 2);
            assertThat(metrics.find("recall", Map.of()).orElseThrow().n()).isEqualTo((long)
                    Arrays.stream(table.numeric("Occupancy").values()).sum());
        }
    }

    private static double probability(Table table, double[] weights, int row) {
        List<String> features = List.of("Temperature", "Humidity", "Light", "CO2", "HumidityRatio");
        double logit = weights[0];
        for (int k = 0; k < features.size(); k++) {
            logit += weights[k + 1] * table.numeric(features.get(k)).get(row);
        }
        return 1 / (1 + Math.exp(-logit));
    }
}
