package org.mlopssdk.monitoring.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How often which class was predicted for which label: predictions of two or more classes. Rows are counted, not kept.
 *
 * <p>{@link #evaluate()} gives {@code accuracy}; {@code precision}, {@code recall} and {@code f1} of each class, labelled {@code
 * class=...}; and their averages {@code .macro} (over the classes), {@code .weighted} (over the classes, by their number of labels)
 * and {@code .micro} (over the rows, which is the accuracy). Averages are over the classes that occur among labels or predictions,
 * as scikit-learn's. If one of these was never predicted, its precision is not defined, and neither are averages of it: these are
 * NaN, where scikit-learn puts 0 and warns. F1 has no such gap.
 *
 * <pre>{@code
 * ConfusionMatrix matrix = ConfusionMatrix.of(
 *         new String[] {"cat", "dog", "dog"}, new String[] {"cat", "dog", "cat"});
 * }</pre>
 *
 * @since 0.1.0
 */
public final class ConfusionMatrix implements Sample<ConfusionMatrix> {
    private static final int MOST_SHOWN = 10;
    private static final int WIDEST = 8;

    private final List<String> classes;
    private final boolean declared;
    private final long[][] counts;

    ConfusionMatrix(List<String> classes, boolean declared, long[][] counts) {
        this.classes = List.copyOf(classes);
        this.declared = declared;
        this.counts = counts;
    }

    /**
     * Labels and predictions, row by row; the classes are those that occur.
     *
     * @param labels what came true
     * @param predictions what the model said
     * @return the matrix
     * @throws IllegalArgumentException if the lengths differ
     */
    public static ConfusionMatrix of(String[] labels, String[] predictions) {
        Rows.requireEqual("labels", labels.length, "predictions", predictions.length);
        Recorder recorder = recorder();
        for (int row = 0; row < labels.length; row++) {
            recorder.add(labels[row], predictions[row]);
        }
        return recorder.sample();
    }

    /**
     * A recorder for one thread, for any classes.
     *
     * @return a recorder without rows
     */
    public static Recorder recorder() {
        return new Recorder(List.of());
    }

    /**
     * A recorder for one thread that refuses all but these classes.
     *
     * @param classes their names, at least two, none twice
     * @return a recorder without rows
     * @throws IllegalArgumentException if there are fewer, or one repeats
     */
    public static Recorder recorder(List<String> classes) {
        requireClasses(classes);
        return new Recorder(classes);
    }

    static void requireClasses(List<String> classes) {
        if (classes.size() < 2 || classes.stream().distinct().count() < classes.size()) {
            throw new IllegalArgumentException("There are at least two classes, none twice; got " + classes + ".");
        }
    }

    /**
     * The classes: as declared, or those that occur, sorted.
     *
     * @return their names
     */
    public List<String> classes() {
        return classes;
    }

    /**
     * How many rows have a label and a prediction.
     *
     * @param label the label
     * @param prediction the prediction
     * @return the number; 0 for classes that do not occur
     */
    public long count(String label, String prediction) {
        int row = classes.indexOf(label);
        int column = classes.indexOf(prediction);
        return row < 0 || column < 0 ? 0 : counts[row][column];
    }

    /**
     * One class against all others.
     *
     * @param name the class that counts as positive
     * @return the counts of right and wrong
     * @throws IllegalArgumentException if there is no such class
     */
    public Confusion confusion(String name) {
        int index = classes.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("There is no class '" + name + "'; there are " + classes + ".");
        }
        return confusion(index);
    }

    Confusion confusion(int index) {
        long hits = counts[index][index];
        long labels = Arrays.stream(counts[index]).sum();
        long predictions = Arrays.stream(counts).mapToLong(row -> row[index]).sum();
        return new Confusion(hits, predictions - hits, labels - hits, rows() - labels - predictions + hits);
    }

    long[][] counts() {
        return counts;
    }

    long right() {
        return IntStream.range(0, counts.length).mapToLong(i -> counts[i][i]).sum();
    }

    @Override
    public long rows() {
        return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
    }

    @Override
    public ConfusionMatrix plus(ConfusionMatrix other) {
        if ((declared || other.declared) && !classes.equals(other.classes)) {
            throw new IllegalArgumentException("Matrices of different declared classes do not add; got " + classes
                    + " and " + other.classes + ".");
        }
        Recorder recorder = new Recorder(declared ? classes : List.of());
        recorder.add(this);
        recorder.add(other);
        return recorder.sample();
    }

    @Override
    public Evaluation evaluate(Intervals intervals) {
        Findings findings = new Findings(intervals);
        new ClassMetrics(this, findings).find();
        return findings.of("predictions of " + classes.size() + " classes, " + Display.count(rows()) + " rows");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix matrix
                && classes.equals(matrix.classes)
                && Arrays.deepEquals(counts, matrix.counts);
    }

    @Override
    public int hashCode() {
        return 31 * classes.hashCode() + Arrays.deepHashCode(counts);
    }

    /**
     * A table: labels in rows, predictions in columns; of more than ten classes the first ten.
     *
     * @return several lines of at most 100 characters
     */
    @Override
    public String toString() {
        int shown = Math.min(MOST_SHOWN, classes.size());
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-10s", "label"));
        for (int column = 0; column < shown; column++) {
            head.append(String.format(Locale.ROOT, " %8s", Display.shortened(classes.get(column), WIDEST)));
        }
        lines.add(head);
        for (int row = 0; row < shown; row++) {
            StringBuilder line =
                    new StringBuilder(String.format(Locale.ROOT, "%-10s", Display.shortened(classes.get(row), WIDEST)));
            for (int column = 0; column < shown; column++) {
                line.append(String.format(Locale.ROOT, " %8d", counts[row][column]));
            }
            lines.add(line);
        }
        if (shown < classes.size()) {
            lines.add("and " + (classes.size() - shown) + " more classes");
        }
        return lines.toString();
    }

    /**
     * Takes labels and predictions as they come. For one thread.
     *
     * @since 0.1.0
     */
    public static final class Recorder implements SampleRecorder<ConfusionMatrix> {
        private static final int MOST_CLASSES = 10_000;

        private final List<String> declared;
        private final Map<String, Map<String, Long>> counted = new TreeMap<>();

        private Recorder(List<String> declared) {
            this.declared = List.copyOf(declared);
        }

        /**
         * Adds a row.
         *
         * @param label what came true
         * @param prediction what the model said
         * @throws IllegalArgumentException if a class was not declared, or there are more than 10,000
         */
        public void add(String label, String prediction) {
            add(label, prediction, 1);
        }

        private void add(String label, String prediction, long rows) {
            requireDeclared("label", label);
            requireDeclared("prediction", prediction);
            counted.computeIfAbsent(prediction, name -> new TreeMap<>());
            counted.computeIfAbsent(label, name -> new TreeMap<>()).merge(prediction, rows, Long::sum);
            if (counted.size() > MOST_CLASSES) {
                throw new IllegalArgumentException("There are more than 10,000 classes; is '" + label + "' one?");
            }
        }

        private void add(ConfusionMatrix matrix) {
            for (int row = 0; row < matrix.classes.size(); row++) {
                for (int column = 0; column < matrix.classes.size(); column++) {
                    if (matrix.counts[row][column] > 0) {
                        add(matrix.classes.get(row), matrix.classes.get(column), matrix.counts[row][column]);
                    }
                }
            }
        }

        private void requireDeclared(String what, String name) {
            if (!declared.isEmpty() && !declared.contains(name)) {
                throw new IllegalArgumentException(
                        "The " + what + " '" + name + "' is none of the declared classes " + declared + ".");
            }
        }

        @Override
        public ConfusionMatrix sample() {
            List<String> classes = declared.isEmpty() ? List.copyOf(counted.keySet()) : declared;
            long[][] counts = new long[classes.size()][classes.size()];
            for (int row = 0; row < counts.length; row++) {
                Map<String, Long> predictions = counted.getOrDefault(classes.get(row), Map.of());
                for (int column = 0; column < counts.length; column++) {
                    counts[row][column] = predictions.getOrDefault(classes.get(column), 0L);
                }
            }
            return new ConfusionMatrix(classes, !declared.isEmpty(), counts);
        }
    }
}
