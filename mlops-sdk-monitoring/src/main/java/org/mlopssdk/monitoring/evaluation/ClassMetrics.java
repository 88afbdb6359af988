package org.mlopssdk.monitoring.evaluation;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.metric.Interval;

/** Finds the metrics of a confusion matrix of several classes. */
final class ClassMetrics {
    private static final String[] AVERAGES = {
        "precision.macro", "recall.macro", "f1.macro", "precision.weighted", "recall.weighted", "f1.weighted"
    };

    private final ConfusionMatrix matrix;
    private final Findings findings;
    private final int[] occurring;
    private final int[] rowOf;
    private final int[] columnOf;

    ClassMetrics(ConfusionMatrix matrix, Findings findings) {
        this.matrix = matrix;
        this.findings = findings;
        int size = matrix.classes().size();
        this.occurring = IntStream.range(0, size)
                .filter(i ->
                        matrix.confusion(i).positives() + matrix.confusion(i).selected() > 0)
                .toArray();
        int[] cells = IntStream.range(0, size * size)
                .filter(cell -> matrix.counts()[cell / size][cell % size] > 0)
                .toArray();
        this.rowOf = Arrays.stream(cells).map(cell -> cell / size).toArray();
        this.columnOf = Arrays.stream(cells).map(cell -> cell % size).toArray();
    }

    void find() {
        long rows = matrix.rows();
        long right = matrix.right();
        findings.share("accuracy", Map.of(), right, rows, "there are no rows");
        for (String micro : new String[] {"precision.micro", "recall.micro", "f1.micro"}) {
            findings.share(micro, Map.of(), right, rows, "there are no rows");
        }
        for (int index : occurring) {
            Map<String, String> labels = Map.of("class", matrix.classes().get(index));
            Confusion c = matrix.confusion(index);
            findings.share("precision", labels, c.truePositives(), c.selected(), "it was never predicted");
            findings.share("recall", labels, c.truePositives(), c.positives(), "no row has this label");
            findings.f1("f1", labels, c);
        }
        averages(rows, rows > 0 && right == rows);
    }

    private void averages(long rows, boolean perfect) {
        long[] counts = IntStream.range(0, rowOf.length)
                .mapToLong(cell -> matrix.counts()[rowOf[cell]][columnOf[cell]])
                .toArray();
        double[] values = averages(Arrays.stream(counts).asDoubleStream().toArray());
        @Nullable Interval[] bounds = CellStatistics.intervals(counts, this::averages, findings.intervals());
        for (int i = 0; i < AVERAGES.length; i++) {
            if (Double.isNaN(values[i]) && rows > 0) {
                findings.note(AVERAGES[i], Map.of(), "is NaN: that of a class is");
            }
            Interval interval = perfect ? perfect(AVERAGES[i]) : bounds[i];
            findings.bootstrapped(AVERAGES[i], Map.of(), values[i], rows, interval);
        }
    }

    /** The six averages from the rows in each occupied cell. */
    private double[] averages(double[] counts) {
        int size = matrix.classes().size();
        double[] hits = new double[size];
        double[] labels = new double[size];
        double[] predictions = new double[size];
        double rows = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            hits[rowOf[cell]] += rowOf[cell] == columnOf[cell] ? counts[cell] : 0;
            labels[rowOf[cell]] += counts[cell];
            predictions[columnOf[cell]] += counts[cell];
            rows += counts[cell];
        }
        double[] averages = new double[AVERAGES.length];
        int present = 0;
        for (int i = 0; i < size; i++) {
            if (labels[i] + predictions[i] > 0) {
                present++;
                double[] own = {
                    hits[i] / predictions[i], hits[i] / labels[i], 2 * hits[i] / (labels[i] + predictions[i])
                };
                for (int k = 0; k < own.length; k++) {
                    averages[k] += own[k];
                    averages[own.length + k] += labels[i] > 0 ? labels[i] * own[k] : 0;
                }
            }
        }
        for (int k = 0; k < averages.length; k++) {
            averages[k] /= k < averages.length / 2 ? present : rows;
        }
        return averages;
    }

    /**
     * No mistake at all, so that resamples have none either: the exact bounds of all classes, each at a confidence that leaves the
     * error of all together as small as it should be, average to a bound.
     */
    private Interval perfect(String name) {
        double level = 1 - (1 - findings.intervals().confidence()) / occurring.length;
        double bound = 0;
        for (int index : occurring) {
            long rows = matrix.confusion(index).positives();
            double lower = findings.intervals().proportion(rows, rows, level).lower();
            double own = name.startsWith("f1") ? 2 * lower / (1 + lower) : lower;
            bound += name.endsWith("weighted") ? own * rows / matrix.rows() : own / occurring.length;
        }
        return new Interval(bound, 1, findings.intervals().confidence());
    }
}
