package org.mlopssdk.monitoring.evaluation;

import java.util.Arrays;
import java.util.List;

/**
 * Probabilities of several classes for each row, with the class that came true. All are kept: 8 bytes for each class and row.
 *
 * <p>{@link #evaluate()} gives, beside the metrics of the {@link ConfusionMatrix} of the likeliest classes (of equally likely ones
 * the first declared):
 *
 * <ul>
 *   <li>{@code roc.auc} and {@code pr.auc} of each class against all others, labelled {@code class=...}, and their means {@code
 *       .macro} over the classes, as scikit-learn's {@code roc_auc_score(multi_class="ovr")}; NaN where a class has no rows;
 *   <li>{@code log.loss}, as {@code log_loss};
 *   <li>{@code brier}: the mean over rows of the sum over classes of the squared error, from 0 to 2;
 *   <li>{@code calibration.error} of the likeliest class: that of {@link BinaryScores} for its probability and whether it was
 *       right.
 * </ul>
 *
 * @since 0.1.0
 */
public final class ClassProbabilities implements Sample<ClassProbabilities> {
    private static final double TOLERANCE = 1e-5;

    private final List<String> classes;
    private final int[] labels;
    private final double[] probabilities;

    private ClassProbabilities(List<String> classes, int[] labels, double[] probabilities) {
        this.classes = classes;
        this.labels = labels;
        this.probabilities = probabilities;
    }

    /**
     * A recorder for one thread.
     *
     * @param classes the names of the classes, in the order of the probabilities; at least two, none twice
     * @return a recorder without rows
     * @throws IllegalArgumentException if there are fewer, or one repeats
     */
    public static Recorder recorder(List<String> classes) {
        ConfusionMatrix.requireClasses(classes);
        return new Recorder(List.copyOf(classes));
    }

    /**
     * The classes.
     *
     * @return their names, as declared
     */
    public List<String> classes() {
        return classes;
    }

    int label(int row) {
        return labels[row];
    }

    @Override
    public long rows() {
        return labels.length;
    }

    @Override
    public ClassProbabilities plus(ClassProbabilities other) {
        if (!classes.equals(other.classes)) {
            throw new IllegalArgumentException(
                    "Probabilities of different classes do not add; got " + classes + " and " + other.classes + ".");
        }
        int[] bothLabels = Arrays.copyOf(labels, Math.addExact(labels.length, other.labels.length));
        System.arraycopy(other.labels, 0, bothLabels, labels.length, other.labels.length);
        double[] both = Arrays.copyOf(probabilities, Math.addExact(probabilities.length, other.probabilities.length));
        System.arraycopy(other.probabilities, 0, both, probabilities.length, other.probabilities.length);
        return new ClassProbabilities(classes, bothLabels, both);
    }

    /**
     * The counts of labels and likeliest classes.
     *
     * @return the confusion matrix
     */
    public ConfusionMatrix confusion() {
        long[][] counts = new long[classes.size()][classes.size()];
        for (int row = 0; row < labels.length; row++) {
            counts[labels[row]][likeliest(row)]++;
        }
        return new ConfusionMatrix(classes, true, counts);
    }

    double probability(int row, int index) {
        return probabilities[row * classes.size() + index];
    }

    int likeliest(int row) {
        int best = 0;
        for (int index = 1; index < classes.size(); index++) {
            if (probability(row, index) > probability(row, best)) {
                best = index;
            }
        }
        return best;
    }

    /**
     * One class against all others.
     *
     * @param name the class that counts as true
     * @return the probabilities of that class as scores
     * @throws IllegalArgumentException if there is no such class
     */
    public BinaryScores scores(String name) {
        int index = classes.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("There is no class '" + name + "'; there are " + classes + ".");
        }
        return BinaryScores.of(isClass(index), column(index));
    }

    boolean[] isClass(int index) {
        boolean[] is = new boolean[labels.length];
        for (int row = 0; row < is.length; row++) {
            is[row] = labels[row] == index;
        }
        return is;
    }

    double[] column(int index) {
        double[] column = new double[labels.length];
        Arrays.setAll(column, row -> probability(row, index));
        return column;
    }

    @Override
    public Evaluation evaluate(Intervals intervals) {
        Findings findings = new Findings(intervals);
        new ClassMetrics(confusion(), findings).find();
        new ProbabilisticMetrics(this, findings).find();
        return findings.of("probabilities of " + classes.size() + " classes, " + Display.count(rows()) + " rows");
    }

    /**
     * One line for people.
     *
     * @return for example {@code ClassProbabilities[150 rows, 3 classes]}
     */
    @Override
    public String toString() {
        return "ClassProbabilities[" + Display.count(rows()) + " rows, " + classes.size() + " classes]";
    }

    /**
     * Takes rows as they come. For one thread.
     *
     * @since 0.1.0
     */
    public static final class Recorder implements SampleRecorder<ClassProbabilities> {
        private final List<String> classes;
        private final Doubles probabilities = new Doubles();
        private final Doubles labels = new Doubles();

        private Recorder(List<String> classes) {
            this.classes = classes;
        }

        /**
         * Adds a row.
         *
         * @param label what came true
         * @param probability what the model said of each class, in their order; in [0, 1], together 1 within 1e-5
         * @throws IllegalArgumentException if the label is none of the classes, or the probabilities are none
         */
        public void add(String label, double... probability) {
            int index = classes.indexOf(label);
            if (index < 0) {
                throw new IllegalArgumentException("The label '" + label + "' of row " + labels.size()
                        + " is none of the classes " + classes + ".");
            }
            Rows.requireEqual("classes", classes.size(), "probabilities", probability.length);
            double sum = 0;
            for (double one : probability) {
                if (!(one >= 0 && one <= 1)) {
                    throw new IllegalArgumentException(
                            "A probability lies in [0, 1]; row " + labels.size() + " has " + one + ".");
                }
                sum += one;
            }
            if (Math.abs(sum - 1) > TOLERANCE) {
                throw new IllegalArgumentException("The probabilities of a row sum to 1; those of row " + labels.size()
                        + " sum to " + sum + ". Are these scores that a softmax should make probabilities?");
            }
            for (double one : probability) {
                probabilities.add(one);
            }
            labels.add(index);
        }

        @Override
        public ClassProbabilities sample() {
            int[] indexes = Arrays.stream(labels.toArray())
                    .mapToInt(label -> (int) label)
                    .toArray();
            return new ClassProbabilities(classes, indexes, probabilities.toArray());
        }
    }
}
