package org.mlopssdk.monitoring.multivariate;

/**
 * Logistic regression with a ridge: the weights w and the intercept b that minimise {@code |w|^2 / 2 + C sum ln(1 +
 * exp(-s (w x + b)))}, with s 1 for positive rows and -1 for others, as scikit-learn's {@code LogisticRegression(C=C)}.
 * The intercept is not penalised.
 *
 * <p>By Newton's method (iteratively reweighted least squares), halving a step that does not improve. The sum is strictly
 * convex, so there is one answer, and the ridge keeps it finite however well the rows are separated.
 */
final class LogisticRegression {
    private static final int MAX_STEPS = 200;
    private static final double TOLERANCE = 1e-10;
    private static final double ROUNDING = 1e-14;

    private final double[][] rows;
    private final boolean[] positive;
    private final double strength;
    private final int size;

    /** The weights, and the intercept in the last place. */
    private double[] weights;

    private LogisticRegression(double[][] rows, boolean[] positive, double strength) {
        this.rows = rows;
        this.positive = positive;
        this.strength = strength;
        this.size = rows[0].length + 1;
        this.weights = new double[size];
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
        double[] gradient = new double[size];
        double[][] curvature = new double[size][size];
        double loss = derivatives(gradient, curvature);
        double[] direction = new Cholesky(curvature).solve(gradient);
        double slope = 0;
        for (int i = 0; i < size; i++) {
            slope += gradient[i] * direction[i];
        }
        for (double length = 1; length > 1e-12; length /= 2) {
            double[] next = new double[size];
            double largest = 0;
            for (int i = 0; i < size; i++) {
                next[i] = weights[i] - length * direction[i];
                largest = Math.max(largest, Math.abs(length * direction[i]) / (1 + Math.abs(next[i])));
            }
            // Near the minimum the loss is flat to rounding, and a full step is right without improving it.
            if (largest <= TOLERANCE || loss(next) <= loss - 1e-4 * length * slope + ROUNDING * loss) {
                weights = next;
                return largest > TOLERANCE;
            }
        }
        return false;
    }

    private double loss(double[] candidate) {
        double sum = 0;
        for (int row = 0; row < rows.length; row++) {
            double score = score(candidate, rows[row]);
            sum += softPlus(positive[row] ? -score : score);
        }
        double ridge = 0;
        for (int i = 0; i < size - 1; i++) {
            ridge += candidate[i] * candidate[i];
        }
        return ridge / 2 + strength * sum;
    }

    /** Fills the gradient and the lower triangle of the curvature; returns the loss. */
    private double derivatives(double[] gradient, double[][] curvature) {
        double[] x = new double[size];
        x[size - 1] = 1;
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, x, 0, size - 1);
            double probability = 1 / (1 + Math.exp(-score(weights, rows[row])));
            double residual = strength * (probability - (positive[row] ? 1 : 0));
            double weight = strength * probability * (1 - probability);
            for (int i = 0; i < size; i++) {
                gradient[i] += residual * x[i];
                double factor = weight * x[i];
                double[] line = curvature[i];
                for (int j = 0; j <= i; j++) {
                    line[j] += factor * x[j];
                }
            }
        }
        for (int i = 0; i < size - 1; i++) {
            gradient[i] += weights[i];
            curvature[i][i] += 1;
        }
        return loss(weights);
    }

    /** {@code ln(1 + exp(value))} without overflow. */
    private static double softPlus(double value) {
        return Math.max(0, value) + Math.log1p(Math.exp(-Math.abs(value)));
    }
}
