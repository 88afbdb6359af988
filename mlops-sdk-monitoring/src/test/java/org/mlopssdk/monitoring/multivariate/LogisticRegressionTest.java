package org.mlopssdk.monitoring.multivariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.statistic.Oracle;

/** Against scikit-learn's LogisticRegression, see {@code src/test/oracles/multivariate_cases.py}. */
class LogisticRegressionTest {

    @Test
    void weightsAndInterceptAreThoseOfScikitLearn() {
        List<String[]> cases = Oracle.rows(LogisticRegressionTest.class, "logistic_cases.csv");
        for (String[] row : cases) {
            String kind = row[3];
            int rows = Integer.parseInt(row[1]);
            boolean[] labels = new boolean[rows];
            double[][] matrix = matrix(Long.parseLong(row[0]), Integer.parseInt(row[2]), kind, labels);

            double[] weights = LogisticRegression.fit(matrix, labels, Double.parseDouble(row[4]));

            String what = String.join(" ", List.of(row).subList(0, 5));
            double[] expected = Oracle.numbers(row[6]);
            for (int i = 0; i < expected.length; i++) {
                Oracle.assertClose(weights[i], expected[i], 1e-6, "weight " + i + " of " + what);
            }
            Oracle.assertClose(weights[expected.length], Double.parseDouble(row[5]), 1e-6, "intercept of " + what);
        }
        assertThat(cases).hasSize(75);
    }

    /** Rows made as the script makes them. */
    private static double[][] matrix(long seed, int columns, String kind, boolean[] labels) {
        Oracle.Lcg numbers = new Oracle.Lcg(seed);
        double[][] matrix = new double[labels.length][columns];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = kind.equals("rare") ? row % 10 == 0 : numbers.next() < 0.4;
            double common = numbers.next() - 0.5;
            double[] x = matrix[row];
            for (int column = 0; column < columns; column++) {
                x[column] = (numbers.next() - 0.5 + common) * (1.0 + column);
            }
            if (labels[row]) {
                x[0] += kind.equals("separated") ? 10 : 0.5;
            }
            if (kind.equals("constant")) {
                x[columns - 1] = 0;
            } else if (kind.equals("twice")) {
                x[columns - 1] = x[0];
            }
        }
        return matrix;
    }

    @Test
    void noSeparationIsPerfectEnoughToMakeWeightsInfinite() {
        double[][] matrix = {{-1e9}, {-1}, {1}, {1e9}};

        for (double strength : new double[] {1e-12, 1, 1e12}) {
            double[] weights = LogisticRegression.fit(matrix, new boolean[] {false, false, true, true}, strength);

            assertThat(weights[0]).isPositive().isFinite();
            assertThat(weights[1]).isFinite();
        }
    }

    @Test
    void manyRowsAreSummedInPartsAndNoneIsLost() {
        SplittableRandom random = new SplittableRandom(1);
        int distinct = 211;
        int copies = 97;
        double[][] few = new double[distinct][];
        boolean[] labels = new boolean[distinct];
        for (int row = 0; row < distinct; row++) {
            labels[row] = random.nextBoolean();
            few[row] = new double[] {random.nextGaussian() + (labels[row] ? 1 : 0), random.nextGaussian()};
        }
        double[][] many = new double[distinct * copies][];
        boolean[] manyLabels = new boolean[many.length];
        for (int row = 0; row < many.length; row++) {
            many[row] = few[row % distinct];
            manyLabels[row] = labels[row % distinct];
        }

        double[] once = LogisticRegression.fit(few, labels, copies);
        double[] repeated = LogisticRegression.fit(many, manyLabels, 1);

        assertThat(repeated).containsExactly(once, within(1e-9)); // the same sum, term by term
        assertThat(repeated).isEqualTo(LogisticRegression.fit(many, manyLabels, 1));
    }
}
