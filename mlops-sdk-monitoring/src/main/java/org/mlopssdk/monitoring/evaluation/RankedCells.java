package org.mlopssdk.monitoring.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * The cells of a sample of scores, from the highest score to the lowest, as the bootstrap and the jackknife of the metrics of
 * scores need them: a cell has one score and one label; of those with equal scores, the positive ones come first.
 *
 * <p>A resample is one pass over its weights. The area under the receiver operating characteristic needs no more than a running
 * count of positives: each negative adds the positives above it, and half of those that it ties with. So does the average
 * precision, in which each group of equal scores adds its positives times the precision down to it. The loop has no branches:
 * what kind of cell it is enters as factors of 0 and 1, since labels along the ranking are as good as random to a processor.
 *
 * <p>Leaving out one row changes these sums in ways that prefix sums know, so the jackknife is linear, too.
 */
final class RankedCells {
    static final int ROC_AUC = 0;
    static final int PR_AUC = 1;
    static final int LOG_LOSS = 2;
    static final int BRIER = 3;
    static final int STATISTICS = 4;

    private static final int POSITIVE = 1;
    private static final int CONTINUES = 2;
    private static final int ENDS = 4;
    private static final int ALL_FLAGS = 7;
    private static final double[] IS_POSITIVE = {0, 1, 0, 1, 0, 1, 0, 1};
    private static final double[] CONTINUES_TIE = {0, 0, 1, 1, 0, 0, 1, 1};
    private static final double[] ENDS_TIE = {0, 0, 0, 0, 1, 1, 1, 1};

    private final double[] scores;
    private final byte[] flags;
    private final double[] losses;
    private final long @Nullable [] counts;
    private final boolean probable;

    private RankedCells(double[] scores, byte[] flags, long @Nullable [] counts) {
        this.scores = scores;
        this.flags = flags;
        this.counts = counts;
        this.probable = scores.length == 0 || (scores[scores.length - 1] >= 0 && scores[0] <= 1);
        this.losses = new double[scores.length];
        for (int cell = 0; cell < scores.length; cell++) {
            flags[cell] |= flag(CONTINUES, cell > 0 && scores[cell] == scores[cell - 1]);
            flags[cell] |= flag(ENDS, cell == scores.length - 1 || scores[cell] != scores[cell + 1]);
            losses[cell] = BinaryPass.logLoss(isPositive(cell) ? scores[cell] : 1 - scores[cell]);
        }
    }

    private static byte flag(int flag, boolean set) {
        return (byte) (set ? flag : 0);
    }

    /** The cells of two tallies, at most two for each score. */
    static RankedCells of(Tally positives, Tally negatives) {
        int cells = positives.size() + negatives.size();
        double[] scores = new double[cells];
        byte[] flags = new byte[cells];
        long[] counts = new long[cells];
        int i = positives.size() - 1;
        int j = negatives.size() - 1;
        for (int cell = 0; cell < cells; cell++) {
            boolean up = j < 0 || (i >= 0 && positives.values()[i] >= negatives.values()[j]);
            scores[cell] = up ? positives.values()[i] : negatives.values()[j];
            flags[cell] = (byte) (up ? POSITIVE : 0);
            counts[cell] = up ? positives.count(i--) : negatives.count(j--);
        }
        boolean single = positives.eachOnce() && negatives.eachOnce();
        return new RankedCells(scores, flags, single ? null : counts);
    }

    /** Each row a cell; the rows in order from the highest score, positive ones first among equals. */
    static RankedCells ofRows(double[] scores, boolean[] labels, int[] order) {
        double[] ordered = new double[order.length];
        byte[] flags = new byte[order.length];
        for (int cell = 0; cell < order.length; cell++) {
            ordered[cell] = scores[order[cell]];
            flags[cell] = (byte) (labels[order[cell]] ? POSITIVE : 0);
        }
        return new RankedCells(ordered, flags, null);
    }

    Resampler resampler() {
        return counts == null ? Resampler.ofRows(scores.length) : Resampler.ofCounts(counts);
    }

    long @Nullable [] counts() {
        return counts;
    }

    private boolean isPositive(int cell) {
        return (flags[cell] & POSITIVE) != 0;
    }

    private boolean ends(int cell) {
        return (flags[cell] & ENDS) != 0;
    }

    private double count(int cell) {
        return counts == null ? 1 : (double) counts[cell];
    }

    Pass pass() {
        return new Pass();
    }

    /** The statistics of one resample. */
    final class Pass implements Bootstrap.Accumulator {
        private double above;
        private double seen;
        private double tied;
        private double twiceOrdered;
        private double precisions;
        private double loss;
        private double squares;

        /** On local copies, which the compiler keeps in registers. */
        @Override
        public void accept(int from, int count, double[] weights) {
            double up = above;
            double all = seen;
            double tie = tied;
            double ordered = twiceOrdered;
            double precision = precisions;
            double lost = loss;
            double squared = squares;
            for (int k = 0; k < count; k++) {
                int cell = from + k;
                double weight = weights[k];
                int flag = flags[cell] & ALL_FLAGS;
                double positive = IS_POSITIVE[flag];
                double here = weight * positive;
                up += here;
                all += weight;
                tie = tie * CONTINUES_TIE[flag] + here;
                ordered += (weight - here) * (2 * up - tie);
                precision += ENDS_TIE[flag] * tie * up / (all + Double.MIN_NORMAL);
                double off = scores[cell] - positive;
                lost += weight * losses[cell];
                squared += weight * (off * off);
            }
            above = up;
            seen = all;
            tied = tie;
            twiceOrdered = ordered;
            precisions = precision;
            loss = lost;
            squares = squared;
        }

        @Override
        public double[] finish() {
            double[] values = new double[STATISTICS];
            values[ROC_AUC] = twiceOrdered / (2 * above * (seen - above));
            values[PR_AUC] = precisions / above;
            values[LOG_LOSS] = probable ? loss / seen : Double.NaN;
            values[BRIER] = probable ? squares / seen : Double.NaN;
            above = 0;
            seen = 0;
            tied = 0;
            twiceOrdered = 0;
            precisions = 0;
            loss = 0;
            squares = 0;
            return values;
        }
    }

    /** The statistic with one row of each cell left out, cell by cell. */
    double[] leftOut(int statistic) {
        return switch (statistic) {
            case ROC_AUC -> areasLeftOut();
            case PR_AUC -> precisionsLeftOut();
            case LOG_LOSS -> meansLeftOut(losses.clone());
            default -> meansLeftOut(squares());
        };
    }

    private double[] squares() {
        double[] squares = new double[scores.length];
        for (int cell = 0; cell < squares.length; cell++) {
            squares[cell] = off(cell) * off(cell);
        }
        return squares;
    }

    private double off(int cell) {
        return scores[cell] - (isPositive(cell) ? 1 : 0);
    }

    private double[] meansLeftOut(double[] values) {
        Sum sum = new Sum();
        double rows = 0;
        for (int cell = 0; cell < values.length; cell++) {
            sum.add(count(cell) * values[cell]);
            rows += count(cell);
        }
        for (int cell = 0; cell < values.length; cell++) {
            values[cell] = (sum.value() - values[cell]) / (rows - 1);
        }
        return values;
    }

    private double total(boolean positive) {
        double total = 0;
        for (int cell = 0; cell < scores.length; cell++) {
            total += isPositive(cell) == positive ? count(cell) : 0;
        }
        return total;
    }

    private double[] areasLeftOut() {
        double ups = total(true);
        double downs = total(false);
        double[] shares = new double[scores.length];
        double up = 0;
        double down = 0;
        double twiceOrdered = 0;
        for (int first = 0; first < scores.length; ) {
            int end = first;
            double upHere = 0;
            double downHere = 0;
            do {
                upHere += isPositive(end) ? count(end) : 0;
                downHere += isPositive(end) ? 0 : count(end);
            } while (!ends(end++));
            for (int cell = first; cell < end; cell++) {
                shares[cell] = isPositive(cell) ? 2 * (downs - down - downHere) + downHere : 2 * up + upHere;
            }
            twiceOrdered += downHere * (2 * up + upHere);
            up += upHere;
            down += downHere;
            first = end;
        }
        for (int cell = 0; cell < scores.length; cell++) {
            double pairs = isPositive(cell) ? (ups - 1) * downs : ups * (downs - 1);
            shares[cell] = (twiceOrdered - shares[cell]) / (2 * pairs);
        }
        return shares;
    }

    /**
     * Without a negative row, the groups from its own on have one row less above them; without a positive one, also one positive
     * less, and its own group adds one less.
     */
    private double[] precisionsLeftOut() {
        int cells = scores.length;
        double ups = total(true);
        double[] unchanged = new double[cells + 1]; // sums over the groups before a cell
        double[] withoutUp = new double[cells + 1];
        double[] withoutDown = new double[cells + 1];
        double[] ownWithoutUp = new double[cells];
        double above = 0;
        double seen = 0;
        double tied = 0;
        for (int cell = 0; cell < cells; cell++) {
            above += isPositive(cell) ? count(cell) : 0;
            seen += count(cell);
            tied += isPositive(cell) ? count(cell) : 0;
            boolean ends = ends(cell);
            unchanged[cell + 1] = unchanged[cell] + (ends ? tied * above / seen : 0);
            withoutUp[cell + 1] = withoutUp[cell] + (ends && seen > 1 ? tied * (above - 1) / (seen - 1) : 0);
            withoutDown[cell + 1] = withoutDown[cell] + (ends && seen > 1 ? tied * above / (seen - 1) : 0);
            ownWithoutUp[cell] = ends && seen > 1 ? (tied - 1) * (above - 1) / (seen - 1) : 0;
            tied = ends ? 0 : tied;
        }
        double[] left = new double[cells];
        for (int first = 0; first < cells; ) {
            int end = first;
            while (!ends(end)) {
                end++;
            }
            for (int cell = first; cell <= end; cell++) {
                left[cell] = isPositive(cell)
                        ? (unchanged[first] + ownWithoutUp[end] + withoutUp[cells] - withoutUp[end + 1]) / (ups - 1)
                        : (unchanged[first] + withoutDown[cells] - withoutDown[first]) / ups;
            }
            first = end + 1;
        }
        return left;
    }
}
