package org.mlopssdk.monitoring.multivariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.mlopssdk.monitoring.table.Table;

class MultivariatePropertiesTest {

    @Provide
    Arbitrary<double[]> scores() {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(-3, 3).map(Integer::doubleValue),
                        Arbitraries.doubles().between(-1e6, 1e6))
                .array(double[].class)
                .ofMinSize(4)
                .ofMaxSize(60);
    }

    private static boolean[] alternating(int size) {
        boolean[] positive = new boolean[size];
        for (int i = 0; i < size; i++) {
            positive[i] = i % 2 == 0;
        }
        return positive;
    }

    @Property(tries = 300, seed = "1")
    void theAreaIsTheShareOfPairsInOrder(@ForAll("scores") double[] scores) {
        boolean[] positive = alternating(scores.length);
        double wins = 0;
        double pairs = 0;
        for (int i = 0; i < scores.length; i += 2) {
            for (int j = 1; j < scores.length; j += 2) {
                wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                pairs++;
            }
        }
        AreaUnderCurve area = AreaUnderCurve.of(scores, positive, 0.95, 1);

        assertThat(area.value()).isCloseTo(wins / pairs, within(1e-12));
        assertThat(area.lower()).isBetween(0.0, area.value());
        assertThat(area.upper()).isBetween(area.value(), 1.0);
    }

    @Property(tries = 300, seed = "1")
    void mirroredScoresHaveTheMirroredArea(@ForAll("scores") double[] scores) {
        boolean[] positive = alternating(scores.length);
        AreaUnderCurve area = AreaUnderCurve.of(scores, positive, 0.9, 2);
        AreaUnderCurve mirrored =
                AreaUnderCurve.of(Arrays.stream(scores).map(score -> -score).toArray(), positive, 0.9, 2);

        assertThat(mirrored.value()).isCloseTo(1 - area.value(), within(1e-12));
        assertThat(mirrored.lower()).isCloseTo(1 - area.upper(), within(1e-9));
        assertThat(mirrored.upper()).isCloseTo(1 - area.lower(), within(1e-9));
    }

    private static Table table(double[] values, int columns, double scale, double shift) {
        int rows = values.length / columns;
        var builder = Table.builder();
        for (int column = 0; column < columns; column++) {
            int offset = column * rows;
            builder.column(
                    "x" + column,
                    IntStream.range(0, rows)
                            .mapToDouble(row -> values[offset + row] * scale + shift)
                            .toArray());
        }
        return builder.build();
    }

    @Property(tries = 60, seed = "1")
    void unitsOfColumnsDoNotMatter(
            @ForAll("scores") double[] values,
            @ForAll @IntRange(min = -20, max = 20) int exponent,
            @ForAll @DoubleRange(min = -5, max = 5) double shift) {
        double[] small =
                Arrays.stream(values).map(value -> Math.rint(value % 100)).toArray();
        double scale = Math.pow(2, exponent);
        Table before = table(small, 2, 1, 0);
        Table after = table(small, 2, scale, Math.rint(shift) * scale);
        int half = before.rows() / 2;
        if (half < 2) {
            return;
        }
        DomainClassifier classifier = DomainClassifier.withDefaults().rowsNeeded(2);
        DomainResult result = classifier.compare(before.slice(0, half), before.slice(half, before.rows()));
        DomainResult scaled = classifier.compare(after.slice(0, half), after.slice(half, after.rows()));

        assertThat(scaled.weights())
                .extracting(DomainWeight::weight)
                .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-6 ? 0 : Double.compare(a, b), Double.class)
                .containsExactlyInAnyOrderElementsOf(
                        result.weights().stream().map(DomainWeight::weight).toList());
    }

    @Property(tries = 200, seed = "1")
    void choleskySolvesWhatIsPositiveDefiniteEvenIfBarely(@ForAll("scores") double[] values) {
        int size = 3;
        double[] right = Arrays.copyOf(values, size);
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix[i][j] = Math.sin(values[i % 4]) * Math.sin(values[j % 4]) + (i == j ? 1e-6 * (1 + i) : 0);
            }
        }
        double[][] copy = Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
        double[] x = new Cholesky(copy).solve(right);
        double largest = Arrays.stream(x).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < size; i++) {
            double[] line = matrix[i];
            double product =
                    IntStream.range(0, size).mapToDouble(j -> line[j] * x[j]).sum();
            assertThat(product).isCloseTo(right[i], within(1e-9 + 1e-13 * largest));
        }
    }

    /** The sum that a regression minimises has its minimum where its gradient vanishes, however wild the rows. */
    @Property(tries = 300, seed = "1")
    void theGradientVanishesAtTheWeightsOfARegression(
            @ForAll("scores") double[] values, @ForAll @IntRange(min = -3, max = 6) int magnitude) {
        double strength = Math.pow(10, magnitude);
        int rows = values.length / 2;
        boolean[] positive = alternating(rows);
        double[][] matrix = new double[rows][];
        for (int row = 0; row < rows; row++) {
            matrix[row] = new double[] {values[2 * row] / 1000, values[2 * row + 1] / 1000};
        }
        double[] weights = LogisticRegression.fit(matrix, positive, strength);

        double[] gradient = {weights[0], weights[1], 0};
        double[] sizes = {1, 1, strength};
        for (int row = 0; row < rows; row++) {
            double probability = 1 / (1 + Math.exp(-LogisticRegression.score(weights, matrix[row])));
            for (int i = 0; i < 3; i++) {
                double x = i < 2 ? matrix[row][i] : 1;
                gradient[i] += strength * (probability - (positive[row] ? 1 : 0)) * x;
                sizes[i] += strength * Math.abs(x);
            }
        }
        for (int i = 0; i < 3; i++) {
            assertThat(gradient[i]).as("gradient %d of %d rows", i, rows).isCloseTo(0, within(1e-7 * sizes[i]));
        }
    }

    @Property(tries = 60, seed = "1")
    void discrepancyIsSymmetricAndNeverPositiveAgainstItself(
            @ForAll("scores") double[] values, @ForAll @IntRange(min = 1, max = 40) int frequencies) {
        Table all = table(values, 1, 1, 0);
        Table first = all.slice(0, 2);
        Table second = all.slice(2, all.rows());
        if (second.rows() < 2) {
            return;
        }
        MaximumMeanDiscrepancy test = MaximumMeanDiscrepancy.withDefaults()
                .frequencies(frequencies)
                .permutations(19)
                .bandwidth(1);
        DiscrepancyResult result = test.test(first, second);

        assertThat(test.test(second, first).statistic()).isCloseTo(result.statistic(), within(1e-9));
        assertThat(result.statistic()).isLessThanOrEqualTo(4 + 1e-9);
        assertThat(result.pValue()).isBetween(1 / 20.0, 1.0);
        assertThat(test.test(all, all).statistic()).isLessThanOrEqualTo(1e-12);
    }
}
