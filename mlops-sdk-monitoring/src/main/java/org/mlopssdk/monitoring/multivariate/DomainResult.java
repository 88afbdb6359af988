package org.mlopssdk.monitoring.multivariate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How well a classifier tells two tables apart, and by which columns.
 *
 * @param area the area under the curve of scores that were given to rows the classifier had not seen: 0.5 where nothing
 *     tells the tables apart, 1 where everything does. Below 0.5 by chance, and a little so on average where nothing differs
 *     and rows are few: a fold that has more of one table is scored by what was learnt from fewer of its rows
 * @param folds in how many parts the rows were, at least 2
 * @param referenceRows the rows of the reference, at least 2
 * @param currentRows the rows of the current table, at least 2
 * @param rowsNeeded how many rows each table needs for a verdict
 * @param weights what each column says, of a classifier that has seen all rows; the largest first, whatever their sign
 * @since 0.1.0
 */
public record DomainResult(
        AreaUnderCurve area,
        int folds,
        int referenceRows,
        int currentRows,
        int rowsNeeded,
        List<DomainWeight> weights) {
    private static final int SHOWN = 5;

    /**
     * Checks the sizes and copies the weights.
     *
     * @throws IllegalArgumentException if there are fewer than two folds or rows on a side
     */
    public DomainResult {
        if (Math.min(folds, Math.min(referenceRows, currentRows)) < 2) {
            throw new IllegalArgumentException("There are at least two folds, and two rows of each table; got " + folds
                    + ", " + referenceRows + " and " + currentRows + ".");
        }
        weights = List.copyOf(weights);
    }

    /**
     * The verdict.
     *
     * @return INCONCLUSIVE if a table has fewer rows than needed, else TOLD_APART if the lower end of the interval of the
     *     area is above 0.5, else NOT_TOLD_APART
     */
    public DomainVerdict verdict() {
        if (Math.min(referenceRows, currentRows) < rowsNeeded) {
            return DomainVerdict.INCONCLUSIVE;
        }
        return area.lower() > 0.5 ? DomainVerdict.TOLD_APART : DomainVerdict.NOT_TOLD_APART;
    }

    /**
     * The verdict in a sentence, the area, and, where the tables are told apart, the largest weights.
     *
     * @return two lines, or as many more as the weights take
     */
    @Override
    public String toString() {
        String sentence = "Domain classifier: "
                + switch (verdict()) {
                    case INCONCLUSIVE -> "inconclusive, each table needs " + rowsNeeded + " rows";
                    case NOT_TOLD_APART -> "does not tell the tables apart";
                    case TOLD_APART -> "tells the tables apart";
                };
        List<String> lines = new ArrayList<>();
        lines.add(sentence);
        lines.add("  " + area + ", " + referenceRows + " against " + currentRows + " rows, " + folds + " folds");
        if (verdict() == DomainVerdict.TOLD_APART && !weights.isEmpty()) {
            lines.add(Display.indented(Stream.concat(
                            Stream.of("by " + weights.get(0)),
                            weights.stream().limit(SHOWN).skip(1).map(DomainWeight::toString))
                    .toList()));
        }
        return String.join(System.lineSeparator(), lines);
    }
}
