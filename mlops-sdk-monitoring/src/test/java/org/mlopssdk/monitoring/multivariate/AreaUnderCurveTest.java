package org.mlopssdk.monitoring.multivariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.statistic.Oracle;

/** Against scikit-learn and pROC, see {@code src/test/oracles/multivariate_cases.py}. */
class AreaUnderCurveTest {

    private static AreaUnderCurve area(double[] negatives, double[] positives, double confidence, double factor) {
        double[] scores = DoubleStream.concat(Arrays.stream(negatives), Arrays.stream(positives))
                .toArray();
        boolean[] positive = new boolean[scores.length];
        Arrays.fill(positive, negatives.length, scores.length, true);
        return AreaUnderCurve.of(scores, positive, confidence, factor);
    }

    @Test
    void theAreaIsThatOfScikitLearnAndTheIntervalThatOfProc() {
        List<String[]> cases = Oracle.rows(AreaUnderCurveTest.class, "auc_cases.csv");
        for (String[] row : cases) {
            AreaUnderCurve area = area(Oracle.numbers(row[0]), Oracle.numbers(row[1]), Double.parseDouble(row[2]), 1);

            String what = row[0] + " against " + row[1];
            Oracle.assertClose(area.value(), Double.parseDouble(row[3]), 1e-12, "area of " + what);
            Oracle.assertClose(area.lower(), Double.parseDouble(row[4]), 1e-10, "lower end of " + what);
            Oracle.assertClose(area.upper(), Double.parseDouble(row[5]), 1e-10, "upper end of " + what);
        }
        assertThat(cases).hasSize(65);
    }

    @Test
    void threeRowsTellThreeOthersApartPerfectlyAndStillProveLittle() {
        AreaUnderCurve area = area(new double[] {1, 2, 3}, new double[] {4, 5, 6}, 0.95, 1);

        assertThat(area.value()).isOne();
        assertThat(area.upper()).isOne();
        assertThat(area.lower()).isBetween(0.4, 0.7);
    }

    @Test
    void aFactorWidensTheIntervalByItsRoot() {
        double[] negatives = {0.1, 0.4, 0.35, 0.8, 0.2, 0.6};
        double[] positives = {0.3, 0.5, 0.9, 0.15, 0.7, 0.65};
        AreaUnderCurve plain = area(negatives, positives, 0.5, 1);
        AreaUnderCurve wide = area(negatives, positives, 0.5, 2.25);

        Oracle.assertClose(wide.value() - wide.lower(), 1.5 * (plain.value() - plain.lower()), 1e-12, "half width");
    }

    @Test
    void whatIsNoIntervalIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AreaUnderCurve(0.5, 0.6, 0.7, 0.95))
                .withMessageContaining("lie in [0, 1]; got 0.5 within 0.6 and 0.7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AreaUnderCurve(0.5, 0.4, 0.7, 95))
                .withMessageContaining("for example 0.95; got 95.0");
    }

    @Test
    void anAreaTellsItsInterval() {
        assertThat(new AreaUnderCurve(0.995312, 0.9912345, 1, 0.95)).hasToString("AUC 0.9953 (95 % from 0.9912 to 1)");
    }
}
