package org.mlopssdk.monitoring.multivariate;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Logistic regression with a ridge: the weights w and the intercept b that minimise {@code |w|^2 / 2 + C sum ln(1 +
 * exp(-s (w x + b)))}, with s 1 for positive rows and -1 for others, as scikit-learn's {@code LogisticRegression(C=C)}.
 * The intercept is not penalised.
 *
 * <p>By Newton's method (iteratively reweighted least squares), halving a step that does not improve. The sum is strictly
 * convex, so there is one answer, and the ridge keeps it finite however well the rows are separated.
 *
 * <p>Sums over many rows are taken in parts, in the threads of the common pool. How many parts there are depends on the rows alone, so the bits of the
 * answer do, too.
 */
final class LogisticRegression {
    private static final int MAX_STEPS = 200;
    private static final double TOLERANCE = 1e-10;
    private static final double ROUNDING = 1e-14;
    private static final int ROWS_OF_A_PART = 4096;
    private static final int MOST_PARTS = 16;

    private final double[][] rows;
    private final boolean[] positive;
    private final double strength;
    private final int size;

    /** The weights, and the intercept in the last place. */
    private double[] weights;

    /** What the weights make of the rows. */
    private double loss;

    private LogisticRegression(double[][] rows, boolean[] positive, double strength) {
        this.rows = rows;
        this.positive = positive;
        this.strength = strength;
        this.size = rows[0].length + 1;
        this.weights = new double[size];
        this.loss = loss(weights);
    }

    /** The weights and, in the last place, the intercept. */
    static double[] fit(double[][] rows, boolean[] positive, double strength) {
        LogisticRegression regression = new LogisticRegression(rows, positive, strength);
        for (int step = 0; step < MAX_STEPS && regression.improve(); step++) {}
        return regression.weights;
    }

    /** What the weights say of a row: positive where they favour the positive rows. */
    static double score(double[] weights, double[] row) {
        double sum = weights[row.length];
        for (int i = 0; i < row.length; i++) {
            sum += weights[i] * row[i];
        }
        return sum;
    }

    /** Takes one step; false once steps are too small to matter. */
    private boolean improve() {
        Derivatives here = derivatives();
        double[] direction = new Cholesky(here.curvature).solve(here.gradient);
        double slope = 0;
        for (int i = 0; i < size; i++) {
            slope += here.gradient[i] * direction[i];
        }
        for (double length = 1; length > 1e-12; length /= 2) {
            double[] next = new double[size];
            double largest = 0;
            for (int i = 0; i < size; i++) {
                next[i] = weights[i] - length * direction[i];
                largest = Math.max(largest, Math.abs(length * direction[i]) / (1 + Math.abs(next[i])));
            }
            // Near the minimum the loss is flat to rounding, and a full step is right without improving it.
            if (largest <= TOLERANCE) {
                weights = next;
                return false;
            }
            double nextLoss = loss(next);
            if (nextLoss <= loss - 1e-4 * length * slope + ROUNDING * loss) {
                weights = next;
                loss = nextLoss;
                return true;
            }
        }
        return false;
    }

    private double loss(double[] candidate) {
        double sum = 0;
        for (double part : inParts((from, to) -> loss(candidate, from, to))) {
            sum += part;
        }
        double ridge = 0;
        for (int i = 0; i < size - 1; i++) {
            ridge += candidate[i] * candidate[i];
        }
        return ridge / 2 + strength * sum;
    }

    private double loss(double[] candidate, int from, int to) {
        double sum = 0;
        for (int row = from; row < to; row++) {
            double score = score(candidate, rows[row]);
            sum += softPlus(positive[row] ? -score : score);
        }
        return sum;
    }

    private Derivatives derivatives() {
        Derivatives all = new Derivatives(size);
        inParts((from, to) -> new Derivatives(size).of(this, from, to)).forEach(all::add);
        for (int i = 0; i < size - 1; i++) {
            all.gradient[i] += weights[i];
            all.curvature[i][i] += 1;
        }
        return all;
    }

    private <T> List<T> inParts(BiFunction<Integer, Integer, T> work) {
        int parts = Math.max(1, Math.min(MOST_PARTS, rows.length / ROWS_OF_A_PART));
        return IntStream.range(0, parts)
                .parallel()
                .mapToObj(part -> work.apply(
                        (int) ((long) rows.length * part / parts), (int) ((long) rows.length * (part + 1) / parts)))
                .toList();
    }

    /** The gradient and the lower triangle of the curvature. */
    @SuppressWarnings("ArrayRecordComponent") // They are sums, and nobody compares them.
    private record Derivatives(double[] gradient, double[][] curvature) {

        Derivatives(int size) {
            this(new double[size], new double[size][size]);
        }

        /** Adds those of some rows, without the ridge. */
        Derivatives of(LogisticRegression regression, int from, int to) {
            int size = gradient.length;
            double[] x = new double[size];
            x[size - 1] = 1;
            for (int row = from; row < to; row++) {
                System.arraycopy(regression.rows[row], 0, x, 0, size - 1);
                double probability = 1 / (1 + Math.exp(-score(regression.weights, regression.rows[row])));
                double residual = regression.strength * (probability - (regression.positive[row] ? 1 : 0));
                double weight = regression.strength * probability * (1 - probability);
                for (int i = 0; i < size; i++) {
                    gradient[i] += residual * x[i];
                    double factor = weight * x[i];
                    double[] line = curvature[i];
                    for (int j = 0; j <= i; j++) {
                        line[j] += factor * x[j];
                    }
                }
            }
            return this;
        }

        void add(Derivatives other) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += other.gradient[i];
                for (int j = 0; j <= i; j++) {
                    curvature[i][j] += other.curvature[i][j];
                }
            }
        }
    }

    /** {@code ln(1 + exp(value))} without overflow. */
    private static double softPlus(double value) {
        return Math.max(0, value) + Math.log1p(Math.exp(-Math.abs(value)));
    }
}
