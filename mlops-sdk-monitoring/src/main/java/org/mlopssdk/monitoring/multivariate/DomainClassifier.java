package org.mlopssdk.monitoring.multivariate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.mlopssdk.monitoring.table.Table;

/**
 * The classifier two-sample test: a logistic regression learns to tell the rows of two tables apart, and is measured on
 * rows it has not seen. If it does better than chance, the tables differ, in a way that is linear in the columns.
 *
 * <p>The rows of each table are dealt to k folds at random; each fold is scored by a regression fitted to the others, on
 * columns standardised by the others; all scores together give one area under the curve. Where no column differs, but
 * columns go together otherwise than before, it sees nothing; see {@link MaximumMeanDiscrepancy}.
 *
 * <p>The folds are no independent samples: each row is learnt from, and scored by what was learnt from others, so what
 * chance does to one fold it does to all. The variance of the area is therefore multiplied by {@code 1 + k / (k - 1)}
 * after Nadeau and Bengio (2003); without it, tables of 20 columns that do not differ are told apart in one of ten
 * comparisons. Rows that depend on each other (the same device, the same minute) are told apart too well all the same:
 * take one of each.
 *
 * <p>Takes the time of a few regressions for each fold, each of rows times columns squared: for two tables of ten numeric columns 0.05 seconds of processor time for
 * 10,000 rows each, 0.6 for 100,000 and 7 for a million, part of it in the threads of the common pool. It tells of no progress, and an interrupt
 * does not stop it; where that is too long, a random sample of the rows says nearly as much.
 *
 * <pre>{@code
 * DomainResult result = DomainClassifier.withDefaults().seed(42).compare(reference, current);
 * }</pre>
 *
 * @param folds in how many parts the rows are dealt, 2 to 100; by default 5. Never more than the smaller table has rows
 * @param strength how much the rows weigh against the ridge (C of scikit-learn), positive; by default 1
 * @param confidence the two-sided confidence of the interval, in (0, 1); by default 0.95
 * @param maxCategories how many categories of a text column get a column of their own, 1 to 1,000; by default 20
 * @param rowsNeeded how many rows each table needs for a verdict, at least 2; by default 30
 * @param seed where the random numbers that deal the rows start; by default 0
 * @since 0.1.0
 */
public record DomainClassifier(
        int folds, double strength, double confidence, int maxCategories, int rowsNeeded, long seed) {
    private static final DomainClassifier DEFAULTS = new DomainClassifier(5, 1, 0.95, 20, 30, 0);

    /**
     * Checks the ranges of the settings.
     *
     * @throws IllegalArgumentException if a setting is out of its range
     */
    public DomainClassifier {
        if (folds < 2 || folds > 100) {
            throw new IllegalArgumentException("Rows are dealt to 2 to 100 folds, for example 5; got " + folds + ".");
        }
        if (!(strength > 0 && strength <= 1e12)) {
            throw new IllegalArgumentException(
                    "The strength (C) is positive and at most 1e12, for example 1; got " + strength + ".");
        }
        AreaUnderCurve.requireConfidence(confidence);
        requireCategories(maxCategories);
        if (rowsNeeded < 2) {
            throw new IllegalArgumentException(
                    "A verdict needs at least 2 rows of each table; got " + rowsNeeded + ".");
        }
    }

    static void requireCategories(int maxCategories) {
        if (maxCategories < 1 || maxCategories > 1000) {
            throw new IllegalArgumentException(
                    "Between 1 and 1,000 categories get a column of their own; got " + maxCategories + ".");
        }
    }

    /**
     * A classifier with the defaults.
     *
     * @return the classifier
     */
    public static DomainClassifier withDefaults() {
        return DEFAULTS;
    }

    /**
     * The same classifier with another number of folds.
     *
     * @param newFolds in how many parts the rows are dealt, 2 to 100
     * @return a new classifier
     * @throws IllegalArgumentException if it is out of range
     */
    public DomainClassifier folds(int newFolds) {
        return new DomainClassifier(newFolds, strength, confidence, maxCategories, rowsNeeded, seed);
    }

    /**
     * The same classifier with another ridge.
     *
     * @param newStrength how much the rows weigh against the ridge (C of scikit-learn), positive; smaller means smaller
     *     weights
     * @return a new classifier
     * @throws IllegalArgumentException if it is out of range
     */
    public DomainClassifier strength(double newStrength) {
        return new DomainClassifier(folds, newStrength, confidence, maxCategories, rowsNeeded, seed);
    }

    /**
     * The same classifier with another confidence.
     *
     * @param newConfidence the two-sided confidence of the interval, in (0, 1)
     * @return a new classifier
     * @throws IllegalArgumentException if it is out of range
     */
    public DomainClassifier confidence(double newConfidence) {
        return new DomainClassifier(folds, strength, newConfidence, maxCategories, rowsNeeded, seed);
    }

    /**
     * The same classifier with another cap on categories.
     *
     * @param newMaxCategories how many categories of a text column get a column of their own, 1 to 1,000
     * @return a new classifier
     * @throws IllegalArgumentException if it is out of range
     */
    public DomainClassifier maxCategories(int newMaxCategories) {
        return new DomainClassifier(folds, strength, confidence, newMaxCategories, rowsNeeded, seed);
    }

    /**
     * The same classifier with another number of rows for a verdict.
     *
     * @param newRowsNeeded how many rows each table needs, at least 2
     * @return a new classifier
     * @throws IllegalArgumentException if it is smaller
     */
    public DomainClassifier rowsNeeded(int newRowsNeeded) {
        return new DomainClassifier(folds, strength, confidence, maxCategories, newRowsNeeded, seed);
    }

    /**
     * The same classifier with another seed.
     *
     * @param newSeed any number
     * @return a new classifier
     */
    public DomainClassifier seed(long newSeed) {
        return new DomainClassifier(folds, strength, confidence, maxCategories, rowsNeeded, newSeed);
    }

    /**
     * Compares two tables.
     *
     * @param reference the one table, with at least two rows
     * @param current the other, with the same columns and at least two rows
     * @return how well they are told apart
     * @throws IllegalArgumentException if the columns differ by name or type, or there are too few rows
     */
    public DomainResult compare(Table reference, Table current) {
        Encoding encoding = Encoding.of(reference, current, maxCategories);
        boolean[] fromCurrent = new boolean[encoding.rows()];
        for (int row = reference.rows(); row < fromCurrent.length; row++) {
            fromCurrent[row] = true;
        }
        int parts = Math.min(folds, Math.min(reference.rows(), current.rows()));
        double[] scores = unseenScores(encoding, fromCurrent, parts);
        return new DomainResult(
                AreaUnderCurve.of(scores, fromCurrent, confidence, 1 + parts / (parts - 1.0)),
                parts,
                reference.rows(),
                current.rows(),
                rowsNeeded,
                weights(encoding, fromCurrent));
    }

    /** The score of each row, by a regression fitted to the rows of all other folds. */
    private double[] unseenScores(Encoding encoding, boolean[] fromCurrent, int parts) {
        int[] foldOf = deal(encoding, parts);
        double[] scores = new double[fromCurrent.length];
        for (int part = 0; part < parts; part++) {
            int fold = part;
            int[] seen = IntStream.range(0, scores.length)
                    .filter(row -> foldOf[row] != fold)
                    .toArray();
            Standardiser standardiser = new Standardiser(encoding.columns(), seen);
            double[] weights = fit(standardiser, seen, fromCurrent);
            double[] values = new double[encoding.terms().size()];
            for (int row = 0; row < scores.length; row++) {
                if (foldOf[row] == fold) {
                    standardiser.row(row, values);
                    scores[row] = LogisticRegression.score(weights, values);
                }
            }
        }
        return scores;
    }

    /** The fold of each row: the rows of each table in random order, the reference first, dealt like cards. */
    private int[] deal(Encoding encoding, int parts) {
        RandomNumbers random = new RandomNumbers(seed);
        int[] foldOf = new int[encoding.rows()];
        int[] first = random.permutation(encoding.referenceRows());
        for (int i = 0; i < first.length; i++) {
            foldOf[first[i]] = i % parts;
        }
        int[] second = random.permutation(encoding.currentRows());
        for (int i = 0; i < second.length; i++) {
            foldOf[first.length + second[i]] = i % parts;
        }
        return foldOf;
    }

    private double[] fit(Standardiser standardiser, int[] rows, boolean[] fromCurrent) {
        boolean[] positive = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            positive[i] = fromCurrent[rows[i]];
        }
        return LogisticRegression.fit(standardiser.rows(rows), positive, strength);
    }

    private List<DomainWeight> weights(Encoding encoding, boolean[] fromCurrent) {
        int[] all = IntStream.range(0, fromCurrent.length).toArray();
        double[] weights = fit(new Standardiser(encoding.columns(), all), all, fromCurrent);
        List<DomainWeight> named = new ArrayList<>();
        for (int i = 0; i < encoding.terms().size(); i++) {
            Term term = encoding.terms().get(i);
            named.add(new DomainWeight(term.feature(), term.text(), weights[i]));
        }
        named.sort(Comparator.comparingDouble((DomainWeight weight) -> -Math.abs(weight.weight())));
        return named;
    }
}
