package org.mlopssdk.monitoring.evaluation;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.metric.Interval;

/** Finds the metrics of rows that are sorted by the size of the error. */
final class RegressionMetrics {
    private static final String[] NAMES = {"mae", "rmse", "bias", "r2", "mape.nonzero", "wape", "median.absolute.error"
    };
    private static final int R2 = 3;
    private static final int MAPE = 4;

    private final int rows;
    private final double[] errors;
    private final double[] labels;
    private final double center;
    private final long zeros;
    private final Findings findings;

    RegressionMetrics(double[] labels, double[] predictions, Intervals intervals) {
        this.rows = labels.length;
        this.labels = labels;
        this.errors = new double[rows];
        Arrays.setAll(errors, row -> predictions[row] - labels[row]);
        this.center = rows == 0 ? 0 : RowStatistics.total(labels) / rows;
        this.zeros = Arrays.stream(labels).filter(label -> label == 0).count();
        this.findings = new Findings(intervals);
    }

    Evaluation evaluate() {
        Totals totals = new Totals();
        for (int row = 0; row < rows; row++) {
            totals.add(row, 1);
        }
        double[] values = totals.values(median(-1));
        @Nullable Interval[] bounds = intervals(totals, values);
        for (int i = 0; i < NAMES.length; i++) {
            findings.bootstrapped(NAMES[i], Map.of(), values[i], i == MAPE ? rows - zeros : rows, bounds[i]);
        }
        findings.add("mape", zeros > 0 ? Double.NaN : values[MAPE], rows, zeros > 0 ? null : bounds[MAPE]);
        findings.add("zero.labels", (double) zeros, rows, null);
        notes(values);
        return findings.of("regression, " + Display.count(rows) + " rows");
    }

    private void notes(double[] values) {
        if (rows == 0) {
            findings.note("all", Map.of(), "are NaN: there are no rows");
        } else if (zeros > 0) {
            findings.note(
                    "mape",
                    Map.of(),
                    "is NaN: " + Display.count(zeros) + " labels are zero; mape.nonzero is over the other rows");
        }
        if (rows > 0 && Double.isNaN(values[R2])) {
            findings.note("r2", Map.of(), "is NaN: all labels are equal");
        }
    }

    private @Nullable Interval[] intervals(Totals totals, double[] values) {
        @Nullable Interval[] bounds = new Interval[NAMES.length];
        if (findings.intervals().resamples() == 0 || rows < 2) {
            return bounds;
        }
        double[][] resampled = Bootstrap.run(Resampler.ofRows(rows), Pass::new, findings.intervals());
        double[][] left = new double[NAMES.length][rows];
        for (int row = 0; row < rows; row++) {
            totals.add(row, -1);
            double[] without = totals.values(median(row));
            totals.add(row, 1);
            for (int i = 0; i < NAMES.length; i++) {
                left[i][row] = without[i];
            }
        }
        for (int i = 0; i < NAMES.length; i++) {
            double acceleration = Bootstrap.acceleration(left[i], null);
            bounds[i] = Bootstrap.bca(
                    values[i], resampled[i], acceleration, findings.intervals().confidence());
        }
        return bounds;
    }

    /** The median of the absolute errors, without one row; -1 for all. */
    private double median(int without) {
        int left = without < 0 ? rows : rows - 1;
        return left == 0 ? Double.NaN : (at((left - 1) / 2, without) + at(left / 2, without)) / 2;
    }

    private double at(int place, int without) {
        return Math.abs(errors[without >= 0 && place >= without ? place + 1 : place]);
    }

    /** Sums of which all but the median are functions. */
    private final class Totals {
        private double weights;
        private double nonzero;
        private final Sum absolute = new Sum();
        private final Sum squares = new Sum();
        private final Sum signed = new Sum();
        private final Sum relative = new Sum();
        private final Sum sizes = new Sum();
        private final Sum offs = new Sum();
        private final Sum squaredOffs = new Sum();

        void add(int row, double weight) {
            double error = errors[row];
            double label = labels[row];
            double off = label - center;
            weights += weight;
            absolute.add(weight * Math.abs(error));
            squares.add(weight * (error * error));
            signed.add(weight * error);
            sizes.add(weight * Math.abs(label));
            offs.add(weight * off);
            squaredOffs.add(weight * (off * off));
            if (label != 0) {
                nonzero += weight;
                relative.add(weight * Math.abs(error / label));
            }
        }

        double[] values(double median) {
            double spread = squaredOffs.value() - offs.value() * offs.value() / weights;
            return new double[] {
                absolute.value() / weights,
                Math.sqrt(Math.max(0, squares.value()) / weights),
                signed.value() / weights,
                constant() ? Double.NaN : 1 - squares.value() / spread,
                relative.value() / nonzero,
                sizes.value() == 0 ? Double.NaN : absolute.value() / sizes.value(),
                median
            };
        }

        private boolean constant() {
            return !(squaredOffs.value() - offs.value() * offs.value() / weights
                    > 1e-28 * weights * Math.max(Double.MIN_NORMAL, center * center));
        }
    }

    /** One resample. The rows pass by in the order of their errors, so the median is where half of the weight has passed. */
    private final class Pass implements Bootstrap.Accumulator {
        private Totals totals = new Totals();
        private double lower = Double.NaN;
        private double upper = Double.NaN;
        private long passed;

        @Override
        public void accept(int from, int count, double[] weights) {
            for (int k = 0; k < count; k++) {
                if (weights[k] > 0) {
                    totals.add(from + k, weights[k]);
                    long before = passed;
                    passed += (long) weights[k];
                    lower = before <= (rows - 1) / 2 ? Math.abs(errors[from + k]) : lower;
                    upper = before <= rows / 2 ? Math.abs(errors[from + k]) : upper;
                }
            }
        }

        @Override
        public double[] finish() {
            double[] values = totals.values((lower + upper) / 2);
            totals = new Totals();
            lower = Double.NaN;
            upper = Double.NaN;
            passed = 0;
            return values;
        }
    }
}
