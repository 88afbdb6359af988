package org.mlopssdk.monitoring.evaluation;

/**
 * The metrics of scores, from one pass over the distinct scores from the highest to the lowest. Sums of counts are exact
 * integers, sums of numbers are Neumaier's, so the results are right to the last digits.
 */
final class BinaryPass {
    /** Probabilities are kept this far from 0 and 1 in the logarithmic loss, as scikit-learn does: a machine epsilon. */
    private static final double EPSILON = Math.ulp(1.0);

    static final int CALIBRATION_ERROR = RankedCells.STATISTICS;

    private final double[] ups;
    private final double[] downs;
    private final double[] edges;
    private final Sum precisions = new Sum();
    private final Sum losses = new Sum();
    private final Sum squares = new Sum();
    private final Sum gaps = new Sum();
    private Sum gap = new Sum();
    private long above;
    private long below;
    private long twiceOrdered;
    private int bin;

    private BinaryPass(Tally positives, Tally negatives, int bins) {
        this.ups = positives.values();
        this.downs = negatives.values();
        this.edges = edges(bins);
        this.bin = bins - 1;
        boolean probable = areProbabilities(positives) && areProbabilities(negatives);
        int i = ups.length - 1;
        int j = downs.length - 1;
        while (i >= 0 || j >= 0) {
            double score = j < 0 || (i >= 0 && ups[i] >= downs[j]) ? ups[i] : downs[j];
            long up = i >= 0 && ups[i] == score ? positives.count(i--) : 0;
            long down = j >= 0 && downs[j] == score ? negatives.count(j--) : 0;
            rank(up, down);
            if (probable) {
                lose(score, up, down);
            }
        }
        gaps.add(Math.abs(gap.value()));
    }

    /** Edges as numpy's linspace and scikit-learn's calibration_curve have them: a score on an edge belongs below it. */
    static double[] edges(int bins) {
        double[] edges = new double[bins + 1];
        for (int i = 0; i < bins; i++) {
            edges[i] = i * (1.0 / bins);
        }
        edges[bins] = 1;
        return edges;
    }

    static boolean areProbabilities(Tally scores) {
        double[] values = scores.values();
        return values.length == 0 || (values[0] >= 0 && values[values.length - 1] <= 1);
    }

    static double logLoss(double probability) {
        return -Math.log(Math.min(Math.max(probability, EPSILON), 1 - EPSILON));
    }

    private void rank(long up, long down) {
        twiceOrdered += down * (2 * above + up);
        above += up;
        below += down;
        if (up > 0) {
            precisions.add((double) up * above / (above + below));
        }
    }

    private void lose(double score, long up, long down) {
        while (bin > 0 && score <= edges[bin]) {
            gaps.add(Math.abs(gap.value()));
            gap = new Sum();
            bin--;
        }
        if (up > 0) {
            add(up, 1 - score, logLoss(score));
            gap.add(up * (score - 1));
        }
        if (down > 0) {
            add(down, score, logLoss(1 - score));
            gap.add(down * score);
        }
    }

    private void add(long rows, double off, double loss) {
        losses.add(rows * loss);
        squares.add(rows * (off * off));
    }

    /** In the order of the constants of {@link RankedCells}, and the calibration error. */
    static double[] of(Tally positives, Tally negatives, int bins) {
        BinaryPass pass = new BinaryPass(positives, negatives, bins);
        double rows = pass.above + pass.below;
        boolean probable = areProbabilities(positives) && areProbabilities(negatives);
        double[] values = new double[RankedCells.STATISTICS + 1];
        values[RankedCells.ROC_AUC] = (double) pass.twiceOrdered / (2.0 * pass.above * pass.below);
        values[RankedCells.PR_AUC] = pass.precisions.value() / pass.above;
        values[RankedCells.LOG_LOSS] = probable ? pass.losses.value() / rows : Double.NaN;
        values[RankedCells.BRIER] = probable ? pass.squares.value() / rows : Double.NaN;
        values[CALIBRATION_ERROR] = probable ? pass.gaps.value() / rows : Double.NaN;
        return values;
    }
}
